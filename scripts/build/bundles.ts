import { build, type BuildOptions, type Metafile } from 'esbuild';
import { cliOptions } from './cli-options.ts';
import { dashboardOptions } from './dashboard-options.ts';
import { deviceWorkerOptions } from './device-worker-options.ts';
import { playgroundOptions } from './playground-options.ts';
import { removeStaleChunks } from './remove-stale-chunks.ts';
import { sdkOptions } from './sdk-options.ts';
import { serviceWorkerOptions } from './service-worker-options.ts';
import { writeThirdPartyNotices } from './third-party-notices.ts';

/** The SDK, its worker and the command line: what npm publishes, with the notices of what is in them. */
export async function buildPackageBundles(): Promise<void> {
  writeThirdPartyNotices(await Promise.all([sdkOptions(), deviceWorkerOptions(), serviceWorkerOptions(), cliOptions()].map(bundle)));
}

export async function buildPlaygroundBundle(): Promise<void> {
  await Promise.all([playgroundOptions(), dashboardOptions()].map(bundle));
}

async function bundle(options: BuildOptions): Promise<Metafile> {
  const { metafile, warnings } = await build({ ...options, logLevel: 'error', metafile: true });
  for (const warning of warnings) process.stderr.write(`${warning.text}\n`);
  if (options.splitting && options.outdir) removeStaleChunks(options.outdir, metafile);
  return metafile;
}
