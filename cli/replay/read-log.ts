// The log of events from a folder: its segments one line at a time, each event once, faulty lines told and passed over.
import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { readStoredEvent } from '../../src/replay/read-stored-event.ts';
import { failure } from '../output/command-failure.ts';
import { linesOf } from '../output/lines-of.ts';
import { startProgress } from '../output/progress.ts';
import type { Terminal } from '../output/terminal.ts';
import { openSpill } from './spill.ts';

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

/** So much of the log is in memory at once, as what its lines are read into. */
const PART_BYTES = 4 * 2 ** 20;
/** What a packed segment unpacks to, about. */
const PACKED = 12;

export interface SpilledLog {
  readonly parts: number;
  readonly arms: Arms;
  /** Each event of a part once, in the order of the segments' names. */
  events(part: number, take: (stored: StoredEvent) => void): void;
  /** Of all parts that were read so far. */
  reading(): LogReading;
  remove(): void;
}

/**
 * Reads the log once and deals its lines among files by their unit, as a query's events and an event's repetitions are of one unit:
 * part by part it never has to be in memory whole.
 *
 * @param partBytes of the log in one part, about
 * @throws CommandFailure where there is no log
 */
export async function spillLog(folder: string, terminal: Terminal, partBytes = PART_BYTES): Promise<SpilledLog> {
  const root = resolve(terminal.folder, folder);
  const files = segmentsIn(root, folder);
  const size = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const unpacked = files.reduce((sum, file) => sum + statSync(file).size * (file.endsWith('.gz') ? PACKED : 1), 0);
  const spill = openSpill(Math.ceil(unpacked / partBytes));
  const faults = startFaults();
  const arms = new Arms();
  const progress = startProgress(terminal, 'Reading the log, bytes', size);
  for (const file of files) {
    const name = join(folder, relative(root, file));
    let line = 0;
    try {
      // oxlint-disable-next-line no-await-in-loop -- one segment at a time is in memory
      for await (const text of linesOf(file, (bytes) => progress.advance(bytes))) {
        line++;
        if (text.trim() === '') continue;
        const read = readStoredEvent(text);
        if (!read.ok) faults.tell({ file: name, line, problem: read.error });
        else {
          arms.note(read.value);
          spill.put(read.value.unit ?? '', `${name}:${line}\t${text}`);
        }
      }
    } catch (error) {
      faults.tell({ file: name, line: 0, problem: `can’t be read to its end: ${(error as Error).message}` });
    }
  }
  progress.end();
  let [events, repeated] = [0, 0];
  return {
    parts: spill.parts,
    arms,
    events(part, take) {
      const seen = new Set<string>();
      for (const text of spill.lines(part)) {
        const tab = text.indexOf('\t');
        const stored = JSON.parse(text.slice(tab + 1)) as StoredEvent;
        const id = `${stored.unit} ${stored.event.id}`;
        if (seen.has(id)) {
          repeated++;
          continue;
        }
        try {
          take(stored);
          seen.add(id);
          events++;
        } catch (error) {
          const place = text.slice(0, tab);
          const colon = place.lastIndexOf(':');
          faults.tell({ file: place.slice(0, colon), line: Number(place.slice(colon + 1)), problem: `is an event that this version of Phirst can’t read: ${(error as Error).message}` });
        }
      }
    },
    reading: () => ({ files: files.length, events, repeated, ...faults.all() }),
    remove: () => spill.remove(),
  };
}

function startFaults() {
  const faultyLines: FaultyLine[] = [];
  let faulty = 0;
  return {
    tell(fault: FaultyLine) {
      faulty++;
      if (faultyLines.length < MOST_FAULTY_KEPT) faultyLines.push(fault);
    },
    all: () => ({ faulty, faultyLines }),
  };
}

/** Which policies decided under which deployment: those that units can have been dealt among. */
class Arms {
  readonly #bySequence = new Map<number, Set<string>>();

  note({ event }: StoredEvent): void {
    if (event.type !== 'decision' || event.policyHash === null) return;
    let ofSequence = this.#bySequence.get(event.sequence);
    if (!ofSequence) this.#bySequence.set(event.sequence, (ofSequence = new Set()));
    ofSequence.add(event.policyHash);
  }

  of(sequence: number): ReadonlySet<string> {
    return this.#bySequence.get(sequence) ?? new Set();
  }
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
