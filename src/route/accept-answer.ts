// After generation: keep the device's answer, or hand the query up?
import type { Confidence } from '../confidence/confidence.ts';
import type { Policy } from '../policy/policy.ts';
import type { QueryDescription } from '../query/query-description.ts';
import type { Reason } from './reason.ts';

export interface AcceptInput {
  readonly policy: Policy;
  readonly description: QueryDescription;
  /** Undefined for an engine that can't see logits: nothing vouches for the answer then. */
  readonly confidence: Confidence | undefined;
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
}

export interface AcceptDecision {
  readonly action: 'keep' | 'escalate' | 'withhold';
  readonly reason: Reason;
  readonly requiredConfidence: number;
  /** The answer is kept although nothing vouches for it. */
  readonly isUnsure: boolean;
}

/** The confidence asked for: by the answer's length, raised where an invention harms. */
function requiredConfidence({ policy: { accept }, description, tokens }: AcceptInput): number {
  const { longAnswers } = accept;
  const minimum = longAnswers && tokens >= longAnswers.fromTokens ? longAnswers.minimumConfidence : accept.minimumConfidence;
  if (description.sensitivity === 'none') return minimum;
  return Math.max(minimum, accept.sensitive?.[description.sensitivity] ?? 0);
}

/**
 * @example
 * acceptAnswer({ policy, description, confidence: { value: 0.4, isCalibrated: false }, tokens: 5, isComplete: true, escalationBlockedBy: undefined });
 * // { action: 'escalate', reason: 'low_confidence', requiredConfidence: 0.8, isUnsure: true }
 */
export function acceptAnswer(input: AcceptInput): AcceptDecision {
  const required = requiredConfidence(input);
  const value = input.confidence?.value ?? 0;
  const isSure = value >= required;
  const decide = (action: AcceptDecision['action'], reason: Reason): AcceptDecision => ({
    action,
    reason,
    requiredConfidence: required,
    isUnsure: !isSure || !input.isComplete,
  });
  if (isSure && input.isComplete) return decide('keep', 'confident');
  if (input.isComplete && isHostedNoBetter(input, value)) return decide('keep', 'hosted_not_better');
  const isTooLate = (input.hostedTotalMs ?? 0) > (input.remainingMs ?? Infinity);
  if (input.escalationBlockedBy === undefined && !isTooLate) return decide('escalate', isSure ? 'incomplete' : 'low_confidence');
  if (isSure) return decide('keep', 'incomplete');
  return input.policy.accept.whenUnsure === 'withhold' ? decide('withhold', 'unsure_withheld') : decide('keep', 'unsure_kept');
}

/**
 * Up is not always better: an unsure device may still be right more often than the model above it. An uncalibrated
 * confidence may be far too high, so there it takes published scores as well that say so.
 */
function isHostedNoBetter({ confidence, hostedQuality, expectedGain }: AcceptInput, value: number): boolean {
  const isComparable = confidence?.isCalibrated === true || (expectedGain !== undefined && expectedGain <= 0);
  return isComparable && hostedQuality !== undefined && value >= hostedQuality;
}
