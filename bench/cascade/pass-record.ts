// What has been answered stays answered: each pass is kept as JSON lines, so that a run that was cut off goes on.
import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { AskedAnswer } from './page-session.ts';
import { passKey, type Pass } from './pass.ts';

/** One line of a record. */
interface RecordedAnswer extends AskedAnswer {
  /** The question's place in its pass, from 0. */
  readonly place: number;
  readonly prompt: string;
}

export interface PassRecord {
  /** By the question's place; only of questions that are still asked there. */
  readonly known: ReadonlyMap<number, AskedAnswer>;
  add(place: number, answers: readonly AskedAnswer[]): void;
}

/**
 * @param folder one for each set of model files; undefined keeps nothing
 * @example openPassRecord('records/4d3c…', pass).known.get(0)
 */
export function openPassRecord(folder: string | undefined, pass: Pass): PassRecord {
  if (folder === undefined) return { known: new Map(), add: () => {} };
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${passKey(pass)}.jsonl`);
  const known = new Map<number, AskedAnswer>();
  for (const { place, prompt, ...answer } of readLines(file)) {
    // The exam may have been changed since.
    if (pass.prompts[place] === prompt) known.set(place, answer);
  }
  return {
    known,
    add(place, answers) {
      const lines = answers.map((answer, index) => `${JSON.stringify({ place: place + index, prompt: pass.prompts[place + index], ...answer })}\n`);
      appendFileSync(file, lines.join(''));
    },
  };
}

/** Whoever was cut off in the middle of a line has not written it: it goes, so that the next one begins a line. */
function readLines(file: string): readonly RecordedAnswer[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  return whole.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as RecordedAnswer]));
}
