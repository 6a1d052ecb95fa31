// Numbers of a metric in its own unit, with no more digits than their interval carries.
import { formatCost } from '../../format/format-cost.ts';
import { formatDuration } from '../../format/format-duration.ts';

/** Two digits of the interval's width. */
function digitsFor(width: number): number {
  if (!(width > 0)) return 1;
  return Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(width))));
}

/**
 * A level: `formatLevel(0.0213, 'share')` → '2.1%'; `formatLevel(1234, 'ms')` → '1.2 s'.
 *
 * @param width of what is uncertain about it
 */
export function formatLevel(value: number, unit: string, width = Math.abs(value)): string {
  if (unit === 'share') return `${fixed(value * 100, digitsFor(width * 100))}%`;
  if (unit === 'ms') return value === 0 ? '0 ms' : formatDuration(value);
  if (unit === 'micro-USD') return value === 0 ? '$0' : formatCost(value);
  return withUnit(fixed(value, digitsFor(width)), unit);
}

/** A difference, with its sign: `formatDifference(0.021, 'share', 0.026)` → '+2.1 points'. */
export function formatDifference(value: number, unit: string, width = Math.abs(value)): string {
  return withUnit(signed(value, unit, width), unitWords(unit));
}

/** `formatInterval({ low: 0.008, high: 0.034 }, 'share')` → '[+0.8, +3.4]' */
export function formatInterval({ low, high }: { readonly low: number; readonly high: number }, unit: string): string {
  const width = high - low;
  return `[${signed(low, unit, width)}, ${signed(high, unit, width)}]`;
}

function signed(value: number, unit: string, width: number): string {
  const size = Math.abs(value);
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  if (unit === 'share') return withSign(sign, fixed(size * 100, digitsFor(width * 100)));
  if (unit === 'ms') return size === 0 ? '0 ms' : sign + formatDuration(size);
  if (unit === 'micro-USD') return size === 0 ? '$0' : sign + formatCost(size);
  return withSign(sign, fixed(size, digitsFor(width)));
}

/** Nothing is "+0". */
function withSign(sign: string, digits: string): string {
  return Number(digits) === 0 ? digits : sign + digits;
}

const fixed = (value: number, digits: number) => value.toFixed(digits);

/** What stands behind a difference; durations and money bring theirs along. */
function unitWords(unit: string): string {
  if (unit === 'share') return 'points';
  return unit === 'ms' || unit === 'micro-USD' ? '' : unit;
}

function withUnit(text: string, unit: string): string {
  return unit === '' ? text : `${text} ${unit}`;
}
