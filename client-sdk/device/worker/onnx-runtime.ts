// Gives transformers.js the ONNX Runtime that is served beside this worker: never one from a CDN.
import { env, LogLevel } from '@huggingface/transformers';
import type { ReportBytes } from './download-progress.ts';
import { downloadTools } from './download/download-tools.ts';
import { obtainFiles, type ObtainedFiles } from './download/obtain-files.ts';
import { unpackWasm } from './unpack-wasm.ts';

/** Compressed bytes of each build, for the progress before the server has told: they change with the pinned version only. */
const ORT_BUILDS = {
  'ort-wasm-simd-threaded': 3_700_000,
  'ort-wasm-simd-threaded.jspi': 4_200_000,
  'ort-wasm-simd-threaded.asyncify': 6_700_000,
} as const;

export type OrtBuild = keyof typeof ORT_BUILDS;

/**
 * The smallest build that runs the backend: the plain one for wasm (also the fastest there); for WebGPU the one that
 * waits by JSPI, or else the asyncify one, which every browser runs.
 */
export function chooseOrtBuild(backend: 'webgpu' | 'wasm', hasJspi: boolean): OrtBuild {
  if (backend === 'wasm') return 'ort-wasm-simd-threaded';
  return hasJspi ? 'ort-wasm-simd-threaded.jspi' : 'ort-wasm-simd-threaded.asyncify';
}

/** Bytes to expect for a build. */
export function ortBuildBytes(build: OrtBuild): number {
  return ORT_BUILDS[build];
}

/**
 * Obtains the build and hands it to ONNX Runtime. Once per worker, before the first model.
 *
 * @param assetsUrl absolute, ends in a slash; `ort/<build>.mjs` and `ort/<build>.wasm.gz` lie below it.
 */
export async function prepareOnnxRuntime(assetsUrl: string, build: OrtBuild, onBytes: ReportBytes): Promise<ObtainedFiles> {
  const source = { kind: 'folder', baseUrl: `${assetsUrl}ort/` } as const;
  const packed = `${build}.wasm.gz`;
  const factory = `${build}.mjs`;
  const obtained = await obtainFiles({ source, wanted: [{ path: packed }, { path: factory }], onBytes }, await downloadTools());
  const { baseUrl, files } = obtained;
  const { wasm } = env.backends.onnx;
  if (wasm === undefined) throw new Error('ONNX Runtime has no WebAssembly backend in this bundle.');
  // Errors reach the page as errors; the log would hold the person's tokens.
  env.logLevel = LogLevel.NONE;
  wasm.wasmBinary = await unpackWasm(files.get(packed) as Blob, `${baseUrl}${packed}`);
  // Without a `wasm` path transformers.js leaves both alone: no blob: URL, which a page's CSP would have to allow.
  wasm.wasmPaths = { mjs: await importableUrl(`${baseUrl}${factory}`, files.get(factory) as Blob) };
  // Threads need SharedArrayBuffer, which only a cross-origin isolated page has; 0 lets ONNX Runtime choose.
  wasm.numThreads = globalThis.crossOriginIsolated ? 0 : 1;
  return obtained;
}

/** Offline there is only the copy that was kept; a page whose CSP forbids `blob:` scripts needs a service worker for it. */
async function importableUrl(url: string, kept: Blob): Promise<string> {
  try {
    await import(url);
    return url;
  } catch {
    return URL.createObjectURL(new Blob([kept], { type: 'text/javascript' }));
  }
}
