// Lines in files of their own, dealt by a key, so that what belongs together is read together and the rest stays on the disk.
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fnv1a } from '../../src/experiment/fnv1a.ts';

const HELD_BYTES = 32 * 1024;

export interface Spill {
  readonly parts: number;
  /** Lines of one key come to one part, in their order. */
  put(key: string, line: string): void;
  lines(part: number): readonly string[];
  /** The files and their folder. */
  remove(): void;
}

/** In a folder of the system's for temporary files, which only this user can read. */
export function openSpill(wished: number): Spill {
  const parts = Math.max(1, wished);
  const folder = mkdtempSync(join(tmpdir(), 'phirst-replay-'));
  const held = Array.from({ length: parts }, () => ({ lines: [] as string[], size: 0 }));
  const fileOf = (part: number) => join(folder, `${part}.ndjson`);
  function flush(part: number): void {
    const { lines } = held[part]!;
    if (lines.length > 0) appendFileSync(fileOf(part), `${lines.join('\n')}\n`);
    held[part] = { lines: [], size: 0 };
  }
  return {
    parts,
    put(key, line) {
      const part = fnv1a(key) % parts;
      const mine = held[part]!;
      mine.lines.push(line);
      mine.size += line.length;
      if (mine.size > HELD_BYTES) flush(part);
    },
    lines(part) {
      flush(part);
      if (!existsSync(fileOf(part))) return [];
      const text = readFileSync(fileOf(part), 'utf8');
      rmSync(fileOf(part));
      return text.split('\n').slice(0, -1);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
