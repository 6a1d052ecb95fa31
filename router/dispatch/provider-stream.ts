// A provider's event stream, read by whole events: what may be passed on, and how it stands. Whatever goes wrong with it
// comes out as one PhirstError, and a stream that just stops is never taken for one that has ended.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { AnswerMeter } from './answer-meter.ts';
import { createEventFramer, joinBytes, MAXIMUM_EVENT_BYTES } from './event-framer.ts';
import { readEvent, type StreamChunk, type TokenUsage } from './read-event.ts';
import type { StallWatch } from './stall-watch.ts';

/** What one read brought. */
export interface StreamPart {
  /** Whole events, unchanged. */
  readonly bytes: Uint8Array;
  /** The first chunk with something of the answer in it, where there is one. */
  readonly content: StreamChunk | undefined;
  /** Nothing follows: the answer is complete, or this is what it failed of. */
  readonly end: 'complete' | PhirstError | undefined;
}

export interface ProviderStream {
  /** After a part with an `end` there is no other. Never rejects. */
  read(): Promise<StreamPart>;
  /** Reads up to the first content; the bytes before it come along with it. Throws the PhirstError of a stream without any. */
  open(): Promise<StreamPart>;
  /** Lets go of the source. */
  cancel(): void;
}

export interface ProviderStreamInput {
  readonly body: ReadableStream<Uint8Array>;
  /** Of the attempt. Its reason is the PhirstError to tell. */
  readonly signal: AbortSignal;
  readonly meter: AnswerMeter;
  readonly watch: StallWatch;
  /** Whether the caller asked for the chunk with the usage; the router always does. */
  readonly passesUsage: boolean;
  /** An error that came as an event, in our words. */
  readonly describeError: (error: unknown) => PhirstError;
}

export function createProviderStream(input: ProviderStreamInput): ProviderStream {
  const { body, signal, meter, watch, passesUsage, describeError } = input;
  const reader = body.getReader();
  const framer = createEventFramer();
  let hasFinished = false;
  let usage: TokenUsage | undefined;
  // Not every body breaks off with its request's signal.
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel, { once: true });

  /** Sorts the events of one read; stops at the first that ends the stream. */
  function sort(events: readonly Uint8Array[]): StreamPart {
    const passed: Uint8Array[] = [];
    let content: StreamChunk | undefined;
    const part = (end: StreamPart['end']): StreamPart => ({ bytes: joinBytes(passed), content, end });
    for (const bytes of events) {
      const event = readEvent(bytes);
      if (event.kind === 'error') return part(describeError(event.error));
      if (event.kind === 'malformed') return part(malformed());
      if (event.kind === 'chunk') {
        watch.hear();
        meter.pass(event.characters);
        if (event.hasContent) content ??= event.chunk;
        if (event.hasFinished) watch.hurry(AFTER_END_MS);
        hasFinished ||= event.hasFinished;
        usage = event.usage ?? usage;
        // Some tell with every event what has been used so far: the last word is what stands once the answer has ended.
        if (usage && hasFinished) meter.tell(usage);
        if (event.isUsageAlone && !passesUsage) continue;
      }
      // [DONE] alone is what some gateways put at the end of whatever they got.
      if (event.kind === 'done' && !hasFinished) return part(truncated());
      passed.push(bytes);
      if (event.kind === 'done') {
        meter.complete();
        return part('complete');
      }
    }
    return part(undefined);
  }

  /** The source has ended by itself. An event without its last line end is one all the same; half of one is nothing. */
  function close(): StreamPart {
    const rest = framer.rest();
    const { kind } = readEvent(rest);
    const isWhole = kind !== 'comment' && kind !== 'malformed';
    const last = isWhole ? sort([joinBytes([rest, LINE_ENDS])]) : { ...NOTHING, end: undefined };
    if (last.end) return last;
    if (!hasFinished) return { ...last, end: truncated() };
    meter.complete();
    return { ...last, end: 'complete' };
  }

  /** Complete is complete, however the connection ended; but a caller that left is a caller that left. */
  function broken(error: PhirstError): StreamPart {
    return hasFinished && error.code !== 'aborted' ? { ...NOTHING, end: 'complete' } : failed(error);
  }

  async function read(): Promise<StreamPart> {
    watch.wait();
    try {
      const { done, value } = await reader.read();
      if (signal.aborted) return broken(signal.reason as PhirstError);
      if (!done) return sort(framer.push(value));
      return close();
    } catch (cause) {
      if (signal.aborted) return broken(signal.reason as PhirstError);
      return PhirstError.isInstance(cause) ? failed(cause) : broken(truncated(cause));
    } finally {
      watch.rest();
    }
  }

  return {
    read,
    cancel() {
      signal.removeEventListener('abort', cancel);
      cancel();
    },
    async open() {
      const before: Uint8Array[] = [];
      let bytes = 0;
      for (;;) {
        const part = await read();
        before.push(part.bytes);
        bytes += part.bytes.byteLength;
        // What failed at once, with its first words, has not been passed on either.
        if (PhirstError.isInstance(part.end)) throw part.end;
        if (part.content) return { ...part, bytes: joinBytes(before) };
        if (bytes > MAXIMUM_EVENT_BYTES) throw withoutContent();
      }
    },
  };
}

/** The answer is complete; its usage may still come. */
const AFTER_END_MS = 2000;

const LINE_ENDS = new TextEncoder().encode('\n\n');
const NOTHING = { bytes: new Uint8Array(), content: undefined } as const;

function failed(error: PhirstError): StreamPart {
  return { ...NOTHING, end: error };
}

function malformed(): PhirstError {
  return new PhirstError('provider_response_invalid', 'The provider sent an event that is not JSON.');
}

function withoutContent(): PhirstError {
  return new PhirstError('provider_response_invalid', `The provider sent ${MAXIMUM_EVENT_BYTES} bytes and nothing of an answer among them.`);
}

function truncated(cause?: unknown): PhirstError {
  return new PhirstError('stream_truncated', 'The provider’s answer broke off before its end.', { cause });
}
