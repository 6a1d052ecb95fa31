// Files kept on the device, in the browser's Cache: a large file as a row of segments, so that a download that was cut
// goes on where it stopped, and the finished file needs no second copy. Page and worker read the same store.

/** The Cache that holds everything; without it there is nothing of ours on the device. */
export const FILE_CACHE = 'phirst-files';

/** What is known of a file, written after each of its segments. */
export interface FileRecord {
  /** Bytes of each segment, in order. */
  readonly segments: readonly number[];
  readonly isComplete: boolean;
  /** The server's strong ETag, or its Last-Modified: what a resumed download is asked for with. */
  readonly validator?: string | undefined;
  readonly verification?: 'verified' | 'unverified' | undefined;
}

/** The part of a Cache that is used; tests have one in memory. */
export type SegmentCache = Pick<Cache, 'match' | 'put' | 'delete' | 'keys'>;

export interface FileStore {
  read(key: string): Promise<FileRecord | undefined>;
  /** Rejects when the browser gives no more room. */
  write(key: string, record: FileRecord): Promise<void>;
  writeSegment(key: string, index: number, bytes: Blob): Promise<void>;
  /** The file as one Blob that stays on the disk; undefined when a segment has gone or changed its size. */
  readSegments(key: string, segments: readonly number[]): Promise<Blob | undefined>;
  remove(key: string): Promise<void>;
  /** Removes everything. */
  clear(): Promise<void>;
  /** Anything that JSON can hold. */
  readDocument(key: string): Promise<unknown>;
  writeDocument(key: string, document: unknown): Promise<void>;
  /** Keys of all files, complete or not. */
  keys(): Promise<readonly string[]>;
}

const SEGMENT = 'phirst-segment';
const DOCUMENTS = ['phirst-file=manifest', 'phirst-file=script'];

/** Undefined where the page has no Cache: an insecure origin, some private windows and frames. Never rejects. */
export async function openFileStore(): Promise<FileStore | undefined> {
  if (typeof caches === 'undefined') return undefined;
  try {
    return createFileStore(await caches.open(FILE_CACHE));
  } catch {
    return undefined;
  }
}

export function createFileStore(cache: SegmentCache): FileStore {
  return {
    async read(key) {
      const kept = await cache.match(key);
      return kept === undefined ? undefined : ((await kept.json()) as FileRecord);
    },
    write: (key, record) => cache.put(key, Response.json(record)),
    writeSegment: (key, index, bytes) => cache.put(segmentKey(key, index), new Response(bytes)),
    async readSegments(key, segments) {
      const parts: Blob[] = [];
      for (const [index, bytes] of segments.entries()) {
        const part = await (await cache.match(segmentKey(key, index)))?.blob();
        if (part?.size !== bytes) return undefined;
        parts.push(part);
      }
      return new Blob(parts);
    },
    async remove(key) {
      // The record first: without it nothing takes the segments for a file.
      await cache.delete(key);
      for (const { url } of await cache.keys()) if (url.startsWith(`${key}&${SEGMENT}=`)) await cache.delete(url);
    },
    async clear() {
      for (const { url } of await cache.keys()) await cache.delete(url);
    },
    readDocument: async (key) => (await cache.match(key))?.json(),
    writeDocument: (key, document) => cache.put(key, Response.json(document)),
    async keys() {
      const urls = (await cache.keys()).map(({ url }) => url);
      return urls.filter((url) => ![`&${SEGMENT}=`, ...DOCUMENTS].some((mark) => url.includes(mark)));
    },
  };
}

function segmentKey(key: string, index: number): string {
  return `${key}&${SEGMENT}=${index}`;
}

/**
 * Files are named by their content, so that a new version never meets the segments of the old one.
 *
 * `fileKey('https://a.example/models/m/config.json', digest)` → `https://a.example/models/m/config.json?phirst-file=9f86d081884c7d65`
 */
export function fileKey(url: string, digest: { readonly hex: string } | undefined): string {
  const key = new URL(url);
  key.search = `phirst-file=${digest?.hex.slice(0, 16) ?? 'unverified'}`;
  return key.href;
}

/** The key of what is kept beside the files: a folder's manifest, the worker's own script. */
export function documentKey(url: string, kind: 'manifest' | 'script'): string {
  const key = new URL(url);
  key.search = `phirst-file=${kind}`;
  return key.href;
}
