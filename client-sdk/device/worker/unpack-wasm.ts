// ONNX Runtime's build out of its package: static hosts limit a file's size, and not all compress by themselves.

const GZIP_MAGIC = [0x1f, 0x8b];
const WASM_MAGIC = [0x00, 0x61, 0x73, 0x6d];

/**
 * Some servers send a `.wasm.gz` with `content-encoding: gzip`, and the browser has unpacked it then: the first bytes tell.
 *
 * @throws Error that names the file when what is inside isn't a WebAssembly binary.
 */
export async function unpackWasm(packed: Blob, name: string): Promise<ArrayBuffer> {
  const isPacked = startsWith(await packed.slice(0, 4).arrayBuffer(), GZIP_MAGIC);
  const stream = isPacked ? packed.stream().pipeThrough(new DecompressionStream('gzip')) : packed.stream();
  const binary = await new Response(stream).arrayBuffer();
  if (!startsWith(binary, WASM_MAGIC)) throw new Error(`${name} is not a WebAssembly file.`);
  return binary;
}

function startsWith(buffer: ArrayBuffer, magic: readonly number[]): boolean {
  const bytes = new Uint8Array(buffer, 0, Math.min(magic.length, buffer.byteLength));
  return magic.every((byte, index) => bytes[index] === byte);
}
