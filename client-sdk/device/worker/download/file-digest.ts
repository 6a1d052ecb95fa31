// A hash that is fed while the bytes arrive. WebCrypto wants a file whole; a model of 2 GB isn't had whole.
// Measured with Node 24 on one core of a small server: 185 to 227 MB/s, so 2 GB cost some 10 s of processor time, spread over the download.
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ExpectedFile, FileDigest } from '../../files/file-manifest.ts';

export interface RunningDigest {
  update(bytes: Uint8Array): void;
  /** Ends it. */
  hex(): string;
}

/** @param bytes the file's length, which git hashes along. */
export function startDigest(algorithm: FileDigest['algorithm'], bytes: number): RunningDigest {
  const hash = algorithm === 'sha256' ? sha256.create() : sha1.create();
  if (algorithm === 'git-sha1') hash.update(utf8ToBytes(`blob ${bytes}\0`));
  return { update: (chunk) => void hash.update(chunk), hex: () => bytesToHex(hash.digest()) };
}

/** Is this the file, packed or unpacked by the server on its way? */
export function isExpected({ bytes, digest, unpacked }: ExpectedFile, actual: { readonly bytes: number; readonly hex: string }): boolean {
  const forms = unpacked === undefined ? [{ bytes, digest }] : [{ bytes, digest }, unpacked];
  return forms.some((form) => form.bytes === actual.bytes && form.digest.hex === actual.hex);
}

/** Reads a Blob through the hash, never more of it than a chunk at a time. */
export async function digestBlob(blob: Blob, digest: RunningDigest): Promise<void> {
  const reader = (blob.stream() as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    digest.update(value);
  }
}
