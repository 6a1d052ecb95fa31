// Deferral by price: a hosted answer is asked for where what it is worth more exceeds what it costs, in money and in time.
import { settle } from '../numerics/settle.ts';

export interface DeferralPrice {
  /** What a right answer is worth. */
  readonly rightAnswerMicroUsd: number;
  /** What a second of waiting costs. */
  readonly secondMicroUsd: number;
  readonly hostedCostMicroUsd: number;
  /** P(the hosted answer is wrong). */
  readonly hostedError: number;
  /** By how much later the answer would be there. */
  readonly extraSeconds: number;
}

/**
 * Keep iff P(wrong) is at most this: ε + (cost + w·Δt) ÷ V.
 *
 * @example priceThreshold({ rightAnswerMicroUsd: 10000, secondMicroUsd: 0, hostedCostMicroUsd: 500, hostedError: 0.03, extraSeconds: 1 }) // 0.08
 */
export function priceThreshold({ rightAnswerMicroUsd, secondMicroUsd, hostedCostMicroUsd, hostedError, extraSeconds }: DeferralPrice): number {
  return hostedError + (hostedCostMicroUsd + secondMicroUsd * extraSeconds) / rightAnswerMicroUsd;
}

/**
 * What a threshold is expected to do to queries of these risks: share of wrong answers, and share handed up.
 *
 * @example expectedOutcome([0.05, 0.5], { keepBelow: 0.3, hostedError: 0.1 }) // { error: 0.075, handedUp: 0.5 }
 */
export function expectedOutcome(risks: readonly number[], { keepBelow, hostedError }: { readonly keepBelow: number; readonly hostedError: number }): { readonly error: number; readonly handedUp: number } {
  const kept = risks.filter((risk) => settle(risk) < settle(keepBelow));
  const handedUp = risks.length - kept.length;
  const error = (kept.reduce((sum, risk) => sum + risk, 0) + handedUp * hostedError) / risks.length;
  return { error, handedUp: handedUp / risks.length };
}
