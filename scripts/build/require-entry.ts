import { existsSync } from 'node:fs';
import { inProject } from '../project-paths.ts';

/** esbuild's own words for a missing entry don't say what it was wanted for. */
export function requireEntry(relativePath: string, purpose: string): string {
  const entry = inProject(relativePath);
  if (!existsSync(entry)) throw new Error(`${relativePath} is missing: it is the entry of ${purpose}.`);
  return entry;
}
