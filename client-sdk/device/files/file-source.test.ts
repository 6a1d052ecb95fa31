import { describe, expect, test } from 'vitest';
import { createMemoryCache } from '../../../test/support/memory-cache.ts';
import { parseHubTree, parseManifest } from './file-manifest.ts';
import { resolveKeptSource, resolveSource, type FileSource } from './file-source.ts';
import { createFileStore } from './file-store.ts';

const SHA256 = 'a'.repeat(64);
const SHA1 = 'b'.repeat(40);
const COMMIT = 'c'.repeat(40);
const MANIFEST = { schemaVersion: 1, files: { 'config.json': { bytes: 640, sha256: SHA256 } } };
const FOLDER: FileSource = { kind: 'folder', baseUrl: 'https://app.example/models/nano/' };

/** Answers by address; what isn't listed fails as an unreachable server does. */
function network(answers: Record<string, () => Response>) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    const url = input as string;
    asked.push(url);
    const answer = answers[url];
    if (answer === undefined) throw new TypeError('Failed to fetch');
    return answer();
  };
  return { asked, fetch };
}

const newStore = () => createFileStore(createMemoryCache());

describe('a folder of the app', () => {
  const served = () => network({ 'https://app.example/models/nano/manifest.json': () => Response.json(MANIFEST) });

  test('says by its manifest what it holds', async () => {
    const resolved = await resolveSource(FOLDER, { store: undefined, fetch: served().fetch });
    expect(resolved).toEqual({
      baseUrl: FOLDER.baseUrl,
      manifest: { 'config.json': { bytes: 640, digest: { algorithm: 'sha256', hex: SHA256 } } },
    });
  });

  test('is known by the kept manifest while the server is away, or errs', async () => {
    const store = newStore();
    const fresh = await resolveSource(FOLDER, { store, fetch: served().fetch });
    expect(await resolveSource(FOLDER, { store, fetch: network({}).fetch })).toEqual(fresh);
    const erring = network({ 'https://app.example/models/nano/manifest.json': () => new Response('', { status: 500 }) });
    expect(await resolveSource(FOLDER, { store, fetch: erring.fetch })).toEqual(fresh);
    expect(await resolveKeptSource(FOLDER, store)).toEqual(fresh);
  });

  test.each([
    ['a 404', () => new Response('', { status: 404 })],
    ['a page in its place', () => new Response('<!doctype html>')],
    ['another document', () => Response.json({ files: {} })],
  ])('has no manifest where %s is sent', async (_what, answer) => {
    const { fetch } = network({ 'https://app.example/models/nano/manifest.json': answer });
    expect(await resolveSource(FOLDER, { store: newStore(), fetch })).toEqual({ baseUrl: FOLDER.baseUrl, manifest: undefined });
  });
});

describe('a repository of the hub', () => {
  const TREE = [
    { type: 'directory', path: 'onnx', oid: SHA1, size: 0 },
    { type: 'file', path: 'config.json', oid: SHA1, size: 967 },
    { type: 'file', path: 'onnx/model_q4f16.onnx_data', oid: SHA1, size: 2_000_000_000, lfs: { oid: SHA256, size: 2_000_000_000, pointerSize: 135 } },
  ];
  const repository = 'someone/mini';
  const tree = `https://huggingface.co/api/models/${repository}/tree/${COMMIT}?recursive=true`;
  const hub = () =>
    network({ 'https://huggingface.co/api/models/someone/mini/revision/main': () => Response.json({ sha: COMMIT }), [tree]: () => Response.json(TREE) });
  const atMain: FileSource = { kind: 'hub', repository, revision: 'main' };

  test('is asked which commit a branch stands at, and what that commit holds', async () => {
    const { asked, fetch } = hub();
    expect(await resolveSource(atMain, { store: undefined, fetch })).toEqual({
      baseUrl: `https://huggingface.co/someone/mini/resolve/${COMMIT}/`,
      manifest: {
        'config.json': { bytes: 967, digest: { algorithm: 'git-sha1', hex: SHA1 } },
        'onnx/model_q4f16.onnx_data': { bytes: 2_000_000_000, digest: { algorithm: 'sha256', hex: SHA256 } },
      },
    });
    expect(asked).toHaveLength(2);
  });

  test('is not asked again: the device stays at the commit it has, though the branch moves', async () => {
    const store = newStore();
    const first = await resolveSource(atMain, { store, fetch: hub().fetch });
    const { asked, fetch } = network({});
    expect(await resolveSource(atMain, { store, fetch })).toEqual(first);
    expect(asked).toEqual([]);
  });

  test('is asked for a pinned commit alone where one is named', async () => {
    const { asked, fetch } = hub();
    await resolveSource({ kind: 'hub', repository, revision: COMMIT }, { store: undefined, fetch });
    expect(asked).toEqual([tree]);
  });

  test('is loaded unverified where its listing can not be had', async () => {
    expect(await resolveSource(atMain, { store: newStore(), fetch: network({}).fetch })).toEqual({
      baseUrl: 'https://huggingface.co/someone/mini/resolve/main/',
      manifest: undefined,
    });
  });
});

test.each([
  ['no object', 'manifest'],
  ['a wrong version', { schemaVersion: 2, files: {} }],
  ['a hash that is none', { schemaVersion: 1, files: { a: { bytes: 1, sha256: 'nothing' } } }],
  ['a length that is none', { schemaVersion: 1, files: { a: { bytes: '1', sha256: SHA256 } } }],
])('a manifest with %s is none', (_what, document) => {
  expect(parseManifest(document)).toBeUndefined();
});

test('a listing that is an error is none', () => {
  expect(parseHubTree({ error: 'Repository not found' })).toBeUndefined();
});
