// Talks to the router: one streamed completion, or the policy in force. Errors come out as PhirstError.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { DeviceEvidence } from '../../src/wire/chat-request.ts';
import { HEADERS } from '../../src/wire/headers.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Budget } from '../../src/query/query.ts';
import type { Reason } from '../../src/route/reason.ts';
import { whenAborted } from '../when-aborted.ts';
import { abortError, readError } from './edge-error.ts';
import type { OutgoingQuery } from './outgoing-query.ts';
import type { SessionTokens } from './session-token.ts';
import { createHostedTurns, type HostedTurns } from './hosted-turns.ts';
import { createSilence } from './silence.ts';

/** A router that takes longer for its policy counts as unreachable. */
const POLICY_PATIENCE_MS = 10_000;
/** Where the policy doesn't say how long a hosted model may be silent. */
const FIRST_TEXT_MS = 20_000;
const CHUNK_MS = 15_000;
/** The router keeps to the same limits, and its error says more: it gets the time to tell it. */
const GRACE_MS = 2000;

type StreamReader = typeof import('./read-answer-stream.ts');

export interface EdgeClientOptions {
  /** Address of the router without a trailing slash; empty = the page's own origin. */
  readonly baseUrl: string;
  readonly apiKey?: string | undefined;
  /** Where the page's session tokens come from; loaded with the first hosted query. */
  readonly session?: (() => Promise<SessionTokens>) | undefined;
  readonly fetch: typeof globalThis.fetch;
}

