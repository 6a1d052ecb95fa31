import type { BuildOptions } from 'esbuild';
import { inProject } from '../project-paths.ts';
import { requireEntry } from './require-entry.ts';

/** One file: a worker that has to fetch chunks before it can answer is one more way to fail on a slow connection. */
export function deviceWorkerOptions(): BuildOptions {
  return {
    entryPoints: { 'device-worker': requireEntry('client-sdk/device/worker/entry.ts', 'the device worker') },
    outdir: inProject('dist/sdk'),
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // Leaves ORT's own .mjs out of the bundle: we ship it under ort/ next to the .wasm it belongs to, one per flavour.
    conditions: ['onnxruntime-web-use-extern-wasm'],
    minify: true,
    sourcemap: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'silent',
  };
}
