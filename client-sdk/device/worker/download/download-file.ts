// One file from a server that may cut, stall, change or damage it: resumed where it can be, begun anew where it must be,
// held against its hash, and never handed on when it isn't what it should be.
import type { ExpectedFile } from '../../files/file-manifest.ts';
import type { FileStore } from '../../files/file-store.ts';
import { DownloadError } from './download-error.ts';
import { isExpected } from './file-digest.ts';
import { hasChanged } from './has-changed.ts';
import { judgeResponse, type BodyFacts } from './judge-response.ts';
import { openPartialFile, type PartialFile } from './partial-file.ts';
import { readBody } from './read-body.ts';
import { requestRange } from './request-range.ts';

/** A file up to this size is read through its hash at every start; a larger one was when it came, and its length must still fit. */
export const REHASHED_BYTES = 64 * 1024 * 1024;
/** Attempts that bring no byte, one after the other, before it is given up. One that brings some starts the count anew. */
const MOST_FRUITLESS_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;

export interface DownloadTools {
  readonly store: FileStore | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

export interface FileRequest {
  readonly url: string;
  readonly key: string;
  /** Undefined where nobody says what the file should be. */
  readonly expected: ExpectedFile | undefined;
  /** Bytes that are here, those of earlier visits too, and the total or 0 while unknown. */
  readonly onBytes: (loadedBytes: number, totalBytes: number) => void;
}

export interface DownloadedFile {
  readonly blob: Blob;
  readonly verification: 'verified' | 'unverified';
  readonly isKept: boolean;
  /** Bytes that came over the network now. */
  readonly downloadedBytes: number;
  /** Bytes that an earlier visit had brought. */
  readonly resumedBytes: number;
}

/** @throws DownloadError; what came so far is kept, unless it was wrong. */
export async function downloadFile(request: FileRequest, tools: DownloadTools): Promise<DownloadedFile> {
  const { expected, key } = request;
  const verification = expected === undefined ? 'unverified' : 'verified';
  const isCompleteTrusted = expected === undefined || expected.bytes > REHASHED_BYTES;
  const file = await openPartialFile({ key, expected, store: tools.store, now: tools.now, isCompleteTrusted });
  if (file.wasComplete && expected === undefined && (await hasChanged(request.url, file, tools))) await file.reset();
  const traffic = { bytes: 0 };
  // One that was damaged on its way, or on this disk, is fetched once more from its first byte.
  for (let round = 1; round <= 2; round++) {
    const isFromStore = file.wasComplete;
    if (!isFromStore) await fetchRest(request, tools, file, traffic);
    request.onBytes(file.bytes, file.bytes);
    if (isRight(file, expected, isFromStore && isCompleteTrusted)) {
      if (!isFromStore) await file.finish(verification);
      const blob = await file.toBlob();
      const resumedBytes = Math.max(0, file.bytes - traffic.bytes);
      if (blob?.size === file.bytes) return { blob, verification, isKept: file.isKept, downloadedBytes: traffic.bytes, resumedBytes };
    }
    await file.reset();
  }
  throw new DownloadError('corrupt', `${request.url} is not the file it should be, twice in a row. It was thrown away.`);
}

function isRight(file: PartialFile, expected: ExpectedFile | undefined, isTrusted: boolean): boolean {
  if (expected === undefined) return true;
  if (isTrusted) return file.bytes === expected.bytes || file.bytes === expected.unpacked?.bytes;
  return isExpected(expected, { bytes: file.bytes, hex: file.hex() });
}

/** Asks until the file is whole, each time from where the last answer stopped. */
async function fetchRest(request: FileRequest, tools: DownloadTools, file: PartialFile, traffic: { bytes: number }): Promise<void> {
  const { url, expected, onBytes } = request;
  let fruitless = 0;
  for (;;) {
    const before = traffic.bytes;
    const problem = await attempt();
    if (problem === undefined) return;
    fruitless = traffic.bytes > before ? 1 : fruitless + 1;
    if (fruitless >= MOST_FRUITLESS_ATTEMPTS) throw new DownloadError('unreachable', `${url} could not be downloaded: ${problem}`);
    await tools.pause(FIRST_PAUSE_MS * 2 ** (fruitless - 1));
    tools.signal?.throwIfAborted();
  }

  /** @returns what went wrong, where trying again may help. */
  async function attempt(): Promise<string | undefined> {
    // Whole already, but its last record wasn't written any more.
    if (expected !== undefined && file.bytes === expected.bytes) return undefined;
    const asked = { offset: file.bytes, validator: file.validator, expectedBytes: expected?.bytes };
    let response: Response;
    try {
      response = await requestRange(url, asked, tools);
    } catch (error) {
      tools.signal?.throwIfAborted();
      return (error as Error).message;
    }
    const verdict = judgeResponse(response, asked);
    if (verdict.kind === 'continues' || verdict.kind === 'begins') {
      if (verdict.kind === 'begins' && file.bytes > 0) await file.reset();
      return receive(response, verdict);
    }
    await response.body?.cancel().catch(() => {});
    if (verdict.kind === 'is-complete') return undefined;
    if (verdict.kind === 'is-a-page') throw new DownloadError('missing', `${url} is text/html, as if a server sent its page for a file it doesn’t have.`);
    if (verdict.kind === 'refused') {
      const sentence = `${url} answered with status ${verdict.status}.`;
      if (verdict.isRetryable) return sentence;
      throw new DownloadError([404, 410].includes(verdict.status) ? 'missing' : 'unreachable', sentence);
    }
    const hadBytes = file.bytes > 0;
    await file.reset();
    if (hadBytes) return attempt();
    return 'the server sends neither the file nor a part of it.';
  }

  async function receive(response: Response, { totalBytes, validator, isResumable }: BodyFacts): Promise<string | undefined> {
    file.begin(validator, isResumable);
    const largest = expected === undefined ? Infinity : Math.max(expected.bytes, expected.unpacked?.bytes ?? 0);
    onBytes(file.bytes, totalBytes ?? expected?.bytes ?? 0);
    const problem = await readBody(response, tools, async (chunk) => {
      traffic.bytes += chunk.byteLength;
      await file.append(chunk);
      onBytes(file.bytes, totalBytes ?? expected?.bytes ?? 0);
      // The rest of what can't be right isn't waited for.
      return file.bytes <= largest;
    });
    const isCut = problem !== undefined || (totalBytes !== undefined && file.bytes < totalBytes);
    if (!isCut) return undefined;
    if (isResumable) await file.flush();
    else await file.reset();
    return problem ?? 'the connection was cut.';
  }
}
