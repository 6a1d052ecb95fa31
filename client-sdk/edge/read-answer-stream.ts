// The router's SSE → the hosted answer's events. Loaded with the first hosted answer, while its request is under way.
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { EdgeEvent } from './edge-client.ts';
import { abortError, toPhirstError } from './edge-error.ts';

/** What we read of OpenAI's chunk; everything may be missing. */
interface Chunk {
  readonly choices?: readonly { readonly delta?: { readonly content?: string | null }; readonly finish_reason?: string | null }[];
  readonly usage?: { readonly prompt_tokens?: number; readonly completion_tokens?: number } | null;
  readonly error?: unknown;
}

/** Yields deltas, perhaps `usage`, and `end`; throws a PhirstError for anything else than a finished answer. */
export async function* readAnswerStream(body: ReadableStream<Uint8Array>, signal: AbortSignal): AsyncGenerator<EdgeEvent, void, undefined> {
  const events = body
    .pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>)
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  const onAbort = () => void events.cancel().catch(() => undefined);
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  let finishReason: string | undefined;
  let malformed: PhirstError | undefined;
  try {
    for (;;) {
      const { done, value } = await events.read();
      // Not every body breaks off with its request's signal.
      if (signal.aborted) throw abortError(signal);
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
    signal.removeEventListener('abort', onAbort);
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
