// A provider's JSON answer, judged before anybody is told that it is the answer.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { orAborted } from '../or-aborted.ts';
import { readAtMost } from '../read-at-most.ts';
import { usageOf, type TokenUsage } from './read-event.ts';

/** The longest answer of 100,000 tokens with all their log-probabilities is smaller. */
const MAXIMUM_BYTES = 16_777_216;

export interface JsonAnswer {
  /** As it came. */
  readonly text: string;
  readonly usage: TokenUsage | undefined;
}

export interface ReadJsonAnswerInput {
  readonly signal: AbortSignal;
  /** An error that came in the place of an answer, in our words. */
  readonly describeError: (error: unknown) => PhirstError;
}

/** Throws a PhirstError for a body that breaks off, holds an error, or has no choice in it. */
export async function readJsonAnswer(response: Response, { signal, describeError }: ReadJsonAnswerInput): Promise<JsonAnswer> {
  const text = await readBody(response, signal);
  const answer = parseObject(text);
  const { error, choices, usage } = answer;
  if (error !== undefined && error !== null) throw describeError(error);
  if (!Array.isArray(choices) || choices.length === 0) throw invalid('The provider’s answer has no choices.');
  return { text, usage: usageOf(usage) };
}

async function readBody(response: Response, signal: AbortSignal): Promise<string> {
  if (response.body === null) throw invalid('The provider answered nothing.');
  try {
    const text = await orAborted(readAtMost(response.body, MAXIMUM_BYTES), signal);
    if (text === undefined) throw invalid(`The provider’s answer has more than ${MAXIMUM_BYTES} bytes.`);
    return text;
  } catch (cause) {
    signal.throwIfAborted();
    if (PhirstError.isInstance(cause)) throw cause;
    throw truncated(cause);
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && !Array.isArray(answer)) return answer as Record<string, unknown>;
  } catch (cause) {
    // An object that begins and is none has lost its end.
    if (text.trimStart().startsWith('{')) throw truncated(cause);
  }
  throw invalid('The provider’s answer is not a JSON object.');
}

function truncated(cause: unknown): PhirstError {
  return new PhirstError('stream_truncated', 'The provider’s answer broke off before its end.', { cause });
}

function invalid(message: string): PhirstError {
  return new PhirstError('provider_response_invalid', message);
}
