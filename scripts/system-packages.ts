import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

/** Installing system packages is for machines that are ours to change: root, with Debian's package manager. */
export function canInstallSystemPackages(): boolean {
  return process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get');
}

export function installSystemPackage(name: string, log: (text: string) => void): boolean {
  log(`Installing ${name}…\n`);
  const commands = [['update'], ['install', '--yes', '--no-install-recommends', name]];
  return commands.every((parameters) => {
    const { status, stdout, stderr } = spawnSync('apt-get', parameters, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    log(`${stdout}${stderr}`);
    return status === 0;
  });
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where a command is, sbin included: a root shell of a container often doesn't have that on its PATH. */
export function findCommand(...names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin', '/usr/bin', '/bin'];
  return names.flatMap((name) => folders.filter(Boolean).map((folder) => `${folder}/${name}`)).find(isExecutable);
}
