// Questions → the rows the heads are fitted on. A text is read once; folds and seeds share what was read.
import { DENSE, fillDense, kindOf } from '../../../src/gain/gain-counts.ts';
import { createGainReader, SLOTS } from '../../../src/gain/gain-reader.ts';
import { knownPlace, pairPlace } from '../../../src/gain/known-place.ts';
import { shapeOf } from '../../../src/gain/question-shape.ts';
import { ln } from '../../../src/numerics/ln.ts';
import { describeQuery } from '../../../src/query/describe-query.ts';
import type { Task } from '../../../src/query/query-description.ts';
import type { Design } from './fit-logistic.ts';
import type { Question } from './read-routing-data.ts';

/** Beyond so many standard deviations a count says no more. */
export const MOST_DEVIATIONS = 4;

const LEAST_DEVIATION = 1e-6;

export interface ReadQuestions {
  readonly start: Int32Array;
  readonly columnOf: Uint16Array;
  readonly scale: Float64Array;
  /** As they were counted, row by row. */
  readonly dense: Float64Array;
  /** Each question's words as they come, as places in the set of those seen in questions of its kind. */
  readonly words: readonly Uint32Array[];
  /** Its pairs of neighbours, likewise; none of a question with options. */
  readonly pairs: readonly Uint32Array[];
  readonly kinds: Uint8Array;
  readonly tasks: readonly Task[];
  /** Of question-shape.ts. */
  readonly shapes: Uint8Array;
}

export function readQuestions(questions: readonly Question[]): ReadQuestions {
  const reader = createGainReader();
  const start = new Int32Array(questions.length + 1);
  const columns: Uint16Array[] = [];
  const scale = new Float64Array(questions.length);
  const dense = new Float64Array(questions.length * DENSE.length);
  const words: Uint32Array[] = [];
  const tasks: Task[] = [];
  const pairs: Uint32Array[] = [];
  const kinds = new Uint8Array(questions.length);
  const shapes = new Uint8Array(questions.length);
  for (const [row, { prompt }] of questions.entries()) {
    reader.read(prompt);
    const description = describeQuery({ messages: [{ role: 'user', content: prompt }], context: [] });
    fillDense(dense.subarray(row * DENSE.length, (row + 1) * DENSE.length), reader.counts, description);
    const slots = reader.slots.slice(0, reader.slotCount);
    columns.push(slots);
    start[row + 1] = start[row]! + slots.length;
    scale[row] = slots.length === 0 ? 0 : 1 / Math.sqrt(slots.length);
    const kind = kindOf(reader.counts, description);
    kinds[row] = kind;
    pairs.push(kind === 0 ? new Uint32Array(0) : Uint32Array.from({ length: Math.max(0, reader.wordCount - 1) }, (_, index) => pairPlace(reader.words[index]!, reader.words[index + 1]!, kind)));
    words.push(reader.words.slice(0, reader.wordCount).map((word) => knownPlace(word, kind)));
    tasks.push(description.task);
    shapes[row] = shapeOf(reader.counts, description);
  }
  const columnOf = new Uint16Array(start[questions.length]!);
  for (const [row, slots] of columns.entries()) columnOf.set(slots, start[row]);
  return { start, columnOf, scale, dense, words, pairs, kinds, tasks, shapes };
}

export interface Standard {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Mean and deviation of the dense columns over the given rows. */
export function standardOf({ dense }: ReadQuestions, rows: Int32Array): Standard {
  const mean = new Float64Array(DENSE.length);
  const deviation = new Float64Array(DENSE.length);
  for (const row of rows) for (let column = 0; column < DENSE.length; column++) mean[column]! += dense[row * DENSE.length + column]! / rows.length;
  for (const row of rows) {
    for (let column = 0; column < DENSE.length; column++) deviation[column]! += (dense[row * DENSE.length + column]! - mean[column]!) ** 2 / rows.length;
  }
  // A column that never changes says nothing: it is divided by a number that leaves it 0 where it is as ever. Its mean's last
  // digits aren't exact, and six of them ship: divided by what rounding left, it would have moved every estimate.
  for (let column = 0; column < DENSE.length; column++) deviation[column] = Math.sqrt(deviation[column]!) < LEAST_DEVIATION ? 1 : Math.sqrt(deviation[column]!);
  return { mean, deviation };
}

/** The design whose dense columns are standardised, with the words or without; `extra` columns (one a row) stand behind them as they are. */
export function designOf(read: ReadQuestions, standard: Standard, extra: Float64Array, hasWords: boolean): Design {
  const rows = read.scale.length;
  const denseColumns = DENSE.length + 1;
  const dense = new Float64Array(rows * denseColumns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < DENSE.length; column++) {
      const deviations = (read.dense[row * DENSE.length + column]! - standard.mean[column]!) / standard.deviation[column]!;
      dense[row * denseColumns + column] = Math.min(MOST_DEVIATIONS, Math.max(-MOST_DEVIATIONS, deviations));
    }
    dense[row * denseColumns + DENSE.length] = extra[row]!;
  }
  return { rows, columns: hasWords ? SLOTS : 0, start: hasWords ? read.start : new Int32Array(rows + 1), columnOf: read.columnOf, scale: read.scale, denseColumns, dense };
}

/** A rare word's weight may be larger than that of one that stands in every question: inverse document frequency as a penalty. */
export function penaltyOf({ start, columnOf }: ReadQuestions, rows: Int32Array, ridge: number): Float64Array {
  const documents = new Float64Array(SLOTS);
  for (const row of rows) for (let index = start[row]!; index < start[row + 1]!; index++) documents[columnOf[index]!]! += 1;
  const penalty = new Float64Array(SLOTS);
  for (let slot = 0; slot < SLOTS; slot++) {
    const rarity = 1 + ln((1 + rows.length) / (1 + documents[slot]!));
    penalty[slot] = (ridge * 36) / (rarity * rarity);
  }
  return penalty;
}
