import { formatNumber } from '../words/format-count.ts';
import { formatLevel } from '../words/format-measure.ts';
import type { Interval } from './share-interval.ts';

/** Below this many a share in percent would claim more than is known. */
const FEWEST = 20;

/** `shareWords(shareInterval(620, 1000), 1000)` → { value: '62%', note: 'between 59% and 65%' } */
export function shareWords(interval: Interval | null, count: number): { readonly value: string; readonly note: string } {
  if (interval === null) return { value: '–', note: 'no query' };
  if (count < FEWEST) return { value: `${formatNumber(Math.round(interval.value * count))} of ${formatNumber(count)}`, note: 'too few for a share' };
  const width = interval.high - interval.low;
  return { value: formatLevel(interval.value, 'share', width), note: rangeWords(interval) };
}

/** `rangeWords({ low: 0.589, high: 0.65 })` → 'between 59% and 65%' */
export function rangeWords({ low, high }: Pick<Interval, 'low' | 'high'>): string {
  const width = high - low;
  return `between ${formatLevel(low, 'share', width)} and ${formatLevel(high, 'share', width)}`;
}
