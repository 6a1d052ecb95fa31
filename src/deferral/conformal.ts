// Conformal risk control (Angelopoulos et al., ICLR 2024): the loosest threshold under which the next query is kept and wrong
// with a probability of at most α, whatever the distribution, if it is like the labelled ones.
import { settle } from '../numerics/settle.ts';

/**
 * Keep iff risk < threshold, strictly. −∞ keeps nothing: there are too few labels for so little risk. +∞ keeps everything.
 * Closed form: the k-th smallest risk among the wrong answers, k = ⌊α(n + 1)⌋.
 *
 * @param risks of all n labelled answers
 * @param wrong whether each was wrong
 * @example conformalThreshold([0.1, 0.2, 0.9], [false, false, true], 0.25) // 0.9
 */
export function conformalThreshold(risks: readonly number[], wrong: readonly boolean[], alpha: number): number {
  const allowed = Math.floor(settle(alpha * (risks.length + 1)));
  if (allowed < 1) return -Infinity;
  const ofWrong = risks.filter((_, index) => wrong[index]).toSorted((one, other) => one - other);
  return ofWrong[allowed - 1] ?? Infinity;
}

/** Labels below which no threshold can keep anything at this α: `labelsForConformal(0.05)` → 19 */
export function labelsForConformal(alpha: number): number {
  return Math.ceil(settle(1 / alpha)) - 1;
}
