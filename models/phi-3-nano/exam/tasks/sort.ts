import type { ExamTask } from '../exam-task.ts';
import { createPhrasing } from '../phrasing.ts';

const phrasing = createPhrasing(
  ['Sort these numbers: {numbers}', 'Put in ascending order: {numbers}'],
  { numbers: '\\d{1,15}(?:, \\d{1,15})+' },
);

const inAscendingOrder = (numbers: readonly number[]): string =>
  numbers.toSorted((a, b) => a - b).join(', ');

/**
 * Three to five numbers put in ascending order; numbers may repeat.
 *
 * @example sort.solve('Sort these numbers: 3, 1, 2') // { answer: '1, 2, 3' }
 */
export const sort: ExamTask = {
  name: 'sort',
  evalWeight: 1,
  ask(random, isHeldOut) {
    for (;;) {
      const count = random.pick([3, 3, 4, 5]);
      const below = random.pick([10, 100]);
      const numbers = Array.from({ length: count }, () => random.integer(0, below));
      if (!isHeldOut(['sort', numbers])) continue;
      const prompt = phrasing.write(random, { numbers: numbers.join(', ') });
      return { prompt, gold: inAscendingOrder(numbers), tier: below === 10 ? 'mid' : 'hard' };
    }
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    return found && { answer: inAscendingOrder(found.numbers.split(', ').map(Number)) };
  },
};
