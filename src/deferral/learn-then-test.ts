// Learn-then-Test with a fixed sequence (Angelopoulos et al. 2021): the loosest threshold under which, with a probability of at
// least 1 − δ over the labels, at most α of the kept answers are wrong. That share needn't rise with the threshold, so each one
// is tested in turn, the strictest first, and the walk ends at the first that fails.
import { settle } from '../numerics/settle.ts';
import { binomialCdf } from './binomial.ts';

export interface Tested {
  readonly threshold: number;
  /** Labelled answers that it would keep, and those of them that are wrong. */
  readonly kept: number;
  readonly wrong: number;
}

/**
 * Undefined where already the first fails.
 *
 * @param sequence chosen without a look at the labels, the strictest first
 * @example learnThenTest([{ threshold: 0.2, kept: 60, wrong: 1 }], 0.1, 0.05) // 0.2
 */
export function learnThenTest(sequence: readonly Tested[], alpha: number, delta: number): number | undefined {
  let passed: number | undefined;
  for (const { threshold, kept, wrong } of sequence) {
    if (!(settle(binomialCdf(wrong, kept, alpha)) <= settle(delta))) break;
    passed = threshold;
  }
  return passed;
}
