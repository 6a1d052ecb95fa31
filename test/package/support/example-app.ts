// An example as a developer has it: outside the checkout, with phirst from its tarball. The packages it takes from the
// registry are linked in from the checkout, which has the same ones, so that nothing here needs the network.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { inProject } from '../../../scripts/project-paths.ts';
import { freePort, runTool, startServer, type RunningServer } from './run-tool.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** What `npm start` or a checkout leaves in the folder. */
const LEFTOVERS: readonly string[] = ['node_modules', 'public', 'dist', 'phirst.tgz'];

export interface ExampleApp extends RunningServer {
  readonly folder: string;
}

/** Installs, places the assets, compiles against the published types, builds, and serves what was built. */
export async function buildExample(name: string, { tarball, routerUrl }: { readonly tarball: string; readonly routerUrl: string }): Promise<ExampleApp> {
  const folder = join(mkdtempSync(join(tmpdir(), 'phirst-example-')), name);
  cpSync(inProject(`examples/${name}`), folder, { recursive: true, filter: (path) => !LEFTOVERS.includes(basename(path)) });
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  for (const dependency of Object.keys({ ...dependencies, ...devDependencies, '@ai-sdk/provider': '' })) {
    const place = join(folder, 'node_modules', dependency);
    mkdirSync(dirname(place), { recursive: true });
    if (dependency === 'phirst') mkdirSync(place);
    else symlinkSync(inProject(`node_modules/${dependency}`), place);
  }
  const installed = join(folder, 'node_modules/phirst');
  await runTool(['tar', '-xzf', tarball, '-C', installed, '--strip-components=1'], { cwd: folder });
  const run = (...parameters: string[]) => runTool([process.execPath, ...parameters], { cwd: folder });
  await run(join(installed, 'dist/cli/phirst.js'), 'copy-assets');
  await Promise.all([run('node_modules/typescript/bin/tsc', '--noEmit'), run('node_modules/vite/bin/vite.js', 'build')]);
  const port = await freePort();
  const environment = { PHIRST_ROUTER: routerUrl };
  const preview = [process.execPath, 'node_modules/vite/bin/vite.js', 'preview', `--port=${port}`, '--strictPort'];
  const server = await startServer(preview, port, { cwd: folder, environment });
  return {
    folder,
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(dirname(folder), { recursive: true, force: true });
    },
  };
}
