// The router as one script for a workerd of one's own.
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

export async function bundledRouter(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../router/index.ts', import.meta.url))],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    external: ['cloudflare:workers'],
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
}

/** @param scriptName of the Worker that holds them, where it is another one */
export function durableObjects(scriptName?: string) {
  const classes = { SPEND: 'SpendBook', DEPLOYMENTS: 'DeploymentBook', EXPERIMENTS: 'ExperimentBook', TRAFFIC: 'TrafficBook' };
  return Object.fromEntries(Object.entries(classes).map(([binding, className]) => [binding, { className, useSQLite: true, ...(scriptName !== undefined && { scriptName }) }]));
}
