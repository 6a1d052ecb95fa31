import type { ExamTask } from '../exam-task.ts';
import { units } from '../knowledge/units.ts';
import { createPhrasing } from '../phrasing.ts';

const phrasing = createPhrasing(
  ['Convert {count} {from} to {to}.', 'How many {to} are in {count} {from}?'],
  { count: '\\d{1,9}', from: '[a-z]{1,20}', to: '[a-z]{1,20}' },
);

/**
 * A quantity converted to a smaller unit.
 *
 * @example unit.solve('Convert 3 km to meters.') // { answer: '3000 meters' }
 */
export const unit: ExamTask = {
  name: 'unit',
  evalWeight: 1,
  ask(random, isHeldOut) {
    for (;;) {
      const { from, to, factor } = random.pick(units);
      // Powers of ten only append zeros; the other factors want a real product.
      const isPowerOfTen = factor >= 100;
      const count = random.integer(2, isPowerOfTen ? 100 : random.chance(0.7) ? 13 : 60);
      if (!isHeldOut(['unit', from, count])) continue;
      const prompt = phrasing.write(random, { count, from, to });
      return { prompt, gold: `${count * factor} ${to}`, tier: isPowerOfTen ? 'mid' : 'hard' };
    }
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    const known = units.find(({ from, to }) => from === found?.from && to === found.to);
    if (found === undefined || known === undefined) return undefined;
    return { answer: `${Number(found.count) * known.factor} ${known.to}` };
  },
};
