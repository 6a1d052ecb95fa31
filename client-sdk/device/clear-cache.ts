// Gives back what Phirst keeps on this device: models, runtime, and downloads that were never finished.
import { openFileStore } from './files/file-store.ts';

/** What was deleted from this device. */
export interface ClearedCache {
  /** Bytes of the files that were deleted. */
  readonly freedBytes: number;
  /** How many files that were, unfinished ones too. */
  readonly files: number;
}

/** Everything, of all models. One that is loaded goes on answering from memory. Never rejects. */
export async function clearCache(): Promise<ClearedCache> {
  const store = await openFileStore();
  let freedBytes = 0;
  let files = 0;
  try {
    for (const key of (await store?.keys()) ?? []) {
      const segments = (await store?.read(key))?.segments;
      if (segments === undefined) continue;
      files++;
      freedBytes += segments.reduce((sum, bytes) => sum + bytes, 0);
    }
    await store?.clear();
  } catch {
    // What can't be deleted wasn't kept either.
  }
  return { freedBytes, files };
}
