// Which values one fact may have where a condition holds: numbers or words, and whether it may be unknown.
import { LANGUAGE_TIERS, SENSITIVITIES, TASKS } from '../../query/query-description.ts';
import { BROWSERS, EFFECTIVE_TYPES, OPERATING_SYSTEMS } from '../device-words.ts';
import { after, before, interval, intersectNumbers, otherNumbers, type NumberSet } from './number-set.ts';
import { allBut, intersectWords, otherWords, these, type WordSet } from './word-set.ts';

export interface FactValues {
  readonly mayBeUnknown: boolean;
  readonly values: { readonly numbers: NumberSet } | { readonly words: WordSet };
}

const known = (values: FactValues['values']): FactValues => ({ mayBeUnknown: false, values });
const sometimes = (values: FactValues['values']): FactValues => ({ mayBeUnknown: true, values });
const COUNTS = { numbers: interval(before(0)) };
const SHARES = { numbers: interval(before(0), after(1)) };
const FLAGS = { words: these([true, false]) };
const ANY_WORD = { words: allBut([]) };

/** Everything each fact can be. */
export const POSSIBLE_VALUES: Readonly<Record<string, FactValues>> = {
  promptTokens: known(COUNTS),
  contextTokens: known(COUNTS),
  expectedOutputTokens: known(COUNTS),
  turns: known(COUNTS),
  language: known(ANY_WORD),
  languageTier: known({ words: these(LANGUAGE_TIERS) }),
  task: known({ words: these(TASKS) }),
  hasCode: known(FLAGS),
  hasMaths: known(FLAGS),
  isQuestion: known(FLAGS),
  knowledgeDemand: known(SHARES),
  needsFreshFacts: known(FLAGS),
  sensitivity: known({ words: these(SENSITIVITIES) }),
  batteryLevel: sometimes(SHARES),
  browser: known({ words: these(BROWSERS) }),
  browserVersion: sometimes(COUNTS),
  operatingSystem: known({ words: these(OPERATING_SYSTEMS) }),
  gpuVendor: sometimes(ANY_WORD),
  gpuArchitecture: sometimes(ANY_WORD),
  deviceMemoryGb: sometimes(COUNTS),
  saveData: known(FLAGS),
  effectiveType: sometimes({ words: these(EFFECTIVE_TYPES) }),
  isMetered: sometimes(FLAGS),
  isCached: known(FLAGS),
  downloadMegabytes: known(COUNTS),
  memoryMegabytes: known(COUNTS),
};

/** What is left of `possible` where the test of a condition holds; an unknown fact passes none. */
export function valuesPassing(test: unknown, possible: FactValues): FactValues {
  const tests = typeof test === 'object' && test !== null ? Object.entries(test) : [['$eq', test] as const];
  let passing: FactValues = { ...possible, mayBeUnknown: false };
  for (const [operator, operand] of tests) {
    if (operand === undefined) continue;
    const passed = 'numbers' in possible.values ? { numbers: numbersPassing(operator, operand as number) } : { words: wordsPassing(operator, operand as string) };
    passing = commonValues(passing, { mayBeUnknown: false, values: passed });
  }
  return passing;
}

export function commonValues(one: FactValues, other: FactValues): FactValues {
  const mayBeUnknown = one.mayBeUnknown && other.mayBeUnknown;
  if ('numbers' in one.values && 'numbers' in other.values) {
    return { mayBeUnknown, values: { numbers: intersectNumbers(one.values.numbers, other.values.numbers) } };
  }
  if ('words' in one.values && 'words' in other.values) {
    return { mayBeUnknown, values: { words: intersectWords(one.values.words, other.values.words) } };
  }
  return { mayBeUnknown, values: { numbers: [] } };
}

export function otherValues({ mayBeUnknown, values }: FactValues): FactValues {
  const rest = 'numbers' in values ? { numbers: otherNumbers(values.numbers) } : { words: otherWords(values.words) };
  return { mayBeUnknown: !mayBeUnknown, values: rest };
}

export function isImpossible({ mayBeUnknown, values }: FactValues): boolean {
  if (mayBeUnknown) return false;
  return 'numbers' in values ? values.numbers.length === 0 : !values.words.isAllBut && values.words.words.length === 0;
}

const point = (value: number) => interval(before(value), after(value));
const points = (values: readonly number[]) => otherNumbers(values.reduce((rest, value) => intersectNumbers(rest, otherNumbers(point(value))), interval()));

function numbersPassing(operator: string, operand: number | readonly number[]): NumberSet {
  if (typeof operand === 'object') return operator === '$in' ? points(operand) : otherNumbers(points(operand));
  switch (operator) {
    case '$eq': return point(operand);
    case '$ne': return otherNumbers(point(operand));
    case '$gt': return interval(after(operand));
    case '$gte': return interval(before(operand));
    case '$lt': return interval(undefined, before(operand));
    default: return interval(undefined, after(operand));
  }
}

function wordsPassing(operator: string, operand: string | boolean | readonly string[]): WordSet {
  if (typeof operand === 'object') return operator === '$in' ? these(operand) : allBut(operand);
  return operator === '$eq' ? these([operand]) : allBut([operand]);
}
