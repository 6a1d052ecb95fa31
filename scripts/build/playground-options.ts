import type { BuildOptions, Plugin } from 'esbuild';
import { inProject } from '../project-paths.ts';
import { requireEntry } from './require-entry.ts';

/** The page imports `phirst` as any app would and gets the very files that are published, not a second bundle of them. */
const shippedSdk: Plugin = {
  name: 'shipped-sdk',
  setup(build) {
    build.onResolve({ filter: /^phirst$/ }, () => ({ path: '/phirst/index.js', external: true }));
  },
};

export function playgroundOptions(): BuildOptions {
  return {
    entryPoints: { main: requireEntry('playground/main.tsx', 'the playground') },
    outdir: inProject('dist/site'),
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[name]-[hash]',
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    plugins: [shippedSdk],
    minify: true,
    sourcemap: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'silent',
  };
}
