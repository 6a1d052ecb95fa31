// An app as a developer would begin it: a folder outside the checkout that knows phirst from its tarball alone.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inProject } from '../../../scripts/project-paths.ts';
import { runTool } from './run-tool.ts';

export interface FreshApp {
  readonly folder: string;
  readonly tarball: string;
  /** How to start the app's Vite. */
  readonly vite: readonly string[];
  remove(): void;
}

/**
 * Packs, installs, copies the assets. Nothing of it needs the network: the package has no dependency, and Vite is the
 * checkout's own, linked into the app.
 */
export async function createFreshApp(): Promise<FreshApp> {
  const parent = mkdtempSync(join(tmpdir(), 'phirst-package-'));
  await runTool(['npm', 'pack', '--ignore-scripts', '--silent', `--pack-destination=${parent}`], { cwd: inProject('') });
  const tarball = join(parent, readdirSync(parent).find((name) => name.endsWith('.tgz')) ?? 'no tarball');

  const folder = join(parent, 'app');
  cpSync(inProject('test/package/app'), folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'fresh-app', private: true, type: 'module' }));
  await runTool(['npm', 'install', '--offline', '--no-audit', '--no-fund', tarball], { cwd: folder });
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(inProject('node_modules/vite'), join(folder, 'node_modules/vite'));
  await runTool(['npx', '--offline', 'phirst', 'copy-assets'], { cwd: folder });
  return {
    folder,
    tarball,
    vite: [process.execPath, join(folder, 'node_modules/vite/bin/vite.js')],
    remove: () => rmSync(parent, { recursive: true, force: true }),
  };
}
