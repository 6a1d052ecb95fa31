// What the agreement of two answers says of the hosted one. Where they agree both are right (two wrong answers seldom agree);
// where they don't, at most one is, and which one depends on how sure the device was.
import type { JudgedAnswers } from './quality-estimate.ts';

/** Pairs whose device answer was about equally sure. */
export interface AgreementBin {
  /** Calibrated probability that the device's answer is right. */
  readonly deviceRight: number;
  readonly agreed: number;
  readonly disagreed: number;
}

const ROUNDS = 50;

/**
 * Expected numbers of right and wrong hosted answers: of a disagreement the share q(1−p) / (1−qp) is the hosted model's, q
 * being how often it is right and p how often such device answers are; q is found by repeating that (EM), from one half.
 */
export function rightByAgreement(bins: readonly AgreementBin[]): JudgedAnswers {
  const total = bins.reduce((sum, { agreed, disagreed }) => sum + agreed + disagreed, 0);
  if (total === 0) return { right: 0, wrong: 0 };
  let right = 0;
  let quality = 0.5;
  for (let round = 0; round < ROUNDS; round++) {
    right = bins.reduce((sum, { deviceRight, agreed, disagreed }) => sum + agreed + (disagreed * quality * (1 - deviceRight)) / Math.max(1e-9, 1 - quality * deviceRight), 0);
    quality = right / total;
  }
  return { right, wrong: total - right };
}
