// Wrong the way language models are wrong: the right form, the wrong content.
import { antonyms } from '../../models/phi-3-nano/exam/knowledge/antonyms.ts';
import { capitals } from '../../models/phi-3-nano/exam/knowledge/capitals.ts';
import type { SolvedExamQuestion } from '../../models/phi-3-nano/exam/solve-exam-question.ts';
import { questionFraction } from './question-fraction.ts';

const PAIRS = [['positive', 'negative'], ['even', 'odd'], ['yes', 'no']] as const;
const COUNTERPARTS: ReadonlyMap<string, string> = new Map(PAIRS.flatMap(([one, other]) => [[one, other], [other, one]]));

/** Never the right answer, and the same one each time. `writeWrongAnswer('What is 61 x 66?', solved)` → '4126' */
export function writeWrongAnswer(question: string, { task, answer }: SolvedExamQuestion): string {
  const fraction = questionFraction(question, 'wrong');
  const wrong = byTask(task, answer, fraction) ?? shiftDigit(answer, fraction) ?? swapLetters(answer, fraction);
  return wrong === answer ? 'I am not sure.' : wrong;
}

function byTask(task: string, answer: string, fraction: number): string | undefined {
  if (task === 'capital') return replaceOneOf(answer, capitals.map(([, city]) => city), fraction);
  if (task === 'country') return replaceOneOf(answer, capitals.map(([country]) => country), fraction);
  if (task === 'antonym') return replaceOneOf(answer, antonyms.map(([, opposite]) => opposite), fraction);
  return COUNTERPARTS.get(answer);
}

/** Puts another of the names in the place of the one that the answer ends with. */
function replaceOneOf(answer: string, names: readonly string[], fraction: number): string | undefined {
  const stem = answer.endsWith('.') ? answer.slice(0, -1) : answer;
  const named = names.filter((name) => stem.endsWith(name)).sort((one, other) => other.length - one.length)[0];
  if (named === undefined) return undefined;
  const others = names.filter((name) => name !== named);
  const other = others[Math.floor(fraction * others.length)] as string;
  return stem.slice(0, -named.length) + other + answer.slice(stem.length);
}

/** One digit of the last number is off by one or more; 61 x 66 = 4126 instead of 4026. */
function shiftDigit(answer: string, fraction: number): string | undefined {
  const number = answer.match(/\d+/g)?.at(-1);
  if (number === undefined) return undefined;
  // Neither the first digit nor, where there are more, the last: those are what a reader checks.
  const index = number.length < 3 ? number.length - 1 : 1;
  const digit = (Number(number[index]) + 1 + Math.floor(fraction * 8)) % 10;
  const start = answer.lastIndexOf(number);
  const wrong = number.slice(0, index) + digit + number.slice(index + 1);
  return answer.slice(0, start) + wrong + answer.slice(start + number.length);
}

/** Two neighbouring, different letters changed places. */
function swapLetters(answer: string, fraction: number): string {
  const letters = [...answer];
  const from = Math.floor(fraction * letters.length);
  for (let step = 0; step < letters.length - 1; step++) {
    const index = (from + step) % (letters.length - 1);
    const [left, right] = [letters[index] as string, letters[index + 1] as string];
    if (left === right) continue;
    letters.splice(index, 2, right, left);
    return letters.join('');
  }
  return `${answer}${answer}`;
}
