// Beside a downloaded log: the policies that decided, so that everything in it can be decided again without the router.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgress } from '../output/progress.ts';
import type { Terminal } from '../output/terminal.ts';
import { writeWholeFile } from '../output/write-whole-file.ts';
import { askRouter, type RouterOptions } from './ask-router.ts';

export interface SavedPolicies {
  readonly saved: number;
  /** The router doesn't have them: it is the built-in one, or a client tells of one that never was. */
  readonly unknown: readonly string[];
}

const HASH = /"policyHash":"([0-9a-f]{64})"/g;

/**
 * Writes `policies/<hash>.json` for every policy that the segments name and that isn't there yet.
 *
 * @param root folder of the log, in full
 */
export async function savePolicies(root: string, terminal: Terminal, options: RouterOptions): Promise<SavedPolicies> {
  const folder = join(root, 'policies');
  const fileOf = (hash: string) => join(folder, `${hash}.json`);
  const wanted = hashesIn(root).filter((hash) => !existsSync(fileOf(hash)));
  const unknown: string[] = [];
  const progress = startProgress(terminal, 'Policies', wanted.length);
  for (const hash of wanted) {
    // oxlint-disable-next-line no-await-in-loop -- one at a time: a router isn't to be flooded
    const text = await textOf(hash, terminal, options);
    if (text === undefined) unknown.push(hash);
    else writeWholeFile(fileOf(hash), text);
    progress.advance();
  }
  progress.end();
  return { saved: wanted.length - unknown.length, unknown };
}

function hashesIn(root: string): readonly string[] {
  const hashes = new Set<string>();
  const names = existsSync(root) ? readdirSync(root, { recursive: true, encoding: 'utf8' }) : [];
  for (const name of names) {
    if (!name.endsWith('.ndjson')) continue;
    for (const [, hash = ''] of readFileSync(join(root, name), 'utf8').matchAll(HASH)) hashes.add(hash);
  }
  return [...hashes].toSorted();
}

async function textOf(hash: string, terminal: Terminal, options: RouterOptions): Promise<string | undefined> {
  const response = await askRouter(terminal, options, `/admin/policies/${hash}`, { mayBeMissing: true });
  return response.ok ? response.text() : undefined;
}
