import type { Metafile } from 'esbuild';
import { readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Chunks carry a hash in their name, so an edit leaves the old one behind; it must neither be published nor counted. */
export function removeStaleChunks(folder: string, metafile: Metafile): void {
  const written = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
  for (const name of readdirSync(folder)) {
    if (name.startsWith('chunk-') && !written.has(name)) rmSync(join(folder, name));
  }
}
