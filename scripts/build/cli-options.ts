import type { BuildOptions } from 'esbuild';
import { inProject } from '../project-paths.ts';
import { requireEntry } from './require-entry.ts';

/** One file with what it needs, so that installing phirst installs nothing else. Readable: it runs on people's machines. */
export function cliOptions(): BuildOptions {
  return {
    entryPoints: { phirst: requireEntry('cli/main.ts', 'the command line') },
    outdir: inProject('dist/cli'),
    bundle: true,
    // What runs a model stays apart: it is loaded only to sit an exam, and its package is the app's to install.
    splitting: true,
    chunkNames: 'chunk-[name]-[hash]',
    external: ['@huggingface/transformers'],
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // What it bundles of CommonJS asks for Node's own modules by `require`.
    banner: { js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);" },
    sourcemap: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'silent',
  };
}
