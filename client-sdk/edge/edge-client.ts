// Talks to the router: one streamed completion, or the policy in force. Errors come out as PhirstError.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { DeviceEvidence } from '../../src/wire/chat-request.ts';
import { HEADERS } from '../../src/wire/headers.ts';
import type { Budget } from '../../src/query/query.ts';
import type { Reason } from '../../src/route/reason.ts';
import { whenAborted } from '../when-aborted.ts';
import { abortError, readError } from './edge-error.ts';
import type { OutgoingQuery } from './outgoing-query.ts';

/** A router that takes longer for its policy counts as unreachable. */
const POLICY_PATIENCE_MS = 10_000;

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
  /** How many of the first messages are supplied material. */
  readonly contextMessages: number;
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
      const reader = import('./read-answer-stream.ts');
      // Awaited below; a failed request must not leave its rejection unheard.
      reader.catch(() => undefined);
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
      yield* (await reader).readAnswerStream(response.body, request.signal);
    },
    async fetchPolicy(etag) {
      const response = await reach(undefined, () =>
        options.fetch(`${options.baseUrl}/v1/policy`, {
          headers: { ...headers, ...(etag !== undefined && { 'if-none-match': etag }) },
          // The browser's own cache would answer a 304 with the body again; we keep the body ourselves.
          cache: 'no-store',
          signal: AbortSignal.timeout(POLICY_PATIENCE_MS),
        }),
      );
      if (response.status === 304) return undefined;
      if (!response.ok) throw await readError(response);
      return { body: await response.json(), etag: response.headers.get('etag') ?? undefined };
    },
  };
}

function requestBody({ query, reason, budget, maxTokens, contextMessages, evidence }: CompletionRequest) {
  return {
    model: 'auto',
    messages: query.messages,
    stream: true,
    stream_options: { include_usage: true },
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    phirst: {
      budget,
      privacy: query.privacy,
      reason,
      ...(contextMessages > 0 && { contextMessages }),
      ...(evidence && { device: evidence }),
    },
  };
}

/** A rejected fetch is an unreachable router, or the caller's own abort, which an app's fetch may not heed. */
async function reach(signal: AbortSignal | undefined, send: () => Promise<Response>): Promise<Response> {
  try {
    if (!signal) return await send();
    const response = await Promise.race([send(), whenAborted(signal)]);
    if (!response) throw abortError(signal);
    return response;
  } catch (cause) {
    throw signal?.aborted ? abortError(signal) : new PhirstError('router_unreachable', 'The router could not be reached: check its address and the connection.', { cause });
  }
}
