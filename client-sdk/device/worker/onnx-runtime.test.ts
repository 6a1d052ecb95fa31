import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { chooseOrtBuild } from './onnx-runtime.ts';
import { unpackWasm } from './unpack-wasm.ts';

test.each([
  ['wasm', true, 'ort-wasm-simd-threaded'],
  ['wasm', false, 'ort-wasm-simd-threaded'],
  ['webgpu', true, 'ort-wasm-simd-threaded.jspi'],
  ['webgpu', false, 'ort-wasm-simd-threaded.asyncify'],
] as const)('%s with JSPI %s runs on %s', (backend, hasJspi, build) => {
  expect(chooseOrtBuild(backend, hasJspi)).toBe(build);
});

describe('unpackWasm', () => {
  const WASM = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...Array.from({ length: 1000 }, () => 7)]);

  test.each([
    ['a gzipped file', gzipSync(WASM)],
    ['a file that the browser has unpacked already', WASM],
  ])('takes %s', async (_form, bytes) => {
    expect(new Uint8Array(await unpackWasm(new Blob([bytes as BlobPart]), 'ort.wasm.gz'))).toEqual(WASM);
  });

  test('says what is wrong with a page in its place', async () => {
    await expect(unpackWasm(new Blob(['<!doctype html>']), 'ort.wasm.gz')).rejects.toThrow('ort.wasm.gz is not a WebAssembly file.');
  });
});
