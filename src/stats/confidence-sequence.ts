// Intervals that hold at every look at once (Waudby-Smith et al., Annals of Statistics 2024): whoever stops when the answer
// looks good is still right as often as promised. The same as a normal-mixture sequential test.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';

export interface SequenceShape {
  /** How often, over the whole sequence, the interval may miss the truth. */
  readonly alpha: number;
  /** Number of units at which it is narrowest. */
  readonly tightestAt: number;
}

/** What is known of a mean: of so many terms, each with this standard deviation. */
export interface Spread {
  readonly count: number;
  readonly deviation: number;
}

/** Where the sequence is tightest, as the formulas below want it. `mixtureScale({ alpha: 0.05, tightestAt: 100 })` → 0.28171 */
export function mixtureScale({ alpha, tightestAt }: SequenceShape): number {
  const twice = 2 * ln(1 / alpha);
  return Math.sqrt((twice + ln(1 + twice)) / tightestAt);
}

/** Half the interval's width: mean ± this. Infinite before the first term. */
export function twoSidedWidth({ count, deviation }: Spread, shape: SequenceShape): number {
  if (count === 0) return Infinity;
  const scaled = count * mixtureScale(shape) ** 2;
  return deviation * Math.sqrt(((2 * (scaled + 1)) / (count * scaled)) * ln(Math.sqrt(scaled + 1) / shape.alpha));
}

/** For one bound alone: mean − this is below the truth at every look (or mean + this above it). */
export function oneSidedWidth({ count, deviation }: Spread, { alpha, tightestAt }: SequenceShape): number {
  if (count === 0) return Infinity;
  const scaled = count * mixtureScale({ alpha: 2 * alpha, tightestAt }) ** 2;
  return deviation * Math.sqrt(((2 * (scaled + 1)) / (count * scaled)) * ln(1 + Math.sqrt(scaled + 1) / (2 * alpha)));
}

/**
 * Evidence against "the mean is 0": at 1/α the two-sided interval of the same scale leaves 0.
 *
 * @param z mean in standard errors.
 */
export function mixtureEValue({ z, count, scale }: { readonly z: number; readonly count: number; readonly scale: number }): number {
  const scaled = count * scale * scale;
  return Math.min(exp((z * z * scaled) / (2 * (scaled + 1))) / Math.sqrt(scaled + 1), Number.MAX_VALUE);
}

/** A p-value that may be looked at any time; the smallest so far is the one that counts. */
export function alwaysValidP(eValue: number): number {
  return Math.min(1, 1 / eValue);
}