export interface CompletionRequest {
  readonly query: OutgoingQuery;
  readonly reason: Reason;
  /** What is left of the budgets now. */
  readonly remaining: () => Budget;
  /** The policy's limits of waiting and asking again. */
  readonly limits: Pick<Policy['hosted'], 'timeout' | 'retry'>;
  readonly maxTokens?: number | undefined;
  /** How many of the first messages are supplied material. */
  readonly contextMessages: number;
  readonly evidence?: DeviceEvidence | undefined;
  /** A second answer to what the device has answered already: booked under a cap of its own. */
  readonly purpose?: 'audit' | undefined;
  /** What it says of the unit, where no session does. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly signal: AbortSignal;
}

/** The hosted answer as it arrives. */
export type EdgeEvent =
  /** Comes again when more is known: a router that has to ask several models says later which one serves. */
  | {
      readonly type: 'open';
      readonly servedModel: string | undefined;
      readonly routedModel: string | undefined;
      readonly reason: string | undefined;
      /** The router's id of its own decision. */
      readonly decisionId: string | undefined;
      /** How many calls to hosted models it took. */
      readonly attempts: number | undefined;
    }
  /** A request that failed before any byte of an answer is sent once more, after so many milliseconds. */
  | { readonly type: 'retry'; readonly error: PhirstError; readonly delayMs: number }
  | { readonly type: 'delta'; readonly text: string }
  | { readonly type: 'usage'; readonly inputTokens: number; readonly outputTokens: number }
  | { readonly type: 'end'; readonly finishReason: string };

/** The policy in force as the router sent it, not parsed yet. */
export interface PolicyAnswer {
  readonly body: unknown;
  readonly etag: string | undefined;
}

export interface EdgeClient {
  /** Yields `open`, deltas, perhaps `usage`, and `end`; throws a PhirstError otherwise: never ends without one of the two. */
  complete(request: CompletionRequest): AsyncGenerator<EdgeEvent, void, undefined>;
  /** GET /v1/policy; undefined when `etag` is still the current one. */
  fetchPolicy(etag: string | undefined): Promise<PolicyAnswer | undefined>;
}

export function createEdgeClient(options: EdgeClientOptions): EdgeClient {
  const headers = options.apiKey === undefined ? {} : bearer(options.apiKey);
  const turns = createHostedTurns();

  /** Sends with a session token, where the page has any. */
  async function withToken(signal: AbortSignal, send: (authorization: Record<string, string>) => Promise<Response>): Promise<Response> {
    if (!options.session) return send({});
    return (await options.session()).send(signal, send);
  }

  /** One request, with an abort controller of its own: the caller or a silence ends it. */
  async function* once(request: CompletionRequest, loading: Promise<StreamReader>): AsyncGenerator<EdgeEvent, void, undefined> {
    const { timeout } = request.limits;
    const firstTextMs = (timeout?.firstChunkMs ?? FIRST_TEXT_MS) + GRACE_MS;
    const chunkMs = (timeout?.chunkMs ?? CHUNK_MS) + GRACE_MS;
    const attempt = new AbortController();
    const signal = AbortSignal.any([request.signal, attempt.signal]);
    const silence = createSilence(() => attempt.abort(new PhirstError('provider_stalled', 'The router said nothing for too long.')));
    silence.wait(firstTextMs);
    try {
      const response = await withToken(signal, (authorization) =>
        reach(signal, () =>
          options.fetch(`${options.baseUrl}/v1/chat/completions`, {
            method: 'POST',
            headers: { ...headers, ...authorization, ...request.headers, 'content-type': 'application/json' },
            body: JSON.stringify(requestBody(request, turns.modelOf(request.query.messages))),
            signal,
          }),
        ),
      );
      if (!response.ok || response.body === null) throw await readError(response);
      const { readAnswerStream } = await loading;
      silence.rest();
      yield {
        type: 'open',
        servedModel: response.headers.get(HEADERS.servedModel) ?? undefined,
        routedModel: response.headers.get(HEADERS.routedModel) ?? undefined,
        reason: response.headers.get(HEADERS.reason) ?? undefined,
        decisionId: response.headers.get(HEADERS.decisionId) ?? undefined,
        attempts: Number(response.headers.get(HEADERS.attempts)) || undefined,
      };
      yield* readAnswerStream(response.body, { signal, silence, firstTextMs, chunkMs });
    } finally {
      silence.rest();
    }
  }

  return {
    async *complete(request) {
      const loading = import('./read-answer-stream.ts');
      // Awaited below; a failed request must not leave its rejection unheard.
      loading.catch(() => undefined);
      for (let retry = 0; ; retry++) {
        try {
          return yield* remembered(once(request, loading), turns);
        } catch (error) {
          const delayMs = await nextTry(request, { error, retry, loading });
          if (delayMs === undefined || request.signal.aborted) throw error;
          yield { type: 'retry', error: error as PhirstError, delayMs };
          await wait(delayMs, request.signal);
        }
      }
    },
    async fetchPolicy(etag) {
      const ask = (authorization: Record<string, string>) =>
        reach(undefined, () =>
          options.fetch(`${options.baseUrl}/v1/policy`, {
            headers: { ...headers, ...authorization, ...(etag !== undefined && { 'if-none-match': etag }) },
            // The browser's own cache would answer a 304 with the body again; we keep the body ourselves.
            cache: 'no-store',
            signal: AbortSignal.timeout(POLICY_PATIENCE_MS),
          }),
        );
      let response = await ask({});
      // Pages of allowed origins read it without; a program with sessions of its backend needs one.
      if (response.status === 401 && options.session) response = await withToken(AbortSignal.timeout(POLICY_PATIENCE_MS), ask);
      if (response.status === 304) return undefined;
      if (!response.ok) throw await readError(response);
      return { body: await response.json(), etag: response.headers.get('etag') ?? undefined };
    },
  };
}

/** The answer as it passes; whole, it is known whose it was. */
async function* remembered(answer: AsyncGenerator<EdgeEvent, void, undefined>, turns: HostedTurns): AsyncGenerator<EdgeEvent, void, undefined> {
  let text = '';
  let model: string | undefined;
  for await (const event of answer) {
    if (event.type === 'open') model = event.servedModel ?? model;
    else if (event.type === 'delta') text += event.text;
    else if (event.type === 'end' && model !== undefined) turns.remember(text, model);
    yield event;
  }
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** Undefined where the error stands; also when the rules for asking again couldn't be loaded. */
async function nextTry(
  { limits, remaining }: CompletionRequest,
  { error, retry, loading }: { error: unknown; retry: number; loading: Promise<StreamReader> },
): Promise<number | undefined> {
  const reader = await loading.catch(() => undefined);
  return reader?.nextTryMs({ error, retry, limits: limits.retry, remainingMs: remaining().totalMs, draw: Math.random() });
}

/** Throws the abort's error when that comes first. */
async function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([waited, whenAborted(signal)]);
  clearTimeout(timer);
  if (signal.aborted) throw abortError(signal);
}

function requestBody({ query, reason, remaining, maxTokens, contextMessages, evidence, purpose }: CompletionRequest, previousModel: string | undefined) {
  return {
    model: 'auto',
    messages: query.messages,
    stream: true,
    stream_options: { include_usage: true },
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    phirst: {
      budget: remaining(),
      privacy: query.privacy,
      reason,
      ...(contextMessages > 0 && { contextMessages }),
      ...(evidence && { device: evidence }),
      purpose,
      previousModel,
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
