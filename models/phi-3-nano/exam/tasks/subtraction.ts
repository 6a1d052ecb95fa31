import type { ExamTask } from '../exam-task.ts';
import { createArithmeticPhrasing } from './arithmetic-phrasing.ts';

const phrasing = createArithmeticPhrasing({ signs: ['-'], word: 'minus' });

/**
 * Differences of numbers below a hundred, never negative when asked: the task sub.
 *
 * @example subtraction.solve('What is 52 - 9?') // { answer: '43' }
 */
export const subtraction: ExamTask = {
  name: 'sub',
  evalWeight: 2,
  ask(random, isHeldOut) {
    for (;;) {
      const left = random.integer(2, 100);
      const right = random.integer(1, 100);
      if (left < right || !isHeldOut(['sub', left, right])) continue;
      const prompt = phrasing.write(random, left, right);
      return { prompt, gold: String(left - right), tier: 'mid' };
    }
  },
  solve(prompt) {
    const numbers = phrasing.read(prompt);
    return numbers && { answer: String(numbers[0] - numbers[1]) };
  },
};
