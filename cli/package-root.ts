// Where the installed package is: the command runs bundled (dist/cli) as well as from its source (cli).
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

interface Package {
  /** Absolute path of the folder that holds package.json. */
  readonly root: string;
  readonly version: string;
}

/** The nearest package.json above this file that is Phirst's own. */
export function ownPackage(): Package {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest?.name === 'phirst') return { root: folder, version: manifest.version };
  }
  throw new Error('This copy of phirst is not inside its package: install it again with `npm install phirst`.');
}

function readManifest(file: string): { name?: string; version: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version: string };
  } catch {
    return undefined;
  }
}
