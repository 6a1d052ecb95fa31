// Welch's t-test: two means at one fixed look. A number that is looked at again and again needs confidence-sequence.ts.
import { incompleteBeta } from './incomplete-beta.ts';
import { varianceOf, type MeanAccumulator } from './mean-accumulator.ts';

export interface WelchTest {
  readonly t: number;
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly pValue: number;
}

/** Of one mean against another; at least two values each, not all alike. */
export function welchTest(one: MeanAccumulator, other: MeanAccumulator): WelchTest {
  const errorOfOne = varianceOf(one) / one.count;
  const errorOfOther = varianceOf(other) / other.count;
  const error = errorOfOne + errorOfOther;
  const t = (one.mean - other.mean) / Math.sqrt(error);
  const degreesOfFreedom = (error * error) / ((errorOfOne * errorOfOne) / (one.count - 1) + (errorOfOther * errorOfOther) / (other.count - 1));
  return { t, degreesOfFreedom, pValue: incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5) };
}
