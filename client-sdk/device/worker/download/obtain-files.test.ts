import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startFileHost, type FileHost } from '../../../../test/support/file-host.ts';
import { createMemoryCache } from '../../../../test/support/memory-cache.ts';
import { createFileStore, type FileStore } from '../../files/file-store.ts';
import { obtainFiles, type ObtainedFiles } from './obtain-files.ts';
import { serveFiles } from './serve-files.ts';

const config = Buffer.from('{"model_type":"phi3"}');
const weights = randomBytes(200_000);
let host: FileHost;
let store: FileStore;

beforeEach(async () => {
  host = await startFileHost(new Map([['config.json', config], ['weights.onnx', weights]]));
  publish();
  store = createFileStore(createMemoryCache());
});
afterEach(() => host[Symbol.asyncDispose]());

/** The manifest of what the host has now. */
function publish(): void {
  host.files.delete('manifest.json');
  const files = [...host.files].map(([path, content]) => [path, { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }]);
  host.files.set('manifest.json', Buffer.from(JSON.stringify({ schemaVersion: 1, files: Object.fromEntries(files) })));
}

function obtain(wanted: { path: string; isOptional?: boolean }[] = [{ path: 'config.json' }, { path: 'weights.onnx' }], onBytes = (_path: string, _loaded: number, _total: number) => {}): Promise<ObtainedFiles> {
  const source = { kind: 'folder', baseUrl: host.url } as const;
  return obtainFiles({ source, wanted, onBytes }, { store, fetch, now: () => performance.now(), pause: async () => {} });
}

const requestsFor = (path: string) => host.requests.filter((request) => request.path === path).length;

test('all files come verified, their sizes known before the first byte', async () => {
  const totals: [string, number][] = [];
  const obtained = await obtain(undefined, (path, loaded, total) => loaded === 0 && totals.push([path, total]));
  expect(totals.slice(0, 2)).toEqual([['config.json', config.length], ['weights.onnx', weights.length]]);
  expect(Buffer.from(await obtained.files.get('weights.onnx')!.arrayBuffer())).toEqual(weights);
  expect(obtained).toMatchObject({ verification: 'verified', storage: 'kept', downloadedBytes: config.length + weights.length, resumedBytes: 0 });
});

test('a new deploy costs what has changed, and the old version goes', async () => {
  await obtain();
  const changed = Buffer.from('{"model_type":"phi3","new":true}');
  host.files.set('config.json', changed);
  publish();
  const obtained = await obtain();
  expect(await obtained.files.get('config.json')!.text()).toBe(String(changed));
  expect(obtained).toMatchObject({ downloadedBytes: changed.length, resumedBytes: weights.length });
  expect(await store.keys()).toHaveLength(2);
});

test('a deploy between the manifest and the files is no damage', async () => {
  const before = host.files.get('manifest.json')!;
  const changed = Buffer.from('{"model_type":"phi3","new":true}');
  host.files.set('config.json', changed);
  publish();
  host.behave = ({ path, count }) => (path === 'manifest.json' && count === 1 ? { body: before } : undefined);
  const obtained = await obtain();
  expect(await obtained.files.get('config.json')!.text()).toBe(String(changed));
  expect(obtained.verification).toBe('verified');
});

test('damage that stays is one, whatever the manifest says', async () => {
  host.behave = ({ path }) => (path === 'weights.onnx' ? { body: randomBytes(weights.length) } : undefined);
  await expect(obtain()).rejects.toMatchObject({ kind: 'corrupt' });
  expect(requestsFor('weights.onnx')).toBe(2);
});

test('an optional file may be missing, with a manifest and without one; another may not', async () => {
  const wanted = [{ path: 'config.json' }, { path: 'extra.json', isOptional: true }];
  expect([...(await obtain(wanted)).files.keys()]).toEqual(['config.json']);
  await expect(obtain([{ path: 'tokenizer.json' }])).rejects.toMatchObject({ kind: 'missing', message: expect.stringContaining('tokenizer.json') });
  host.files.delete('manifest.json');
  expect(await obtain(wanted)).toMatchObject({ verification: 'unverified' });
  await expect(obtain([{ path: 'tokenizer.json' }])).rejects.toMatchObject({ kind: 'missing', message: expect.stringContaining('npx phirst copy-assets') });
});

test('everything is here when the host is not', async () => {
  await obtain();
  host.behave = () => ({ status: 503 });
  expect(await obtain()).toMatchObject({ verification: 'verified', downloadedBytes: 0 });
  expect(requestsFor('weights.onnx')).toBe(1);
});

test('what transformers.js asks for is answered from here, and anything else is a 404', async () => {
  const serve = serveFiles('https://files.phirst.invalid/model/', (await obtain()).files);
  const response = await serve('https://files.phirst.invalid/model/weights.onnx');
  expect(response.headers.get('content-length')).toBe(String(weights.length));
  expect(Buffer.from(await response.arrayBuffer())).toEqual(weights);
  expect((await serve('https://files.phirst.invalid/model/preprocessor_config.json')).status).toBe(404);
  expect((await serve(`${host.url}weights.onnx`)).status).toBe(404);
});

test('a frame that may not lock downloads all the same, and once', async () => {
  vi.stubGlobal('navigator', { locks: { request: () => Promise.reject(new DOMException('Access to the Locks API is denied in this context.', 'SecurityError')) } });
  try {
    expect(await obtain()).toMatchObject({ verification: 'verified' });
    expect(requestsFor('weights.onnx')).toBe(1);
  } finally {
    vi.unstubAllGlobals();
  }
});
