// Copies files into an app's folder, and touches only what differs: a second run changes nothing.
import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ShippedFile } from './shipped-files.ts';

export interface PlacedFile {
  readonly path: string;
  readonly bytes: number;
  readonly isWritten: boolean;
}

/** @throws Error that names the file when the folder can't be written. */
export function placeFiles(files: readonly ShippedFile[], folder: string): readonly PlacedFile[] {
  return files.map(({ source, name }) => {
    const path = join(folder, name);
    const isWritten = !isSame(source, path);
    if (isWritten) write(source, path);
    return { path, bytes: statSync(source).size, isWritten };
  });
}

function isSame(source: string, path: string): boolean {
  if (!existsSync(path) || !statSync(path).isFile() || statSync(source).size !== statSync(path).size) return false;
  return readFileSync(source).equals(readFileSync(path));
}

function write(source: string, path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    copyFileSync(source, path);
  } catch (error) {
    throw new Error(`${path} cannot be written: ${(error as Error).message}.`, { cause: error });
  }
}
