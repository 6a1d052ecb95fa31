// The bytes of a response as they come, for as long as they come.
import type { DownloadTools } from './download-file.ts';

/** A connection that brings nothing for so long is dead, though nobody said so. */
const STALL_MS = 30_000;

/**
 * @param take returns false when it wants no more.
 * @returns what broke it, or undefined at its end. What `take` throws is thrown.
 */
export async function readBody(
  response: Response,
  { signal }: DownloadTools,
  take: (chunk: Uint8Array<ArrayBuffer>) => Promise<boolean>,
): Promise<string | undefined> {
  const reader = response.body?.getReader();
  if (reader === undefined) return undefined;
  for (;;) {
    let chunk: ReadableStreamReadResult<Uint8Array<ArrayBuffer>>;
    try {
      chunk = await withinPatience(reader.read());
    } catch (error) {
      void reader.cancel().catch(() => {});
      signal?.throwIfAborted();
      return (error as Error).message;
    }
    if (chunk.done) return undefined;
    if (!(await take(chunk.value))) {
      void reader.cancel().catch(() => {});
      return undefined;
    }
  }
}

function withinPatience<Value>(reading: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the connection stalled.')), STALL_MS);
    reading.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
