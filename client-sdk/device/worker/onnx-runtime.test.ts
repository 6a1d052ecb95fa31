import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchUnpacked } from './fetch-unpacked.ts';
import { chooseOrtBuild } from './onnx-runtime.ts';

test.each([
  ['wasm', true, 'ort-wasm-simd-threaded'],
  ['wasm', false, 'ort-wasm-simd-threaded'],
  ['webgpu', true, 'ort-wasm-simd-threaded.jspi'],
  ['webgpu', false, 'ort-wasm-simd-threaded.asyncify'],
] as const)('%s with JSPI %s runs on %s', (backend, hasJspi, build) => {
  expect(chooseOrtBuild(backend, hasJspi)).toBe(build);
});

describe('fetchUnpacked', () => {
  afterEach(() => vi.unstubAllGlobals());

  const WASM = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...Array.from({ length: 1000 }, () => 7)]);

  function serve(body: Uint8Array | string, init: ResponseInit = {}): void {
    vi.stubGlobal('fetch', async () => new Response(body as BodyInit, init));
  }

  async function fetched(): Promise<Uint8Array> {
    return new Uint8Array(await fetchUnpacked('https://app.example/ort.wasm.gz', () => {}));
  }

  test('unpacks a gzipped file', async () => {
    serve(gzipSync(WASM));
    expect(await fetched()).toEqual(WASM);
  });

  test('takes a file that the browser has unpacked already', async () => {
    serve(WASM, { headers: { 'content-encoding': 'gzip', 'content-length': '40' } });
    expect(await fetched()).toEqual(WASM);
  });

  test('counts the bytes of the wire against their total', async () => {
    const packed = gzipSync(WASM);
    serve(packed, { headers: { 'content-length': String(packed.length) } });
    const seen: number[][] = [];
    await fetchUnpacked('https://app.example/ort.wasm.gz', (...bytes) => seen.push(bytes));
    expect(seen.at(-1)).toEqual([packed.length, packed.length]);
  });

  test('knows no total for a file that is unpacked on the way', async () => {
    serve(WASM, { headers: { 'content-encoding': 'gzip', 'content-length': '40' } });
    const seen: number[][] = [];
    await fetchUnpacked('https://app.example/ort.wasm.gz', (...bytes) => seen.push(bytes));
    expect(seen.at(-1)).toEqual([WASM.length, 0]);
  });

  test('says what is wrong with a page in its place', async () => {
    serve('<!doctype html>');
    await expect(fetched()).rejects.toThrow('https://app.example/ort.wasm.gz is not a WebAssembly file.');
    serve('Not found', { status: 404 });
    await expect(fetched()).rejects.toThrow('status 404');
  });
});
