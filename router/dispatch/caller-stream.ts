// The caller's end of a streamed answer.

/** Clients of server-sent events ignore it. */
const COMMENT = new TextEncoder().encode(': phirst\n\n');

export interface CallerStream {
  readonly readable: ReadableStream<Uint8Array>;
  /** Resolves once the caller has taken it; rejects when the caller has gone. */
  write(bytes: Uint8Array): Promise<void>;
  /** Comments, at once and every so often, until the work is done; whatever became of it. */
  keepAlive<T>(work: Promise<T>, everyMs: number): Promise<T>;
  close(): Promise<void>;
}

/** @param onLeave called when the caller lets go of the stream before it is closed */
export function createCallerStream(onLeave: () => void): CallerStream {
  const { readable, writable } = new IdentityTransformStream();
  const writer = writable.getWriter();
  writer.closed.catch(onLeave);

  async function comment(): Promise<void> {
    try {
      await writer.write(COMMENT);
    } catch {
      onLeave();
    }
  }

  return {
    readable,
    write: (bytes) => writer.write(bytes),
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
