// Against a real host over real sockets: what is cut, resumed, changed or damaged there is so on the wire.
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startFileHost, type FileHost } from '../../../../test/support/file-host.ts';
import { createMemoryCache, type MemoryCache } from '../../../../test/support/memory-cache.ts';
import type { ExpectedFile } from '../../files/file-manifest.ts';
import { createFileStore, fileKey, type FileStore } from '../../files/file-store.ts';
import { downloadFile, type DownloadedFile, type DownloadTools } from './download-file.ts';

const CONTENT = randomBytes(300_000);
const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');
const expectation = (content: Buffer): ExpectedFile => ({ bytes: content.length, digest: { algorithm: 'sha256', hex: sha256(content) } });
const EXPECTED = expectation(CONTENT);

let host: FileHost;
let cache: MemoryCache;
let store: FileStore;
beforeEach(async () => {
  host = await startFileHost(new Map([['model.onnx', CONTENT]]));
  cache = createMemoryCache();
  store = createFileStore(cache);
});
afterEach(() => host[Symbol.asyncDispose]());

function download(expected: ExpectedFile | undefined = EXPECTED, tools: Partial<DownloadTools> = {}, seen: number[] = []): Promise<DownloadedFile> {
  const url = `${host.url}model.onnx`;
  const request = { url, key: fileKey(url, expected?.digest), expected, onBytes: (loaded: number) => seen.push(loaded) };
  return downloadFile(request, { store, fetch, now: () => performance.now(), pause: async () => {}, ...tools });
}

function downloadUnverified(): Promise<DownloadedFile> {
  const url = `${host.url}model.onnx`;
  const request = { url, key: fileKey(url, undefined), expected: undefined, onBytes: () => {} };
  return downloadFile(request, { store, fetch, now: () => performance.now(), pause: async () => {} });
}

const statuses = () => host.requests.map(({ status }) => status);
const ranges = () => host.requests.map(({ range }) => range);
const bytesOf = async ({ blob }: DownloadedFile) => Buffer.from(await blob.arrayBuffer());

describe('a good host', () => {
  test('gives the file, verified and kept', async () => {
    const file = await download();
    expect(await bytesOf(file)).toEqual(CONTENT);
    expect(file).toMatchObject({ verification: 'verified', isKept: true, downloadedBytes: CONTENT.length, resumedBytes: 0 });
  });

  test('is not asked again', async () => {
    await download();
    const seen: number[] = [];
    const again = await download(EXPECTED, {}, seen);
    expect(await bytesOf(again)).toEqual(CONTENT);
    expect(again).toMatchObject({ verification: 'verified', isKept: true, downloadedBytes: 0, resumedBytes: CONTENT.length });
    expect(seen).toEqual([CONTENT.length]);
    expect(host.requests).toHaveLength(1);
  });

  test('may pack the file on its way', async () => {
    host.behave = () => ({ gzip: true });
    expect(await bytesOf(await download())).toEqual(CONTENT);
  });
});

