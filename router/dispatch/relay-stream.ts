// A provider's event stream on its way to the caller. The runtime moves the bytes; JavaScript in their path would cost
// five times the processor. We only step in at the end, to say what went wrong.
import { toOpenAiError } from '../../src/errors/openai-error.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';

export interface RelayInput {
  /** Body of the provider's response. */
  readonly source: ReadableStream<Uint8Array>;
  /** The signal of the call it belongs to: aborting that breaks the source off. Its reason is the PhirstError to tell. */
  readonly signal: AbortSignal;
}

export interface Relay {
  /** The caller's end. Cancelling it cancels the source. */
  readonly readable: ReadableStream<Uint8Array>;
  /** Resolves when all is over, however it ended. */
  readonly ended: Promise<void>;
}

/**
 * Bytes pass unchanged, and a source that ends well is closed as it is. One that breaks off, or runs out of time, gets a
 * last event: `data: {"error":{"code":"stream_truncated",…}}`.
 */
export function relayStream({ source, signal }: RelayInput): Relay {
  const { readable, writable } = new IdentityTransformStream();
  return { readable, ended: relay({ source, signal }, writable) };
}

async function relay({ source, signal }: RelayInput, writable: WritableStream<Uint8Array>): Promise<void> {
  const failure = await source.pipeTo(writable, { preventClose: true, preventAbort: true }).then(
    () => undefined,
    (cause: unknown) => (signal.aborted ? (signal.reason as PhirstError) : truncated(cause)),
  );
  const writer = writable.getWriter();
  try {
    if (failure) await writer.write(lastEvent(failure));
    await writer.close();
  } catch {
    // The reader has gone; nobody is left to tell.
  }
}

function truncated(cause: unknown): PhirstError {
  return new PhirstError('stream_truncated', 'The provider’s answer broke off before its end.', { cause });
}

/** Begins with an empty line, so that it doesn't become part of an event that broke off midway. */
function lastEvent(error: PhirstError): Uint8Array {
  return new TextEncoder().encode(`\n\ndata: ${JSON.stringify(toOpenAiError(error))}\n\n`);
}
