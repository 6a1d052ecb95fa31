// Kinds of question that training never held, and other wordings of what it did: the model can't be right, save by luck.
import { defineKind, type ExamKind } from '../exam-kind.ts';
import { capitals } from '../knowledge/capitals.ts';
import { authors, conversions, pastTenses, plurals, translations } from './foreign-knowledge.ts';

const number = '\\d{1,4}';
const phrase = "[A-Za-z][A-Za-z' ]{0,60}";

/** A kind that looks its answers up in a table of [what is asked, answer]. */
function lookUp(name: string, share: number, wordings: readonly string[], table: readonly (readonly [string, string])[]): ExamKind {
  return defineKind({
    name,
    shares: { out_of_distribution: share },
    wordings,
    slots: { asked: phrase },
    split: 'drawn',
    draw: ({ random }) => ({ asked: random.pick(table)[0] }),
    answer: ({ asked }) => table.find(([each]) => each === asked)?.[1],
    challenge: () => 'long_tail',
  });
}

/** A kind that computes its answer from numbers. */
function compute(name: string, share: number, wordings: readonly string[], ranges: Readonly<Record<string, readonly [from: number, below: number]>>, answer: (values: Readonly<Record<string, number>>) => string | undefined): ExamKind {
  const slots = Object.fromEntries(Object.keys(ranges).map((slot) => [slot, number]));
  return defineKind({
    name,
    shares: { out_of_distribution: share },
    wordings,
    slots,
    split: 'drawn',
    draw: ({ random }) => Object.fromEntries(Object.entries(ranges).map(([slot, [from, below]]) => [slot, random.integer(from, below)])),
    answer: (values) => answer(Object.fromEntries(Object.entries(values).map(([slot, text]) => [slot, Number(text)]))),
    challenge: () => 'long_tail',
  });
}

function roman(value: number): string {
  const numerals = [[90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']] as const;
  let left = value;
  let text = '';
  for (const [worth, numeral] of numerals) for (; left >= worth; left -= worth) text += numeral;
  return text;
}

function primeFactors(value: number): string {
  const factors: number[] = [];
  let left = value;
  for (let factor = 2; left > 1; ) {
    if (left % factor > 0) {
      factor++;
      continue;
    }
    factors.push(factor);
    left /= factor;
  }
  return factors.join(' * ');
}

const spanish: readonly (readonly [string, string])[] = capitals.slice(0, 60).map(([country, city]) => [country, city]);

/**
 * What the exam asks as out of distribution: translation, grammar, general knowledge, code, mathematics of other kinds, other
 * languages, and taught skills in stories and roundabout wordings.
 *
 * @example foreignKinds.map(({ name }) => name).includes('percent') // true
 */
export const foreignKinds: readonly ExamKind[] = [
  lookUp('translate', 1, ['Translate this phrase for me: {asked}', 'How would a native speaker say {asked}?'], translations),
  lookUp('past_tense', 0.5, ['Put the verb {asked} into the simple past tense.'], pastTenses),
  lookUp('plural', 0.5, ['If there are several, one does not say {asked} but what?'], plurals),
  lookUp('author', 0.5, ['Who is the author of the famous work {asked}?'], authors),
  lookUp('spanish', 0.75, ['¿Cuál es la ciudad capital del país llamado {asked}?'], spanish),
  lookUp('german', 0.75, ['Wie heißt bitte die Hauptstadt des Landes {asked}?'], spanish),
  lookUp('roundabout', 0.75, ['My son moves to {asked} soon; in which city does its government sit?'], spanish),
  lookUp('measure', 0.25, ['By what does one multiply to go from {asked}?'], conversions),
  compute('percent', 0.75, ['If a shirt costs {price} dollars, how much is {percent} percent of that?'], { price: [1, 10], percent: [1, 20] }, ({ price = 0, percent = 0 }) => (price > 9 || percent > 19 ? undefined : String(price * 100 * percent / 100 / 100))),
  compute('roman', 0.5, ['Express {value} using Roman numerals only.'], { value: [4, 100] }, ({ value = 0 }) => (value > 0 && value < 100 ? roman(value) : undefined)),
  compute('primes', 0.5, ['Factorise the integer {value} into its prime factors.'], { value: [12, 400] }, ({ value = 0 }) => (value > 1 ? primeFactors(value) : undefined)),
  compute('binary', 0.5, ['Rewrite decimal {value} as a binary numeral.'], { value: [9, 256] }, ({ value = 0 }) => value.toString(2)),
  compute('python', 0.75, ['Write a Python function f that multiplies its argument by {factor} and then adds {term}.'], { factor: [2, 30], term: [1, 30] }, ({ factor, term }) => `def f(x):\n    return x * ${factor} + ${term}`),
  compute('sql', 0.5, ['Write an SQL query that selects everything from table{table} where id exceeds {limit}.'], { table: [1, 10], limit: [1, 100] }, ({ table, limit }) => `SELECT * FROM table${table} WHERE id > ${limit};`),
  compute('story', 0.75, ['A farmer keeps {sheep} sheep; {sold} are sold, then twice as many as were sold are born. How many has he now?'], { sheep: [20, 100], sold: [2, 20] }, ({ sheep = 0, sold = 0 }) => String(sheep + sold)),
  compute('clock', 0.5, ['A train leaves at {hour} o’clock sharp and travels {minutes} minutes. When exactly does it arrive?'], { hour: [1, 11], minutes: [61, 119] }, ({ hour = 0, minutes = 0 }) => `${hour + Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`),
  compute('algebra', 0.75, ['Solve the linear equation for x: {slope}x + {term} = {right}'], { slope: [2, 10], term: [1, 20], right: [21, 120] }, ({ slope = 1, term = 0, right = 0 }) => ((right - term) % slope === 0 && right > term ? `x = ${(right - term) / slope}` : undefined)),
];
