// The caller's end of a streamed answer.

/** Clients of server-sent events ignore it. */
const COMMENT = new TextEncoder().encode(': phirst\n\n');

export interface CallerStream {
  readonly readable: ReadableStream<Uint8Array>;
  /** Resolves once the caller has taken it; rejects when the caller has gone, and when the time is up while it doesn't read. */
  write(bytes: Uint8Array): Promise<void>;
  /** Comments, at once and every so often, until the work is done; whatever became of it. */
  keepAlive<T>(work: Promise<T>, everyMs: number): Promise<T>;
  close(): Promise<void>;
}

export interface CallerStreamInput {
  /** Called when the caller lets go of the stream before it is closed. */
  readonly onLeave: () => void;
  /** The request's: a caller that stops reading holds nothing beyond its time. */
  readonly signal: AbortSignal;
}

export function createCallerStream({ onLeave, signal }: CallerStreamInput): CallerStream {
  const { readable, writable } = new IdentityTransformStream();
  const writer = writable.getWriter();
  writer.closed.catch(onLeave);
  // One listener for all writes: one for each would cost every chunk.
  let giveUp: ((reason: unknown) => void) | undefined;
  signal.addEventListener('abort', () => giveUp?.(signal.reason), { once: true });

  const write = (bytes: Uint8Array): Promise<void> =>
    new Promise((resolve, reject) => {
      giveUp = reject;
      writer.write(bytes).then(resolve, reject);
    });

  async function comment(): Promise<void> {
    try {
      await write(COMMENT);
    } catch {
      onLeave();
    }
  }

  return {
    readable,
    write,
    async keepAlive(work, everyMs) {
      let commenting = comment();
      const timer = setInterval(() => {
        // One after the other: a caller that doesn't read gets no heap of them.
        commenting = commenting.then(comment);
      }, everyMs);
      try {
        return await work;
      } finally {
        clearInterval(timer);
        await commenting;
      }
    },
    close: () => writer.close().catch(() => undefined),
  };
}
