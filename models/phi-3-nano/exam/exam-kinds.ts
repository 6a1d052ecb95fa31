import type { ExamKind } from './exam-kind.ts';
import { foreignKinds } from './foreign/foreign-kinds.ts';
import { add, addLarge, subtract, timesTable } from './kinds/arithmetic.ts';
import { columnAdd, columnSubtract } from './kinds/column-arithmetic.ts';
import { compare, explainParity, parity } from './kinds/comparing.ts';
import { count, digitSum, multiples } from './kinds/counting.ts';
import { capital, capitalList, country, element } from './kinds/facts.ts';
import { antonym, calendarList, greet, next, sentiment } from './kinds/language.ts';
import { longProduct, product } from './kinds/long-product.ts';
import { bill, mixedUnits, unit } from './kinds/money.ts';
import { evenOnes, largest, runningTotal, sequence, sort, sortAloud } from './kinds/number-lists.ts';
import { extract, json, records, repeat } from './kinds/reading.ts';
import { countLetters, letter, letterTally, reverse, upper } from './kinds/spelling.ts';
import { describeTown, town } from './kinds/towns.ts';

/**
 * All kinds of question that phi-3-nano was taught. No prompt belongs to two of them.
 *
 * @example taughtKinds.some(({ name }) => name === 'capital') // true
 */
export const taughtKinds: readonly ExamKind[] = [
  add, addLarge, subtract, timesTable, product, longProduct, columnAdd, columnSubtract,
  compare, parity, explainParity, count, multiples, digitSum,
  sort, sortAloud, runningTotal, evenOnes, largest, sequence,
  upper, letter, countLetters, letterTally, reverse,
  capital, country, capitalList, element, town, describeTown,
  extract, json, records, repeat, bill, unit, mixedUnits,
  antonym, sentiment, next, calendarList, greet,
];

/** The taught kinds and those that training never held. */
export const examKinds: readonly ExamKind[] = [...taughtKinds, ...foreignKinds];
