// A provider's JSON answer with our record of it under the key `phirst`; every other byte stays as it came.
import { costMicroUsd, type TokenPrice } from '../../src/budget/price.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Reason } from '../../src/route/reason.ts';

/** What the caller is told about an answer, in the body and (but for the cost) in the headers. */
export interface AnswerRecord {
  readonly decisionId: string;
  readonly requestedModel: string;
  readonly routedModel: string;
  readonly servedModel: string;
  readonly reason: Reason;
  readonly policy: string;
}

/**
 * Throws `provider_response_invalid` when the text isn't a JSON object. `costMicroUsd` is null when the provider doesn't
 * say what was used.
 *
 * @example annotateAnswer('{"id":"1"}', record, price) // '{"id":"1","phirst":{"decisionId":…,"costMicroUsd":null}}'
 */
export function annotateAnswer(text: string, record: AnswerRecord, price: TokenPrice): string {
  const answer = parseObject(text);
  const phirst = JSON.stringify({ ...record, costMicroUsd: costOf(answer['usage'], price) });
  const end = text.lastIndexOf('}');
  const separator = Object.keys(answer).length === 0 ? '' : ',';
  return `${text.slice(0, end)}${separator}"phirst":${phirst}${text.slice(end)}`;
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return answer as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new PhirstError('provider_response_invalid', 'The provider’s answer is not a JSON object.');
}

function costOf(usage: unknown, price: TokenPrice): number | null {
  const { prompt_tokens: input, completion_tokens: output } = (usage ?? {}) as Record<string, unknown>;
  return typeof input === 'number' && typeof output === 'number' ? costMicroUsd(price, input, output) : null;
}
