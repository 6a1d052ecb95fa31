// A gzipped file, fetched and unpacked: static hosts limit a file's size, and not all compress by themselves.

/** Called with the bytes that came over the wire so far, and their total or 0 while unknown. */
export type OnBytes = (loadedBytes: number, totalBytes: number) => void;

const GZIP_MAGIC = [0x1f, 0x8b];
const WASM_MAGIC = [0x00, 0x61, 0x73, 0x6d];

/**
 * Fetches a `.wasm.gz`. Some servers send such a file with `content-encoding: gzip`, and the browser has unpacked it
 * then: the first bytes tell.
 *
 * @returns the WebAssembly binary.
 * @throws Error that names the URL when the answer isn't one, such as the page a server sends for a missing file.
 */
export async function fetchUnpacked(url: string, onBytes: OnBytes): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`${url} answered with status ${response.status}.`);
  // The length of an encoded body says nothing about the bytes that come out of it.
  const isEncoded = response.headers.has('content-encoding');
  const totalBytes = isEncoded ? 0 : Number(response.headers.get('content-length') ?? 0);
  const received = await new Response(response.body.pipeThrough(countBytes(totalBytes, onBytes))).arrayBuffer();
  const binary = startsWith(received, GZIP_MAGIC) ? await gunzip(received) : received;
  if (!startsWith(binary, WASM_MAGIC)) throw new Error(`${url} is not a WebAssembly file.`);
  return binary;
}

function countBytes(totalBytes: number, onBytes: OnBytes): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let loadedBytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      loadedBytes += chunk.byteLength;
      onBytes(loadedBytes, totalBytes);
      controller.enqueue(chunk);
    },
  });
}

function gunzip(packed: ArrayBuffer): Promise<ArrayBuffer> {
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(unpacked).arrayBuffer();
}

function startsWith(buffer: ArrayBuffer, magic: readonly number[]): boolean {
  const bytes = new Uint8Array(buffer, 0, Math.min(magic.length, buffer.byteLength));
  return magic.every((byte, index) => bytes[index] === byte);
}
