import type { ExamTask } from '../exam-task.ts';
import { createPhrasing } from '../phrasing.ts';

const phrasing = createPhrasing(['What comes next: {numbers}?'], {
  numbers: '\\d{1,15}(?:, \\d{1,15}){2,}',
});

/**
 * The number after four in equal steps.
 *
 * @example sequence.solve('What comes next: 2, 4, 6, 8?') // { answer: '10' }
 */
export const sequence: ExamTask = {
  name: 'sequence',
  evalWeight: 1,
  ask(random, isHeldOut) {
    for (;;) {
      const start = random.integer(1, 40);
      const step = random.integer(1, 10);
      if (!isHeldOut(['seq', start, step])) continue;
      const numbers = [0, 1, 2, 3].map((index) => start + step * index).join(', ');
      const gold = String(start + step * 4);
      return { prompt: phrasing.write(random, { numbers }), gold, tier: 'mid' };
    }
  },
  solve(prompt) {
    const numbers = phrasing.read(prompt)?.numbers.split(', ').map(Number);
    if (numbers === undefined) return undefined;
    const [first = 0, second = 0] = numbers;
    const step = second - first;
    if (!numbers.every((number, index) => number === first + step * index)) return undefined;
    return { answer: String(first + step * numbers.length) };
  },
};
