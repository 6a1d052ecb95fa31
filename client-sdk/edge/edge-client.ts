// Talks to the router: one streamed completion, or the policy in force. Errors come out as PhirstError.
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ERROR_CODES, type ErrorCode } from '../../src/errors/error-code.ts';
import type { OpenAiErrorBody } from '../../src/errors/openai-error.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { DeviceEvidence } from '../../src/wire/chat-request.ts';
import { HEADERS } from '../../src/wire/headers.ts';
import type { Budget } from '../../src/query/query.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { OutgoingQuery } from './outgoing-query.ts';

export interface EdgeClientOptions {
  /** Address of the router without a trailing slash; empty = the page's own origin. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  readonly fetch: typeof globalThis.fetch;
}

export interface CompletionRequest {
  readonly query: OutgoingQuery;
  readonly reason: Reason;
  /** What is left of the budgets. */
  readonly budget: Budget;
  readonly maxTokens?: number | undefined;
  readonly evidence?: DeviceEvidence | undefined;
  readonly signal: AbortSignal;
}

/** The hosted answer as it arrives. */
export type EdgeEvent =
  | { readonly type: 'open'; readonly servedModel: string; readonly routedModel: string; readonly reason: string | undefined }
  | { readonly type: 'delta'; readonly text: string }
  | { readonly type: 'usage'; readonly inputTokens: number; readonly outputTokens: number }
  | { readonly type: 'end'; readonly finishReason: string };

export interface EdgeClient {
  /** Yields `open`, deltas, perhaps `usage`, and `end`; throws a PhirstError otherwise: never ends without one of the two. */
  complete(request: CompletionRequest): AsyncGenerator<EdgeEvent, void, undefined>;
  /** GET /v1/policy; undefined when `etag` is still the current one. */
  fetchPolicy(etag: string | undefined): Promise<{ readonly body: unknown; readonly etag: string | undefined } | undefined>;
}

export function createEdgeClient(options: EdgeClientOptions): EdgeClient {
  const headers = { ...(options.apiKey !== undefined && { authorization: `Bearer ${options.apiKey}` }) };
  return {
    async *complete(request) {
      const response = await reach(request.signal, () =>
        options.fetch(`${options.baseUrl}/v1/chat/completions`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify(requestBody(request)),
          signal: request.signal,
        }),
      );
      if (!response.ok || response.body === null) throw await readError(response);
      yield {
        type: 'open',
        servedModel: response.headers.get(HEADERS.servedModel) ?? 'unknown',
        routedModel: response.headers.get(HEADERS.routedModel) ?? 'unknown',
        reason: response.headers.get(HEADERS.reason) ?? undefined,
      };
      yield* readStream(response.body, request.signal);
    },
    async fetchPolicy(etag) {
      const response = await reach(undefined, () =>
        options.fetch(`${options.baseUrl}/v1/policy`, {
          headers: { ...headers, ...(etag !== undefined && { 'if-none-match': etag }) },
          // The browser's own cache would answer a 304 with the body again; we keep the body ourselves.
          cache: 'no-store',
        }),
      );
      if (response.status === 304) return undefined;
      if (!response.ok) throw await readError(response);
      return { body: await response.json(), etag: response.headers.get('etag') ?? undefined };
    },
  };
}

function requestBody({ query, reason, budget, maxTokens, evidence }: CompletionRequest) {
  return {
    model: 'auto',
    messages: query.messages,
    stream: true,
    stream_options: { include_usage: true },
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    phirst: { budget, privacy: query.privacy, reason, ...(evidence && { device: evidence }) },
  };
}

/** A rejected fetch is an unreachable router, or the caller's own abort. */
async function reach(signal: AbortSignal | undefined, send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (cause) {
    throw signal?.aborted ? abortError(signal) : new PhirstError('router_unreachable', 'The router could not be reached: check its address and the connection.', { cause });
  }
}

/** Why a signal was aborted: a PhirstError given as its reason (a deadline) stays, anything else is the app's abort. */
export function abortError(signal: AbortSignal): PhirstError {
  return PhirstError.isInstance(signal.reason)
    ? signal.reason
    : new PhirstError('aborted', 'The query was aborted.', { cause: signal.reason });
}

async function readError(response: Response): Promise<PhirstError> {
  const body: unknown = await response.json().catch(() => undefined);
  return toPhirstError(body, response.status);
}

function toPhirstError(body: unknown, status: number): PhirstError {
  const { code, message, param } = (body as { error?: Partial<OpenAiErrorBody['error']> } | undefined)?.error ?? {};
  const known = typeof code === 'string' && code in ERROR_CODES ? (code as ErrorCode) : status === 429 ? 'rate_limited' : 'provider_unavailable';
  return new PhirstError(
    known,
    typeof message === 'string' ? message : `The router answered with status ${status}.`,
    typeof param === 'string' ? { param } : {},
  );
}

/** What we read of OpenAI's chunk; everything may be missing. */
interface Chunk {
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null }; readonly finish_reason?: string | null }[];
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null;
  readonly error?: unknown;
}

async function* readStream(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<EdgeEvent, void, undefined> {
  const events = body
    .pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  let finishReason: string | undefined;
  let malformed: PhirstError | undefined;
  try {
    for (;;) {
      const { done, value } = await events.read();
      if (done) break;
      if (value.data === '[DONE]') continue;
      const chunk = parseChunk(value.data);
      if (chunk === undefined) {
        // A connection cut inside an event leaves half of one; the router's error event that follows says more.
        malformed ??= new PhirstError('provider_response_invalid', 'The hosted answer held an event that is not JSON.');
        continue;
      }
      if (chunk.error !== undefined) throw toPhirstError(chunk, 502);
      if (malformed) throw malformed;
      const choice = chunk.choices?.[0];
      if (choice?.delta?.content) yield { type: 'delta', text: choice.delta.content };
      if (chunk.usage) {
        yield { type: 'usage', inputTokens: chunk.usage.prompt_tokens ?? 0, outputTokens: chunk.usage.completion_tokens ?? 0 };
      }
      finishReason = choice?.finish_reason ?? finishReason;
    }
  } catch (error) {
    if (signal.aborted) throw abortError(signal);
    if (PhirstError.isInstance(error)) throw error;
    throw new PhirstError('stream_truncated', 'The connection broke before the answer was complete.', { cause: error });
  } finally {
    await events.cancel().catch(() => undefined);
  }
  if (malformed) throw malformed;
  // A stream that just stops is not an end: the finish reason is.
  if (finishReason === undefined) throw new PhirstError('stream_truncated', 'The answer stopped before it was complete.');
  yield { type: 'end', finishReason };
}

function parseChunk(data: string): Chunk | undefined {
  try {
    return JSON.parse(data) as Chunk;
  } catch {
    return undefined;
  }
}
