// A hosted answer as an event stream: when its headers go out, what is told in them or after them, and how it ends.
import { toOpenAiError } from '../../src/errors/openai-error.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { createCallerStream, type CallerStream } from './caller-stream.ts';
import type { StreamChunk } from './read-event.ts';
import type { Served } from './run-cascade.ts';

export interface StreamAnswerInput {
  readonly cascade: Promise<Served>;
  /** So long nothing is sent: up to then a failure is still an HTTP status, and a fallback is told in the headers. */
  readonly silenceMs: number;
  /** From then on a comment so often, until there is content. */
  readonly keepAliveMs: number;
  readonly onLeave: () => void;
  /** The request's. */
  readonly signal: AbortSignal;
  /** Our record of the answer, for callers whose headers went out before it was known: the answer's, or a failure's. */
  readonly recordOf: (served: Served | undefined) => object;
  /** Called once, when all is over but the caller's reading of the end. */
  readonly onEnd: (served: Served | undefined, failure: PhirstError | undefined) => void;
}

export interface StreamedAnswer {
  readonly readable: ReadableStream<Uint8Array>;
  /** Undefined when the headers have to go out before anybody has answered. */
  readonly served: Served | undefined;
  /** Resolves when all is over; never rejects. */
  readonly ended: Promise<void>;
}

/** Throws what the cascade failed of, as long as nothing has been sent. */
export async function streamAnswer(input: StreamAnswerInput): Promise<StreamedAnswer> {
  const served = await withinSilence(input.cascade, input.silenceMs);
  const caller = createCallerStream(input);
  return { readable: caller.readable, served, ended: stream(input, served, caller) };
}

async function withinSilence(cascade: Promise<Served>, silenceMs: number): Promise<Served | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, silenceMs));
  });
  try {
    return await Promise.race([cascade, silence]);
  } finally {
    if (timer !== undefined) clearTimeout(timer);
  }
}

async function stream(input: StreamAnswerInput, early: Served | undefined, caller: CallerStream): Promise<void> {
  let served = early;
  let failure: PhirstError | undefined;
  try {
    served ??= await caller.keepAlive(input.cascade, input.keepAliveMs);
    if (!early) await caller.write(recordEvent(served, input.recordOf(served)));
    failure = await passOn(served, caller);
  } catch (cause) {
    failure = asPhirstError(cause);
  }
  if (served?.answer.kind === 'stream') served.answer.end();
  input.onEnd(served, failure);
  if (failure) await caller.write(errorEvent(failure, early ? {} : { phirst: input.recordOf(served) })).catch(() => undefined);
  await caller.close();
}

/** Undefined for an answer that came to its end, else what broke it off. Rejects when the caller has gone. */
async function passOn({ answer }: Served, caller: CallerStream): Promise<PhirstError | undefined> {
  if (answer.kind !== 'stream') throw new PhirstError('internal', 'The answer is no stream.');
  let part = answer.opening;
  for (;;) {
    if (part.bytes.byteLength > 0) await caller.write(part.bytes);
    if (part.end) return part.end === 'complete' ? undefined : part.end;
    part = await answer.stream.read();
  }
}

/** A chunk without a choice, as the one with the usage: OpenAI's clients pass it over. It has the answer's own id and model. */
function recordEvent({ answer }: Served, record: object): Uint8Array {
  const { id, created, model } = (answer.kind === 'stream' && answer.opening.content) as StreamChunk;
  return event({ id, object: 'chat.completion.chunk', created, model, choices: [], phirst: record });
}

function errorEvent(error: PhirstError, more: object): Uint8Array {
  return event({ ...toOpenAiError(error), ...more });
}

function event(data: object): Uint8Array {
  return new TextEncoder().encode(`data: ${JSON.stringify(data)}\n\n`);
}

function asPhirstError(cause: unknown): PhirstError {
  return PhirstError.isInstance(cause) ? cause : new PhirstError('aborted', 'The caller went away.', { cause });
}
