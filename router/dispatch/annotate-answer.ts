// A provider's JSON answer with our record of it under the key `phirst`; every other byte stays as it came.
import { costMicroUsd, type TokenPrice } from '../../src/budget/price.ts';
import type { AttemptRecord } from '../../src/event/outcome-event.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { GainState } from '../gain/gain-state.ts';
import type { JsonAnswer } from './json-answer.ts';

/** What the caller is told about an answer: in the body, and (but for the cost) in the headers. */
export interface AnswerRecord {
  readonly decisionId: string;
  readonly requestedModel: string;
  readonly routedModel: string;
  /** Differs from the routed one after a fallback. */
  readonly servedModel: string;
  readonly reason: Reason;
  readonly policy: string;
  /** Whether the policy's gain model was asked, or why it wasn't; only where the policy names one. */
  readonly gainModel?: GainState | undefined;
  /** Every call to a model that this answer took, the one that answered last. */
  readonly attempts: readonly AttemptRecord[];
}

/**
 * `costMicroUsd` is null when the provider doesn't say what was used.
 *
 * @example annotateAnswer({ text: '{"id":"1"}', usage: undefined }, record, price) // '{"id":"1","phirst":{"decisionId":…}}'
 */
export function annotateAnswer({ text, usage }: JsonAnswer, record: AnswerRecord, price: TokenPrice): string {
  const cost = usage ? costMicroUsd(price, usage.inputTokens, usage.outputTokens) : null;
  const end = text.lastIndexOf('}');
  return `${text.slice(0, end)},"phirst":${JSON.stringify({ ...record, costMicroUsd: cost })}${text.slice(end)}`;
}
