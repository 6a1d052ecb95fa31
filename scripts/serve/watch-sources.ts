import { context, formatMessages, type BuildOptions, type Plugin } from 'esbuild';
import { watch } from 'node:fs';
import { dashboardOptions } from '../build/dashboard-options.ts';
import { deviceWorkerOptions } from '../build/device-worker-options.ts';
import { playgroundOptions } from '../build/playground-options.ts';
import { removeStaleChunks } from '../build/remove-stale-chunks.ts';
import { sdkOptions } from '../build/sdk-options.ts';
import { copyPageFiles, publishSdk } from '../build/site.ts';
import { buildPolicy } from '../build-policy.ts';
import { inProject } from '../project-paths.ts';

type Log = (line: string) => void;

/** Keeps dist/site as the sources are. wrangler itself watches the Worker's source and the assets. */
export async function watchSources(log: Log): Promise<() => Promise<void>> {
  const contexts = await Promise.all([
    watchBundle('the SDK', sdkOptions(), publishSdk, log),
    watchBundle('the device worker', deviceWorkerOptions(), publishSdk, log),
    watchBundle('the page', playgroundOptions(), () => {}, log),
    watchBundle('the dashboard', dashboardOptions(), () => {}, log),
  ]);
  const folders = [
    watchFolder('playground', copyPageFiles, log),
    watchFolder('policies', () => rebuildPolicy(log), log),
  ];
  return async () => {
    for (const folder of folders) folder.close();
    await Promise.all(contexts.map((each) => each.dispose()));
  };
}

async function watchBundle(name: string, options: BuildOptions, publish: () => void, log: Log) {
  let isFirst = true;
  const report: Plugin = {
    name: 'report',
    setup(build) {
      build.onEnd(async ({ errors, metafile }) => {
        const wasFirst = isFirst;
        isFirst = false;
        for (const message of await formatMessages(errors, { kind: 'error' })) log(message.trim());
        if (errors.length > 0) return;
        if (options.splitting && options.outdir && metafile) removeStaleChunks(options.outdir, metafile);
        publish();
        if (!wasFirst) log(`Rebuilt ${name}.`);
      });
    },
  };
  const bundle = await context({ ...options, plugins: [...(options.plugins ?? []), report] });
  await bundle.watch();
  return bundle;
}

/** Watches the folder, not the file: an editor that saves by renaming would otherwise be lost sight of. */
function watchFolder(folder: string, onChange: () => void, log: Log) {
  let timer: NodeJS.Timeout | undefined;
  return watch(inProject(folder), () => {
    // One save is several events.
    clearTimeout(timer);
    timer = setTimeout(() => {
      try {
        onChange();
      } catch (error) {
        log(String(error));
      }
    }, 50);
  });
}

export function rebuildPolicy(log: Log): void {
  const built = buildPolicy({ write: true });
  if (!built.ok) log(`policies/default.yaml is not valid, the last good policy stays:\n${built.problems.join('\n')}`);
  else if (built.changed.length > 0)
    log(`The policy is now as policies/default.yaml says (${built.changed.join(', ')}).`);
}
