import type { BuildOptions } from 'esbuild';
import { inProject } from '../project-paths.ts';
import { requireEntry } from './require-entry.ts';

/**
 * The SDK is bundled with what it needs, so that a plain `<script type="module">` can use it.
 * Its chunks lie beside index.js, not below it: whoever copies the folder can't forget one, and a URL relative to
 * `import.meta.url` means the same in each of them.
 */
export function sdkOptions(): BuildOptions {
  return {
    entryPoints: {
      index: requireEntry('client-sdk/index.ts', 'the browser SDK'),
      openai: requireEntry('client-sdk/shapes/openai/index.ts', 'OpenAI’s shape'),
      'ai-sdk': requireEntry('client-sdk/shapes/ai-sdk/index.ts', 'the AI SDK’s shape'),
    },
    outdir: inProject('dist/sdk'),
    chunkNames: 'chunk-[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: false,
    metafile: true,
    legalComments: 'none',
    logLevel: 'silent',
  };
}
