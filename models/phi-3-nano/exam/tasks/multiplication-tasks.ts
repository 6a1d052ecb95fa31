import type { ExamTask } from '../exam-task.ts';
import { createArithmeticPhrasing } from './arithmetic-phrasing.ts';

const phrasing = createArithmeticPhrasing({ signs: ['*', 'x'], word: 'times' });

/** The times table goes up to ten times ten. */
const isInTable = (numbers: readonly number[]): boolean => Math.max(...numbers) <= 10;

const timesTable: ExamTask = {
  name: 'mul1',
  evalWeight: 1,
  ask(random) {
    const left = random.integer(0, 11);
    const right = random.integer(0, 11);
    const prompt = phrasing.write(random, left, right);
    return { prompt, gold: String(left * right), tier: 'easy' };
  },
  solve(prompt) {
    const numbers = phrasing.read(prompt);
    if (numbers === undefined || !isInTable(numbers)) return undefined;
    return { answer: String(numbers[0] * numbers[1]) };
  },
};

const longProduct: ExamTask = {
  name: 'mul2',
  evalWeight: 2,
  ask(random, isHeldOut) {
    for (;;) {
      const left = random.integer(11, 100);
      // Training only multiplied by one digit; three in ten questions go on to two digits.
      const right = random.integer(3, random.chance(0.3) ? 100 : 10);
      if (!isHeldOut(['mul', left, right])) continue;
      const prompt = phrasing.write(random, left, right);
      return { prompt, gold: String(left * right), tier: 'hard' };
    }
  },
  solve(prompt) {
    const numbers = phrasing.read(prompt);
    if (numbers === undefined || isInTable(numbers)) return undefined;
    const answer = String(numbers[0] * numbers[1]);
    const bothHaveTwoDigits = numbers.every((number) => number >= 10 && number < 100);
    return { answer, challenge: bothHaveTwoDigits ? 'two_digit_product' : undefined };
  },
};

/**
 * Products from the times table (mul1) and beyond it (mul2). A product of two two-digit numbers
 * beyond the table is marked as a challenge: 10 x 10 is not, 10 x 11 is.
 *
 * @example multiplicationTasks[0]?.solve('Calculate 7 x 8.') // { answer: '56' }
 */
export const multiplicationTasks: readonly ExamTask[] = [timesTable, longProduct];