describe('a connection that is cut', () => {
  test('is gone on from where it stopped, by Range and If-Range', async () => {
    host.behave = ({ count }) => (count === 1 ? { cutAfterBytes: 100_000 } : undefined);
    const file = await download();
    expect(await bytesOf(file)).toEqual(CONTENT);
    expect(statuses()).toEqual([200, 206]);
    expect(host.requests[1]).toMatchObject({ range: 'bytes=100000-', ifRange: expect.stringMatching(/^"[0-9a-f]{16}"$/) });
    expect(file.downloadedBytes).toBe(CONTENT.length);
  });

  test('is gone on from at the next visit, with the bytes of the first counted at once', async () => {
    host.behave = ({ count }) => (count === 1 ? { cutAfterBytes: 100_000 } : { status: 503 });
    await expect(download()).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('status 503') });
    host.behave = () => undefined;
    const seen: number[] = [];
    const file = await download(EXPECTED, {}, seen);
    expect(await bytesOf(file)).toEqual(CONTENT);
    expect(file).toMatchObject({ downloadedBytes: 200_000, resumedBytes: 100_000 });
    expect(ranges().at(-1)).toBe('bytes=100000-');
    expect(seen[0]).toBe(100_000);
    expect(seen).toEqual([...seen].sort((left, right) => left - right));
  });

  test('is begun anew where the host knows no ranges', async () => {
    host.behave = ({ count }) => (count === 1 ? { cutAfterBytes: 100_000, ignoreRange: true } : { ignoreRange: true });
    expect(await bytesOf(await download())).toEqual(CONTENT);
    expect(statuses()).toEqual([200, 200]);
  });

  test('is begun anew where the bytes were packed', async () => {
    host.behave = ({ count }) => (count === 1 ? { gzip: true, cutAfterBytes: 100_000 } : undefined);
    expect(await bytesOf(await download())).toEqual(CONTENT);
    expect(ranges()).toEqual([undefined, undefined]);
  });

  test('is begun anew when the file has changed meanwhile', async () => {
    const changed = randomBytes(250_000);
    host.behave = ({ count }) => (count === 1 ? { cutAfterBytes: 100_000 } : { body: changed });
    expect(await bytesOf(await download(expectation(changed), {}))).toEqual(changed);
    expect(statuses()).toEqual([200, 200]);
  });

  test('is begun anew when the host goes on with another file and does not say so', async () => {
    const changed = randomBytes(CONTENT.length);
    host.files.set('model.onnx', changed);
    host.behave = ({ count }) => (count === 1 ? { body: CONTENT, etag: '"same"', cutAfterBytes: 100_000 } : { etag: '"same"' });
    expect(await bytesOf(await download(expectation(changed)))).toEqual(changed);
    expect(ranges()).toEqual([undefined, 'bytes=100000-', undefined]);
  });

  test('is not gone on from without a hash or a validator', async () => {
    host.behave = ({ count }) => (count === 1 ? { etag: null, cutAfterBytes: 100_000 } : { status: 503 });
    await expect(downloadUnverified()).rejects.toMatchObject({ kind: 'unreachable' });
    host.behave = () => ({ etag: null });
    expect(await bytesOf(await downloadUnverified())).toEqual(CONTENT);
    expect(ranges().at(-1)).toBeUndefined();
    expect(statuses().at(-1)).toBe(200);
  });

  test('is given up after four attempts that bring nothing', async () => {
    host.behave = () => ({ status: 503 });
    await expect(download()).rejects.toMatchObject({ kind: 'unreachable' });
    expect(host.requests).toHaveLength(4);
  });

  test('is asked for as long as each attempt brings something', async () => {
    host.behave = () => ({ cutAfterBytes: 50_000 });
    expect(await bytesOf(await download())).toEqual(CONTENT);
    expect(statuses()).toEqual([200, 206, 206, 206, 206, 206]);
  });
});

describe('what is kept already', () => {
  test('and whole on the disk though nothing says so is not asked for', async () => {
    const key = fileKey(`${host.url}model.onnx`, EXPECTED.digest);
    await store.writeSegment(key, 0, new Blob([CONTENT]));
    await store.write(key, { segments: [CONTENT.length], isComplete: false, validator: '"x"' });
    expect(await bytesOf(await download())).toEqual(CONTENT);
    expect(host.requests).toEqual([]);
  });

  test('and longer than the host now has is dropped on 416', async () => {
    const url = `${host.url}model.onnx`;
    const key = fileKey(url, undefined);
    await store.writeSegment(key, 0, new Blob([randomBytes(400_000)]));
    await store.write(key, { segments: [400_000], isComplete: false, validator: '"old"' });
    host.behave = ({ ifRange }) => (ifRange === undefined ? undefined : { etag: '"old"' });
    expect(await bytesOf(await downloadUnverified())).toEqual(CONTENT);
    expect(statuses()).toEqual([416, 200]);
  });

  test('and lost a piece is fetched anew', async () => {
    await download();
    await cache.delete([...cache.entries.keys()].find((url) => url.includes('segment')) as string);
    expect(await bytesOf(await download())).toEqual(CONTENT);
    expect(statuses()).toEqual([200, 200]);
  });

  test('and was damaged on the disk is fetched anew', async () => {
    await download();
    const segment = [...cache.entries.keys()].find((url) => url.includes('segment')) as string;
    const damaged = Buffer.from(CONTENT);
    damaged[1234]! ^= 1;
    cache.entries.set(segment, new Blob([damaged]));
    const file = await download();
    expect(await bytesOf(file)).toEqual(CONTENT);
    expect(file).toMatchObject({ downloadedBytes: CONTENT.length, resumedBytes: 0 });
  });
});

