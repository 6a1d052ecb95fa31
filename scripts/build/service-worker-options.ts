import type { BuildOptions } from 'esbuild';
import { inProject } from '../project-paths.ts';
import { requireEntry } from './require-entry.ts';

/** One classic script: a page may import it into a service worker of its own. */
export function serviceWorkerOptions(): BuildOptions {
  return {
    entryPoints: { 'service-worker': requireEntry('client-sdk/offline/service-worker.ts', 'the service worker') },
    outdir: inProject('dist/sdk'),
    bundle: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'silent',
  };
}
