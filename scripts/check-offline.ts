import { spawn, spawnSync } from 'node:child_process';
import { inProject } from './project-paths.ts';
import { canInstallSystemPackages, findCommand, installSystemPackage } from './system-packages.ts';

/**
 * Holds Phirst to "nothing leaves this machine": it is started and used where the only network is a decoy that counts.
 * Where the system doesn't let us make one this check is not run, and says why.
 */
const obstacle = findObstacle();
if (obstacle !== undefined) {
  process.stdout.write(`NOT RUN: ${obstacle}\n`);
} else {
  const inside = ['--net', '--mount', '--', process.execPath, inProject('scripts/offline/inside.ts')];
  const child = spawn('unshare', inside, { stdio: ['ignore', 'inherit', 'inherit'] });
  child.on('exit', (code) => process.exit(code ?? 1));
}

function findObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'network namespaces are a feature of Linux.';
  if (process.getuid?.() !== 0) return 'making a network namespace needs root.';
  if (findCommand('unshare') === undefined) return 'the command unshare (package util-linux) is not installed.';
  const mayUnshare = spawnSync('unshare', ['--net', '--mount', 'true'], { encoding: 'utf8' });
  if (mayUnshare.status !== 0) return `the system refuses a network namespace (${mayUnshare.stderr.trim()}).`;
  if (findCommand('ip') !== undefined) return undefined;
  const installed = canInstallSystemPackages() && installSystemPackage('iproute2', () => {});
  return installed ? undefined : 'the command ip (package iproute2) is not installed.';
}
