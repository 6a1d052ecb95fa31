// After generation: keep the device's answer, or hand the query up?
import type { Confidence } from '../confidence/confidence.ts';
import { settle } from '../numerics/settle.ts';
import type { Policy } from '../policy/policy.ts';
import { acceptanceBar, type PromiseInForce } from './acceptance-bar.ts';
import type { QueryDescription } from '../query/query-description.ts';
import type { Reason } from './reason.ts';

export interface AcceptInput {
  readonly policy: Policy;
  readonly description: QueryDescription;
  /** Undefined for an engine that can't see logits: nothing vouches for the answer then. */
  readonly confidence: Confidence | undefined;
  /** P(wrong) as it looked midway at its worst; a promise is held against it as well. Undefined where no watch was fitted. */
  readonly riskMidway?: number | undefined;
  /** Length of the answer. */
  readonly tokens: number;
  /** False when the answer was cut at its length limit. */
  readonly isComplete: boolean;
  /** Why no hosted model may take over (StartDecision.escalationBlockedBy). */
  readonly escalationBlockedBy: Reason | undefined;
  /** Milliseconds left of the total budget; undefined = unlimited. */
  readonly remainingMs?: number | undefined;
  /** Expected time of the hosted model that would take over. */
  readonly hostedTotalMs?: number | undefined;
  /** Expected quality of that model, undefined when unknown. */
  readonly hostedQuality?: number | undefined;
  /** How much more often that model is expected to be right on such queries, undefined when unknown. */
  readonly expectedGain?: number | undefined;
  /** Expected price of its answer, undefined when unknown. */
  readonly hostedCostMicroUsd?: number | undefined;
  /** What the policy's promise came to on this device; undefined where nobody resolved it, which carries none. */
  readonly promise?: PromiseInForce | undefined;
}

export interface AcceptDecision {
  readonly action: 'keep' | 'escalate' | 'withhold';
  readonly reason: Reason;
  readonly requiredConfidence: number;
  /** The answer is kept although nothing vouches for it. */
  readonly isUnsure: boolean;
}

/**
 * @example
 * acceptAnswer({ policy, description, confidence: { value: 0.4, isCalibrated: false }, tokens: 5, isComplete: true, escalationBlockedBy: undefined });
 * // { action: 'escalate', reason: 'low_confidence', requiredConfidence: 0.8, isUnsure: true }
 */
export function acceptAnswer(input: AcceptInput): AcceptDecision {
  const bar = acceptanceBar({ ...input, isCalibrated: input.confidence?.isCalibrated ?? false });
  const value = input.confidence?.value ?? 0;
  // The promise's curve is made of the higher of both risks, whether or not anybody watched by then.
  const weakest = input.policy.accept.promise && input.riskMidway !== undefined ? Math.min(value, 1 - input.riskMidway) : value;
  const isSure = bar.isReached(weakest);
  const decide = (action: AcceptDecision['action'], reason: Reason): AcceptDecision => ({
    action,
    reason,
    requiredConfidence: bar.requiredConfidence,
    isUnsure: !isSure || !input.isComplete,
  });
  if (isSure && input.isComplete) return decide('keep', 'confident');
  if (input.isComplete && isHostedNoBetter(input, value)) return decide('keep', 'hosted_not_better');
  const isTooLate = settle(input.hostedTotalMs ?? 0) > settle(input.remainingMs ?? Infinity);
  if (input.escalationBlockedBy === undefined && !isTooLate) return decide('escalate', isSure ? 'incomplete' : bar.isRefused ? 'promise_refused' : 'low_confidence');
  if (isSure) return decide('keep', 'incomplete');
  return input.policy.accept.whenUnsure === 'withhold' ? decide('withhold', 'unsure_withheld') : decide('keep', 'unsure_kept');
}

/**
 * Up is not always better: an unsure device may still be right more often than the model above it. An uncalibrated
 * confidence may be far too high, so there it takes published scores as well that say so.
 */
function isHostedNoBetter({ policy, confidence, hostedQuality, expectedGain }: AcceptInput, value: number): boolean {
  // What is promised is promised of every answer that is kept.
  if (policy.accept.promise) return false;
  const isComparable = confidence?.isCalibrated === true || (expectedGain !== undefined && settle(expectedGain) <= 0);
  return isComparable && hostedQuality !== undefined && settle(value) >= settle(hostedQuality);
}
