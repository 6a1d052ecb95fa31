// Durations as the router keeps them: counts in buckets that grow by a tenth. They add up, and quantiles can be read off.
import { addBuckets, type LatencyBuckets } from '../../../src/stats/latency-bucket.ts';
import { Z_95, type Interval } from './share-interval.ts';

/** Bucket b → how many lay in [1.1^b, 1.1^(b+1)) milliseconds. */
export type DurationHistogram = LatencyBuckets;

const GROWTH = 1.1;

export function mergeHistograms(histograms: readonly DurationHistogram[]): DurationHistogram {
  return histograms.reduce(addBuckets, {});
}

export function countOf(histogram: DurationHistogram): number {
  return Object.values(histogram).reduce((sum, count) => sum + count, 0);
}

/**
 * The quantile with its 95 % interval: that of the ranks it may have, widened to whole buckets. Null where there are too few
 * for either end: the slowest of 50 says nothing of the 99th percentile.
 *
 * @example quantileOf({ 48: 100 }, 0.5) // { value: 101, low: 97, high: 107 }
 */
export function quantileOf(histogram: DurationHistogram, share: number): Interval | null {
  const count = countOf(histogram);
  const rank = share * count;
  const width = Z_95 * Math.sqrt(rank * (1 - share));
  const [lowRank, highRank] = [Math.floor(rank - width), Math.ceil(rank + width) + 1];
  if (lowRank < 1 || highRank > count) return null;
  const buckets = Object.entries(histogram)
    .map(([bucket, held]) => [Number(bucket), held] as const)
    .sort(([one], [other]) => one - other);
  const place = (wanted: number) => {
    let before = 0;
    for (const [bucket, held] of buckets) {
      if (before + held >= wanted) return { bucket, within: (wanted - before - 0.5) / held };
      before += held;
    }
    return { bucket: buckets.at(-1)?.[0] ?? 0, within: 1 };
  };
  const middle = place(Math.max(1, Math.ceil(rank)));
  return {
    value: GROWTH ** (middle.bucket + middle.within),
    low: GROWTH ** place(lowRank).bucket,
    high: GROWTH ** (place(highRank).bucket + 1),
  };
}
