import type { ExamTask } from './exam-task.ts';
import { additionTasks } from './tasks/addition-tasks.ts';
import { antonym } from './tasks/antonym.ts';
import { capital } from './tasks/capital.ts';
import { compare } from './tasks/compare.ts';
import { countLetter } from './tasks/count-letter.ts';
import { country } from './tasks/country.ts';
import { extract } from './tasks/extract.ts';
import { greet } from './tasks/greet.ts';
import { json } from './tasks/json.ts';
import { letter } from './tasks/letter.ts';
import { length } from './tasks/length.ts';
import { multiplicationTasks } from './tasks/multiplication-tasks.ts';
import { next } from './tasks/next.ts';
import { parity } from './tasks/parity.ts';
import { repeat } from './tasks/repeat.ts';
import { reverse } from './tasks/reverse.ts';
import { sentiment } from './tasks/sentiment.ts';
import { sequence } from './tasks/sequence.ts';
import { sort } from './tasks/sort.ts';
import { subtraction } from './tasks/subtraction.ts';
import { unit } from './tasks/unit.ts';
import { upper } from './tasks/upper.ts';

/**
 * All 25 families of questions that phi-3-nano was taught. No prompt belongs to two of them.
 *
 * @example examTasks.map(({ name }) => name).includes('capital') // true
 */
export const examTasks: readonly ExamTask[] = [
  ...additionTasks,
  subtraction,
  ...multiplicationTasks,
  compare,
  sort,
  reverse,
  upper,
  letter,
  length,
  countLetter,
  capital,
  country,
  unit,
  sentiment,
  extract,
  json,
  repeat,
  greet,
  next,
  sequence,
  parity,
  antonym,
];
