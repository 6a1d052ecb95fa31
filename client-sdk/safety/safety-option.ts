// The app's own say about questions and the device's answers, beside the policy's rules.
import type { Message, PrivacyClass } from '../../src/query/query.ts';

/** Go on, have a hosted model answer instead, or have nobody answer. */
export type SafetyAction = 'allow' | 'hand_up' | 'refuse';

/** What is to be judged. */
export interface SafetyCheck {
  readonly on: 'input' | 'output';
  /** The question, or what the device has answered so far. */
  readonly text: string;
  /** False while the answer is still growing: it is asked about again, and at last when it is whole. */
  readonly isComplete: boolean;
  /** The conversation with the question last. */
  readonly messages: readonly Message[];
  readonly context: readonly string[];
  readonly privacy: PrivacyClass;
  /** Aborted when nobody waits for the verdict any more. */
  readonly signal: AbortSignal;
}

/** `'refuse'`, or with the name of what said so, which is shown with the answer. */
export type SafetyVerdict = SafetyAction | { readonly action: SafetyAction; readonly rule?: string | undefined };

/** The app's judge. It sees the text where the text is: on the device. */
export type SafetyFunction = (check: SafetyCheck) => SafetyVerdict | Promise<SafetyVerdict>;

/** A judge, how long it may take, and what holds when it fails. */
export interface SafetySettings {
  readonly check: SafetyFunction;
  /** How long a verdict is waited for, 1,000 ms by default. */
  readonly timeLimitMs?: number | undefined;
  /**
   * What holds when the function throws, takes too long or says something else than a verdict. `hand_up` by default: nothing
   * unchecked is shown, and a question nobody could check still gets an answer of a hosted model; where none may give it
   * (`device-only`, offline) it is refused. `refuse` is stricter; `allow` goes on as if there were no function.
   */
  readonly onFailure?: SafetyAction | undefined;
}
