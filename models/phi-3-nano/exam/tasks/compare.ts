import type { ExamTask } from '../exam-task.ts';
import { createPhrasing } from '../phrasing.ts';

const slots = { left: '\\d{1,15}', right: '\\d{1,15}' };
const askLarger = createPhrasing(
  ['Which is larger, {left} or {right}?', 'Which number is bigger: {left} or {right}?'],
  slots,
);
const askSmaller = createPhrasing(
  ['Which is smaller, {left} or {right}?', 'Which number is less: {left} or {right}?'],
  slots,
);

/**
 * The larger or the smaller of two different numbers.
 *
 * @example compare.solve('Which is larger, 9 or 12?') // { answer: '12' }
 */
export const compare: ExamTask = {
  name: 'compare',
  evalWeight: 1,
  ask(random, isHeldOut) {
    for (;;) {
      const below = random.pick([10, 100, 100, 1000]);
      const left = random.integer(0, below);
      const right = random.integer(0, below);
      if (left === right || !isHeldOut(['cmp', left, right])) continue;
      const [phrasing, gold] = random.chance(0.5)
        ? [askLarger, Math.max(left, right)]
        : [askSmaller, Math.min(left, right)];
      return { prompt: phrasing.write(random, { left, right }), gold: String(gold), tier: 'easy' };
    }
  },
  solve(prompt) {
    const larger = askLarger.read(prompt);
    if (larger) return { answer: String(Math.max(Number(larger.left), Number(larger.right))) };
    const smaller = askSmaller.read(prompt);
    return smaller && { answer: String(Math.min(Number(smaller.left), Number(smaller.right))) };
  },
};
