import { build, type BuildOptions } from 'esbuild';
import { cliOptions } from './cli-options.ts';
import { deviceWorkerOptions } from './device-worker-options.ts';
import { playgroundOptions } from './playground-options.ts';
import { removeStaleChunks } from './remove-stale-chunks.ts';
import { sdkOptions } from './sdk-options.ts';

export async function buildSdkBundles(): Promise<void> {
  await Promise.all([bundle(sdkOptions()), bundle(deviceWorkerOptions())]);
}

/** The command line, for npm alone: the site has no use for it. */
export async function buildCliBundle(): Promise<void> {
  await bundle(cliOptions());
}

export async function buildPlaygroundBundle(): Promise<void> {
  await bundle(playgroundOptions());
}

async function bundle(options: BuildOptions): Promise<void> {
  const { metafile, warnings } = await build({ ...options, logLevel: 'error' });
  for (const warning of warnings) process.stderr.write(`${warning.text}\n`);
  if (options.splitting && options.outdir && metafile) removeStaleChunks(options.outdir, metafile);
}
