// Answers of several models to the same questions, graded: JSON Lines, one question a line, plain or gzipped.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/**
 * Sources whose repository states Apache-2.0: weights fitted on them may ship. A source that isn't listed here is left
 * out unless whoever trains vouches for it (`--licensed NAME`).
 */
export const LICENSED_SOURCES: readonly string[] = ['routellm-mmlu', 'routellm-gsm8k', 'routellm-mtbench', 'zeroeval-math-l5', 'zeroeval-gsm', 'zeroeval-crux', 'mmlu-pro'];

export interface Question {
  readonly id: string;
  readonly source: string;
  readonly task: string;
  readonly prompt: string;
  /** Near-duplicates share it, across sources: they are never parted. */
  readonly group: string;
  readonly results: Readonly<Record<string, Result>>;
}

export interface Result {
  /** 0 or 1, or a judge's score as a share of 10. */
  readonly quality: number;
  /** No answer could be read from the output; counted as wrong, as the source does. */
  readonly hasNoAnswer: boolean;
  /** Of the output; undefined where the source doesn't tell. */
  readonly characters?: number | undefined;
}

export interface RoutingData {
  readonly questions: readonly Question[];
  /** Lines left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

interface Line {
  readonly id: string;
  readonly source?: string;
  readonly task?: string;
  readonly prompt: string | null;
  readonly group?: string;
  readonly suspect?: number;
  readonly models: Readonly<Record<string, { readonly correct?: number; readonly score?: number; readonly noans?: number; readonly output_chars?: number | null }>>;
}

export function readRoutingData(folder: string, licensed: readonly string[] = LICENSED_SOURCES): RoutingData {
  const questions: Question[] = [];
  const leftOut: Record<string, number> = {};
  const files = readdirSync(folder).filter((name) => /\.jsonl(\.gz)?$/.test(name)).toSorted();
  if (files.length === 0) throw new Error(`${folder} holds no .jsonl or .jsonl.gz file: point --data at a folder with graded answers.`);
  for (const name of files) {
    const bytes = readFileSync(join(folder, name));
    const lines = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n');
    for (const [index, text] of lines.entries()) {
      if (text.trim() === '') continue;
      const line = parseLine(text, `${name}, line ${index + 1}`);
      const source = line.source ?? name.replace(/\.jsonl(\.gz)?$/, '');
      const reason = whyLeftOut(line, source, licensed);
      if (reason === undefined) questions.push(questionOf(line, source));
      else leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    }
  }
  return { questions, leftOut };
}

function parseLine(text: string, where: string): Line {
  try {
    const line = JSON.parse(text) as Line;
    if (typeof line.id === 'string' && typeof line.models === 'object' && line.models !== null) return line;
  } catch {
    throw new Error(`${where} is no JSON: one object a line is expected.`);
  }
  throw new Error(`${where} has no "id" and "models": give each question an id and its models' results.`);
}

function whyLeftOut(line: Line, source: string, licensed: readonly string[]): string | undefined {
  if (!licensed.includes(source)) return `licence of ${source} not known`;
  if (typeof line.prompt !== 'string') return 'no prompt';
  if (line.suspect === 1) return 'suspect labels';
  return undefined;
}

function questionOf(line: Line, source: string): Question {
  const results: Record<string, Result> = {};
  for (const [model, { correct, score, noans, output_chars: characters }] of Object.entries(line.models)) {
    const quality = correct ?? (score === undefined ? undefined : score / 10);
    if (quality !== undefined) results[model] = { quality, hasNoAnswer: noans === 1, characters: characters ?? undefined };
  }
  return { id: line.id, source, task: line.task ?? source, prompt: line.prompt ?? '', group: line.group ?? line.id, results };
}