describe('a damaged file', () => {
  const damaged = Buffer.from(CONTENT);
  damaged[200_000]! ^= 1;

  test('is fetched once more', async () => {
    host.behave = ({ count }) => (count === 1 ? { body: damaged } : undefined);
    expect(await bytesOf(await download())).toEqual(CONTENT);
    expect(host.requests).toHaveLength(2);
  });

  test('that stays so is a typed failure, and nothing of it is kept', async () => {
    host.behave = () => ({ body: damaged });
    await expect(download()).rejects.toMatchObject({ kind: 'corrupt' });
    expect(host.requests).toHaveLength(2);
    expect(cache.entries.size).toBe(0);
  });

  test.each([
    ['longer', Buffer.concat([CONTENT, randomBytes(5_000_000)])],
    ['shorter', CONTENT.subarray(0, 1000)],
  ])('that is %s than it should be is one too', async (_length, body) => {
    host.behave = () => ({ body });
    await expect(download()).rejects.toMatchObject({ kind: 'corrupt' });
  });

  test('is known where the host unpacked it', async () => {
    const unpacked = randomBytes(500_000);
    host.behave = () => ({ body: unpacked });
    expect(await bytesOf(await download({ ...EXPECTED, unpacked: expectation(unpacked) }))).toEqual(unpacked);
  });
});

describe('a full disk', () => {
  test('costs the next start, not this one', async () => {
    cache.quotaBytes = 120_000;
    host.behave = ({ count }) => (count % 2 === 1 ? { cutAfterBytes: 100_000 } : undefined);
    const file = await download();
    expect(await bytesOf(file)).toEqual(CONTENT);
    expect(file).toMatchObject({ verification: 'verified', isKept: false });
    // What did fit is gone on from.
    expect(await download()).toMatchObject({ isKept: false, downloadedBytes: 200_000, resumedBytes: 100_000 });
  });

  test('is no worse than a page without any store', async () => {
    const file = await download(EXPECTED, { store: undefined });
    expect(await bytesOf(file)).toEqual(CONTENT);
    expect(file).toMatchObject({ verification: 'verified', isKept: false });
  });
});

describe('a host without hashes', () => {
  test('gives a file that is loaded and called unverified', async () => {
    expect(await downloadUnverified()).toMatchObject({ verification: 'unverified', isKept: true });
  });

  test('is asked whether it has a new version, and the old one is kept while it has not, or is away', async () => {
    await downloadUnverified();
    expect(await downloadUnverified()).toMatchObject({ downloadedBytes: 0 });
    host.behave = () => ({ status: 500 });
    expect(await downloadUnverified()).toMatchObject({ downloadedBytes: 0 });
    expect(host.requests.map(({ method }) => method)).toEqual(['GET', 'HEAD', 'HEAD']);
    host.behave = () => undefined;
    const changed = randomBytes(1000);
    host.files.set('model.onnx', changed);
    expect(await bytesOf(await downloadUnverified())).toEqual(changed);
  });
});

test.each([
  ['is not there', { status: 404 }],
  ['is answered with a page', { contentType: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html>') }],
])('a file that %s is missing, and asked for once', async (_how, behaviour) => {
  host.behave = () => behaviour;
  await expect(download()).rejects.toMatchObject({ kind: 'missing' });
  expect(host.requests).toHaveLength(1);
});

test('a caller that gives up ends it, and what came is kept', async () => {
  host.behave = ({ count }) => (count === 1 ? { bytesPerSecond: 100_000 } : undefined);
  const stop = new AbortController();
  let time = 0;
  const giveUp = (loaded: number) => loaded > 60_000 && stop.abort(new Error('No more.'));
  const request = { url: `${host.url}model.onnx`, key: fileKey(`${host.url}model.onnx`, EXPECTED.digest), expected: EXPECTED, onBytes: giveUp };
  // A clock on which every chunk takes a second: each is written at once.
  const downloading = downloadFile(request, { store, fetch, now: () => (time += 1000), pause: async () => {}, signal: stop.signal });
  await expect(downloading).rejects.toThrow('No more.');
  const file = await download();
  expect(await bytesOf(file)).toEqual(CONTENT);
  expect(file.resumedBytes).toBeGreaterThan(50_000);
});
