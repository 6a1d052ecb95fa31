// Which weights, tokenizer and calibration answered: a record of others is none of these.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 over all that a page loads: the JSON files of the folder and what lies in onnx/. In hex. */
export function modelDigest(folder: string): string {
  const onnx = join(folder, 'onnx');
  const files = [
    ...readdirSync(folder).filter((name) => name.endsWith('.json')),
    ...(existsSync(onnx) ? readdirSync(onnx).map((name) => `onnx/${name}`) : []),
  ].toSorted();
  const digest = createHash('sha256');
  for (const file of files) digest.update(`${file}\n`).update(createHash('sha256').update(readFileSync(join(folder, file))).digest());
  return digest.digest('hex');
}
