import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

/** The stand-in hosted models as the second Worker beside the one under test; the test pool bundles only the first. */
export async function referenceHostWorker() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../router/reference-host/index.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
  });
  return {
    name: 'phirst-reference-host',
    modules: true,
    script: outputFiles[0]?.text ?? '',
    compatibilityDate: '2026-11-02',
    compatibilityFlags: ['enable_request_signal', 'request_signal_passthrough'],
  };
}
