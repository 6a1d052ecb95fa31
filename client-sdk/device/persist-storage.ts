// Asks the browser not to throw a large model away when it needs room.

/** Firefox shows the person a question for this: a model that is back in a moment isn't worth one. */
const WORTH_ASKING_BYTES = 50_000_000;

/** Never rejects; a browser that says no keeps the model for as long as it likes, and that is all. */
export async function persistStorage(
  downloadBytes: number,
  storage: Partial<Pick<StorageManager, 'persist' | 'persisted'>> | undefined = globalThis.navigator?.storage,
): Promise<void> {
  if (downloadBytes < WORTH_ASKING_BYTES) return;
  try {
    if (!(await storage?.persisted?.())) await storage?.persist?.();
  } catch {
    // Some frames may not ask.
  }
}
