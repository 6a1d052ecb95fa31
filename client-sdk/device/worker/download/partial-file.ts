// A file while it comes: hashed as its bytes arrive, written to the store in segments, held in memory where the store is full.
import type { ExpectedFile } from '../../files/file-manifest.ts';
import type { FileRecord, FileStore } from '../../files/file-store.ts';
import { DownloadError } from './download-error.ts';
import { digestBlob, startDigest, type RunningDigest } from './file-digest.ts';

/** One write to the store. Fewer bytes go with it when a second has passed: a closed page loses no more than that. */
const SEGMENT_BYTES = 8 * 1024 * 1024;
const SEGMENT_MS = 1000;
/** … unless that would make the file a row of more pieces than this. */
const MOST_TIMED_SEGMENTS = 1000;
/** What the browser gives no room for is held in memory up to this. */
const MOST_UNKEPT_BYTES = 512 * 1024 * 1024;

export interface PartialFileOptions {
  readonly key: string;
  readonly expected: ExpectedFile | undefined;
  /** Undefined where the page has none: then everything stays in memory. */
  readonly store: FileStore | undefined;
  readonly now: () => number;
  /** Take a complete file as it is; otherwise it is read through the hash once more. */
  readonly isCompleteTrusted: boolean;
}

export interface PartialFile {
  readonly bytes: number;
  readonly validator: string | undefined;
  /** Was the file whole when it was opened? */
  readonly wasComplete: boolean;
  /** Every byte so far is in the store. */
  readonly isKept: boolean;
  /** What the server said of the file when its bytes began. */
  begin(validator: string | undefined, isResumable: boolean): void;
  append(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Writes what is still held back: at a cut, and at the end. */
  flush(): Promise<void>;
  /** Throws away what is there. */
  reset(): Promise<void>;
  /** The hash of what came; once. */
  hex(): string;
  finish(verification: 'verified' | 'unverified'): Promise<void>;
  /** All of it as one Blob; undefined when the store lost a piece. */
  toBlob(): Promise<Blob | undefined>;
}

/** Goes on from what the store has of the file. */
export async function openPartialFile(options: PartialFileOptions): Promise<PartialFile> {
  const { key, expected, store, now, isCompleteTrusted } = options;
  const newDigest = () => startDigest(expected?.digest.algorithm ?? 'sha256', expected?.bytes ?? 0);
  let segments: number[] = [];
  let inMemory: Blob[] = [];
  let waiting: Uint8Array<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  let flushedAt = now();
  let bytes = 0;
  let validator: string | undefined;
  let isResumable = true;
  let isKept = store !== undefined;
  let digest: RunningDigest = newDigest();
  let wasComplete = false;

  const timedSegmentBytes = (expected?.bytes ?? SEGMENT_BYTES) / MOST_TIMED_SEGMENTS;
  const record = (isComplete: boolean, verification?: 'verified' | 'unverified'): FileRecord => ({
    segments,
    isComplete,
    // Without a validator the next start begins anew, unless the hash can tell whether both halves fit.
    ...(validator !== undefined && isResumable && { validator }),
    ...(verification !== undefined && { verification }),
  });

  async function reset(): Promise<void> {
    segments = [];
    inMemory = [];
    waiting = [];
    waitingBytes = bytes = 0;
    validator = undefined;
    isResumable = true;
    isKept = store !== undefined;
    digest = newDigest();
    wasComplete = false;
    await store?.remove(key).catch(() => {});
  }

  async function flush(): Promise<void> {
    flushedAt = now();
    if (waitingBytes === 0) return;
    const segment = new Blob(waiting);
    waiting = [];
    waitingBytes = 0;
    if (isKept && store !== undefined) {
      const isWritten = await succeeds(store.writeSegment(key, segments.length, segment));
      if (isWritten) segments = [...segments, segment.size];
      // No more room, or a store that can't be written to: the rest of this file is only held.
      isKept = isWritten && (!isResumable || (await succeeds(store.write(key, record(false)))));
      if (isWritten) return;
    }
    inMemory.push(segment);
    const held = inMemory.reduce((sum, { size }) => sum + size, 0);
    if (held > MOST_UNKEPT_BYTES) {
      throw new DownloadError('no_room', 'This browser gives the page too little storage for the model.');
    }
  }

  const kept = await store?.read(key).catch(() => undefined);
  if (kept !== undefined && store !== undefined) {
    const blob = await store.readSegments(key, kept.segments).catch(() => undefined);
    const canGoOn = kept.isComplete || kept.validator !== undefined || expected !== undefined;
    if (blob === undefined || !canGoOn) await reset();
    else {
      segments = [...kept.segments];
      ({ validator } = kept);
      bytes = blob.size;
      wasComplete = kept.isComplete;
      if (!(kept.isComplete && isCompleteTrusted)) await digestBlob(blob, digest);
    }
  }

  return {
    get bytes() {
      return bytes;
    },
    get validator() {
      return validator;
    },
    get wasComplete() {
      return wasComplete;
    },
    get isKept() {
      return isKept;
    },
    begin(newValidator, canResume) {
      validator = newValidator;
      isResumable = canResume;
    },
    async append(chunk) {
      digest.update(chunk);
      bytes += chunk.byteLength;
      waiting.push(chunk);
      waitingBytes += chunk.byteLength;
      const isDue = now() - flushedAt >= SEGMENT_MS && waitingBytes >= timedSegmentBytes;
      if (waitingBytes >= SEGMENT_BYTES || isDue) await flush();
    },
    flush,
    reset,
    hex: () => digest.hex(),
    async finish(verification) {
      await flush();
      if (isKept && store !== undefined) isKept = await succeeds(store.write(key, record(true, verification)));
    },
    async toBlob() {
      const fromStore = segments.length > 0 ? await store?.readSegments(key, segments).catch(() => undefined) : new Blob();
      return fromStore && new Blob([fromStore, ...inMemory]);
    },
  };
}

function succeeds(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
