// Everything a chat request must be before anything is decided about it, checked in one place.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { parseChatRequest, type ChatRequest } from '../../src/wire/chat-request.ts';
import { checkCounts } from './check-counts.ts';
import { forwardedFields } from './forwarded-fields.ts';
import { invalidRequest } from './invalid-request.ts';
import { outputLimitOf, type OutputLimit } from './output-limit.ts';
import { readJson } from './read-json.ts';
import { remainingMsOf } from './remaining-ms.ts';
import { tokenBound } from './token-bound.ts';
import { writeJson } from './write-json.ts';

/** Of everything a provider gets, as JSON: about 100,000 tokens. */
const MAXIMUM_CHARACTERS = 400_000;

export interface IncomingChat {
  readonly request: ChatRequest;
  /** What a provider gets of the body, without the model and the output limit. */
  readonly forwarded: Readonly<Record<string, unknown>>;
  /** No text of this size has more tokens. */
  readonly maxInputTokens: number;
  /** The most tokens the answer may have: the caller's limit, at most the policy's. */
  readonly output: OutputLimit;
  /** Tokens of the caller's prediction at most: what the answer doesn't take over of it is billed like an answer. */
  readonly maxPredictedTokens: number;
  /** What the caller leaves until the answer must be complete, from the body or the header; undefined = no limit. */
  readonly remainingMs: number | undefined;
}

export interface ReadChatRequestOptions {
  readonly maximumOutputTokens: number;
  /** Ends the reading; its reason is thrown. */
  readonly signal: AbortSignal;
}

/** Throws a PhirstError whose `param` is the path of the first fault. */
export async function readChatRequest(raw: Request, { maximumOutputTokens, signal }: ReadChatRequestOptions): Promise<IncomingChat> {
  const body = await readJson(raw, signal);
  // Counted and named before the schema walks through them.
  if (isObject(body)) checkCounts(body);
  const forwarded = isObject(body) ? forwardedFields(body) : {};
  const parsed = parseChatRequest(body);
  if (!parsed.ok) throw new PhirstError('invalid_request', parsed.error.message, { param: parsed.error.param });
  const request = parsed.value;
  checkMeaning(request);

  const json = writeJson(forwarded);
  if (json.length > MAXIMUM_CHARACTERS) {
    const message = `The body is longer than ${MAXIMUM_CHARACTERS} characters, the most this router passes on.`;
    throw new PhirstError('request_too_large', message, { param: 'body' });
  }
  return {
    request,
    forwarded,
    maxInputTokens: tokenBound(json),
    output: outputLimitOf(request, maximumOutputTokens),
    maxPredictedTokens: request.prediction ? tokenBound(JSON.stringify(request.prediction)) : 0,
    remainingMs: remainingMsOf(raw.headers, request.phirst?.budget?.totalMs),
  };
}

/** What the schema can't know: how fields stand to each other and to this router. */
function checkMeaning({ n, messages, phirst }: ChatRequest): void {
  if ((n ?? 1) > 1) throw invalidRequest('n', 'this router gives one answer to a request');
  if ((phirst?.contextMessages ?? 0) >= messages.length) {
    throw invalidRequest('phirst.contextMessages', `at most ${messages.length - 1}: the last message is always somebody's`);
  }
  if (phirst?.privacy === 'device-only') {
    throw invalidRequest('phirst.privacy', 'device-only text must not leave its device, and it just did. Nothing was done with it.');
  }
}

function isObject(body: unknown): body is Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
