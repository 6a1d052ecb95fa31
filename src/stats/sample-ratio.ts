// Did the variants get the shares of units they should have? If not, something loses units by variant, and no other number
// of the experiment can be trusted.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';
import { upperGamma } from './incomplete-gamma.ts';
import { logGamma } from './log-gamma.ts';

/** How strongly the prior holds to the weights: it is worth so many units. */
const PRIOR_UNITS = 100;
/** At this evidence it is said to be wrong: by chance at most once in a thousand experiments, however often one looks. */
const ALARM = 1000;

export interface SampleRatio {
  /** Against the weights; at most Number.MAX_VALUE, so that it stays a number in JSON. */
  readonly eValue: number;
  readonly isMismatch: boolean;
  readonly expected: readonly number[];
  readonly observed: readonly number[];
}

/**
 * The sequential check (Lindon and Malek 2022): may be looked at after every unit.
 *
 * @param weights of the variants; held to a sum of 1.
 * @example checkSampleRatio([600, 400], [0.5, 0.5]).isMismatch // true
 */
export function checkSampleRatio(observed: readonly number[], weights: readonly number[]): SampleRatio {
  const shares = normalise(weights);
  const total = sum(observed);
  let logEvidence = logGamma(PRIOR_UNITS) - logGamma(PRIOR_UNITS + total);
  shares.forEach((share, index) => {
    const count = observed[index] ?? 0;
    // A variant of weight 0 that got units is impossible; without units it tells nothing.
    if (share === 0) logEvidence += count > 0 ? Infinity : 0;
    else logEvidence += logGamma(PRIOR_UNITS * share + count) - logGamma(PRIOR_UNITS * share) - count * ln(share);
  });
  const eValue = Math.min(exp(logEvidence), Number.MAX_VALUE);
  return { eValue, isMismatch: eValue >= ALARM, expected: shares.map((share) => share * total), observed };
}

/** Pearson's check, for one fixed look. `sampleRatioTest([600, 400], [0.5, 0.5])` → { chiSquared: 40, pValue: 2.5e-10 } */
export function sampleRatioTest(observed: readonly number[], weights: readonly number[]): { readonly chiSquared: number; readonly pValue: number } {
  const total = sum(observed);
  const chiSquared = sum(
    normalise(weights).map((share, index) => {
      const expected = share * total;
      const distance = (observed[index] ?? 0) - expected;
      return (distance * distance) / expected;
    }),
  );
  return { chiSquared, pValue: upperGamma((weights.length - 1) / 2, chiSquared / 2) };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function normalise(weights: readonly number[]): readonly number[] {
  const total = sum(weights);
  return weights.map((weight) => weight / total);
}
