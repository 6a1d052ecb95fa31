import type { ExamTask } from '../exam-task.ts';
import { createPhrasing } from '../phrasing.ts';

const phrasing = createPhrasing(['Is {number} even or odd?'], { number: '\\d{1,15}' });

const parityOf = (number: number): string => (number % 2 === 0 ? 'even' : 'odd');

/**
 * Whether a number is even or odd.
 *
 * @example parity.solve('Is 7 even or odd?') // { answer: 'odd' }
 */
export const parity: ExamTask = {
  name: 'parity',
  evalWeight: 1,
  ask(random, isHeldOut) {
    for (;;) {
      const number = random.integer(0, 1000);
      if (!isHeldOut(['par', number])) continue;
      const prompt = phrasing.write(random, { number });
      return { prompt, gold: parityOf(number), tier: 'easy' };
    }
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    return found && { answer: parityOf(Number(found.number)) };
  },
};
