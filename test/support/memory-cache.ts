// The Cache of a browser, in memory, with as much room as a test gives it: Node has none.
import type { SegmentCache } from '../../client-sdk/device/files/file-store.ts';

export interface MemoryCache extends SegmentCache {
  /** Bytes it may hold; more is a QuotaExceededError, as in a browser. */
  quotaBytes: number;
  readonly entries: Map<string, Blob>;
}

export function createMemoryCache(): MemoryCache {
  const entries = new Map<string, Blob>();
  const cache: MemoryCache = {
    quotaBytes: Infinity,
    entries,
    async match(request) {
      const blob = entries.get(request as string);
      return blob && new Response(blob);
    },
    async put(request, response) {
      const blob = await response.blob();
      const used = [...entries].reduce((sum, [url, { size }]) => (url === request ? sum : sum + size), 0);
      if (used + blob.size > cache.quotaBytes) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
      entries.set(request as string, blob);
    },
    delete: async (request) => entries.delete(request as string),
    keys: async () => [...entries.keys()].map((url) => new Request(url)),
  };
  return cache;
}
