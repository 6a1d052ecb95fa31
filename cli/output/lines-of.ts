// A text file one line at a time, packed or not, however large.
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/**
 * @param onBytes told how many more bytes of the file were read
 * @example for await (const line of linesOf('labels.jsonl.gz', () => {})) …
 */
export async function* linesOf(file: string, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  bytes.on('data', (chunk) => onBytes(chunk.length));
  const isPacked = file.endsWith('.gz');
  const plain = isPacked ? bytes.pipe(createGunzip()) : bytes;
  // A pipe doesn't hand on what its source fails of.
  if (isPacked) bytes.on('error', (error) => plain.destroy(error));
  let rest = '';
  for await (const chunk of plain.setEncoding('utf8')) {
    const lines = `${rest}${chunk as string}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
