// The log of events from a folder: its segments one line at a time, each event once, faulty lines told and passed over.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { readStoredEvent } from '../../src/replay/read-stored-event.ts';
import { failure } from '../output/command-failure.ts';
import { startProgress, type Progress } from '../output/progress.ts';
import type { Terminal } from '../output/terminal.ts';

export interface FaultyLine {
  readonly file: string;
  /** From 1; 0 for the file as a whole. */
  readonly line: number;
  readonly problem: string;
}

export interface LogReading {
  readonly files: number;
  readonly events: number;
  /** Delivered again, or overlapping segments. */
  readonly repeated: number;
  readonly faulty: number;
  /** The first ones. */
  readonly faultyLines: readonly FaultyLine[];
}

const SEGMENT = /\.ndjson(\.gz)?$/;
const MOST_FAULTY_KEPT = 20;

/**
 * @param take is given each event once, in the order of the segments' names
 * @throws CommandFailure where there is no log
 */
export async function readLog(folder: string, take: (stored: StoredEvent) => void, terminal: Terminal): Promise<LogReading> {
  const root = resolve(terminal.folder, folder);
  const files = segmentsIn(root, folder);
  const seen = new Set<string>();
  const faultyLines: FaultyLine[] = [];
  let repeated = 0;
  let faulty = 0;
  const tell = (fault: FaultyLine) => {
    faulty++;
    if (faultyLines.length < MOST_FAULTY_KEPT) faultyLines.push(fault);
  };
  const takeLine = (text: string): string | undefined => {
    const read = readStoredEvent(text);
    if (!read.ok) return read.error;
    if (seen.has(read.value.event.id)) {
      repeated++;
      return undefined;
    }
    try {
      take(read.value);
    } catch (error) {
      return `is an event that this version of Phirst can’t read: ${(error as Error).message}`;
    }
    seen.add(read.value.event.id);
    return undefined;
  };
  const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const progress = startProgress(terminal, 'Reading the log, bytes', size);
  for (const file of files) {
    const name = join(folder, relative(root, file));
    let line = 0;
    try {
      // oxlint-disable-next-line no-await-in-loop -- one segment at a time is in memory
      for await (const text of linesOf(file, progress)) {
        line++;
        const problem = text.trim() === '' ? undefined : takeLine(text);
        if (problem !== undefined) tell({ file: name, line, problem });
      }
    } catch (error) {
      tell({ file: name, line: 0, problem: `can’t be read to its end: ${(error as Error).message}` });
    }
  }
  progress.end();
  return { files: files.length, events: seen.size, repeated, faulty, faultyLines };
}

function segmentsIn(root: string, folder: string): readonly string[] {
  let names: string[];
  try {
    names = readdirSync(root, { recursive: true, encoding: 'utf8' });
  } catch {
    throw failure(`There is no folder ${folder}. Fetch the log with \`phirst log download ${folder}\`.`);
  }
  const files = names.filter((name) => SEGMENT.test(name)).toSorted().map((name) => join(root, name));
  if (files.length === 0) throw failure(`${folder} holds no segment of a log: no file in it ends in .ndjson or .ndjson.gz. Fetch the log with \`phirst log download ${folder}\`.`);
  return files;
}

async function* linesOf(file: string, progress: Progress): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  bytes.on('data', (chunk) => progress.advance(chunk.length));
  const isPacked = file.endsWith('.gz');
  const plain = isPacked ? bytes.pipe(createGunzip()) : bytes;
  // A pipe doesn't hand on what its source fails of.
  if (isPacked) bytes.on('error', (error) => plain.destroy(error));
  let rest = '';
  for await (const chunk of plain.setEncoding('utf8')) {
    const lines = `${rest}${chunk as string}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
