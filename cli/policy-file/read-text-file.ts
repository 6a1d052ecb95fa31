import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { failure } from '../output/command-failure.ts';
import type { Terminal } from '../output/terminal.ts';

/** What `phirst init` writes. */
const STARTERS = ['policy.yaml', 'experiment.yaml', 'queries.jsonl'];

/** @param file relative to the terminal's folder; `-` for the standard input */
export async function readTextFile(file: string, terminal: Terminal): Promise<string> {
  if (file === '-') return terminal.readInput();
  try {
    return readFileSync(resolve(terminal.folder, file), 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw failure(`There is no file ${file}. ${STARTERS.includes(basename(file)) ? '`phirst init` writes one to begin with.' : 'Name another, or - for the standard input.'}`);
    if (code === 'EISDIR') throw failure(`${file} is a folder. Name the file in it.`);
    throw failure(`${file} cannot be read: ${message}.`);
  }
}
