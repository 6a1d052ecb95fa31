// The router's SSE → the hosted answer's events. Loaded with the first hosted answer, while its request is under way.
import { createParser } from 'eventsource-parser';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { EdgeEvent } from './edge-client.ts';
import { abortError, toPhirstError } from './edge-error.ts';
import type { Silence } from './silence.ts';

// Needed no sooner than this reader, and with it when the network is gone.
export { nextTryMs } from './next-try.ts';

/** More than any event of an answer; what never ends must not fill the memory. */
const MAXIMUM_EVENT_CHARACTERS = 2_097_152;

const CONNECTION_ENDS: ReadonlySet<string> = new Set(['stream_truncated', 'provider_stalled', 'deadline_exceeded']);

/** The answer is complete; its usage may still come. */
const AFTER_END_MS = 2000;

/** What we read of OpenAI's chunk; everything may be missing. */
interface Chunk {
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null } | null; readonly finish_reason?: string | null }[] | null;
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null;
  readonly error?: unknown;
  /** The router's record, where its headers went out before it was known. */
  readonly phirst?: { readonly servedModel?: string; readonly routedModel?: string; readonly reason?: string; readonly decisionId?: string; readonly attempts?: readonly unknown[] };
}

export interface AnswerReading {
  /** Of this request; its reason is the error to tell. */
  readonly signal: AbortSignal;
  readonly silence: Silence;
  /** Until the first text: the router asks one model after the other then, and comments that it lives. */
  readonly firstTextMs: number;
  /** Between two events from then on; comments are none. */
  readonly chunkMs: number;
}

/** Yields `open` where the record comes late, deltas, perhaps `usage`, and `end`; throws a PhirstError for anything else. */
export async function* readAnswerStream(body: ReadableStream<Uint8Array>, reading: AnswerReading): AsyncGenerator<EdgeEvent, void, undefined> {
  const { signal, silence } = reading;
  const reader = body.getReader();
  // Not every body breaks off with its request's signal.
  const onAbort = () => void reader.cancel().catch(() => undefined);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  const decoder = new TextDecoder();
  const data: string[] = [];
  let oversized: PhirstError | undefined;
  const parser = createParser({
    onEvent: (event) => data.push(event.data),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') oversized = new PhirstError('provider_response_invalid', 'The hosted answer held an event without end.');
    },
    maxBufferSize: MAXIMUM_EVENT_CHARACTERS,
  });
  let finishReason: string | undefined;
  let hasText = false;
  let isDone = false;
  let malformed: PhirstError | undefined;
  let isHeard = true;
  try {
    while (!isDone) {
      if (finishReason !== undefined) silence.wait(Math.min(reading.chunkMs, AFTER_END_MS));
      else if (isHeard) silence.wait(hasText ? reading.chunkMs : reading.firstTextMs);
      const { done, value } = await reader.read();
      if (signal.aborted) throw abortError(signal);
      if (done) break;
      parser.feed(decoder.decode(value, { stream: true }));
      if (oversized) throw oversized;
      // Amid an answer a comment says nothing: the wait goes on.
      isHeard = !hasText || data.length > 0;
      if (isHeard) silence.rest();
      for (const text of data.splice(0)) {
        isDone = text === '[DONE]';
        if (isDone) break;
        const chunk = parseChunk(text);
        if (chunk === undefined) {
          // A connection cut inside an event leaves half of one; an error event that follows says more.
          malformed ??= new PhirstError('provider_response_invalid', 'The hosted answer held an event that is not JSON.');
          continue;
        }
        if (chunk.error !== undefined && chunk.error !== null) throw toPhirstError(chunk, 502);
        if (malformed) throw malformed;
        if (chunk.phirst) {
          const { servedModel, routedModel, reason, decisionId, attempts } = chunk.phirst;
          yield { type: 'open', servedModel, routedModel, reason, decisionId, attempts: attempts?.length };
        }
        const choice = chunk.choices?.[0];
        if (choice?.delta?.content) {
          hasText = true;
          yield { type: 'delta', text: choice.delta.content };
        }
        if (chunk.usage) {
          yield { type: 'usage', inputTokens: chunk.usage.prompt_tokens ?? 0, outputTokens: chunk.usage.completion_tokens ?? 0 };
        }
        finishReason = choice?.finish_reason ?? finishReason;
      }
    }
  } catch (error) {
    const failure = failureOf(error, signal);
    // A complete answer is complete, however its connection ended.
    if (finishReason === undefined || !CONNECTION_ENDS.has(failure.code)) throw failure;
  } finally {
    silence.rest();
    signal.removeEventListener('abort', onAbort);
    await reader.cancel().catch(() => undefined);
  }
  if (malformed) throw malformed;
  // Neither a stream that just stops nor a [DONE] is an end: the finish reason is.
  if (finishReason === undefined) throw new PhirstError('stream_truncated', 'The answer stopped before it was complete. Ask again.');
  yield { type: 'end', finishReason };
}

function failureOf(error: unknown, signal: AbortSignal): PhirstError {
  if (signal.aborted) return abortError(signal);
  if (PhirstError.isInstance(error)) return error;
  return new PhirstError('stream_truncated', 'The connection broke before the answer was complete. Ask again.', { cause: error });
}

function parseChunk(data: string): Chunk | undefined {
  try {
    const chunk: unknown = JSON.parse(data);
    return typeof chunk === 'object' && chunk !== null ? chunk : undefined;
  } catch {
    return undefined;
  }
}
