import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes `target` hold exactly the wanted files of `source`. Hard links where the disk allows it (the models and ORT's
 * builds are tens of megabytes); a file that is already the same is left alone, so that a watcher sees real changes only.
 */
export function mirrorFolder(source: string, target: string, isWanted: (relativePath: string) => boolean): void {
  mkdirSync(target, { recursive: true });
  const wanted = new Set(listFiles(source).filter(isWanted));
  for (const file of listFiles(target)) if (!wanted.has(file)) rmSync(join(target, file));
  for (const file of wanted) place(join(source, file), join(target, file));
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function place(source: string, target: string): void {
  const wanted = statSync(source);
  const present = statSync(target, { throwIfNoEntry: false });
  if (present !== undefined) {
    const isSameFile = present.ino === wanted.ino && present.dev === wanted.dev;
    if (isSameFile || (present.size === wanted.size && present.mtimeMs >= wanted.mtimeMs)) return;
    rmSync(target);
  }
  mkdirSync(dirname(target), { recursive: true });
  try {
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
  }
}
