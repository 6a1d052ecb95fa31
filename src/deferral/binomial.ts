// How surprising few wrong answers would be if they were as frequent as α: the test behind a promise.
import { ln } from '../numerics/ln.ts';
import { settle } from '../numerics/settle.ts';
import { incompleteBeta } from '../stats/incomplete-beta.ts';

/**
 * P(at most k of n), each with probability p. Weighted counts may lie between whole numbers.
 *
 * `binomialCdf(0, 29, 0.1)` → 0.0471…
 */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : incompleteBeta(1 - p, n - k, k + 1);
}

/** So many without a single wrong one show that fewer than α are wrong: `labelsForCertainty(0.1, 0.05)` → 29 */
export function labelsForCertainty(alpha: number, delta: number): number {
  return Math.ceil(settle(ln(delta) / ln(1 - alpha)));
}
