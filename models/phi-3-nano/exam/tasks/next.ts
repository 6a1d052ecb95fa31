import type { ExamTask } from '../exam-task.ts';
import { calendar } from '../knowledge/calendar.ts';
import { createPhrasing } from '../phrasing.ts';

const cycles = ['day', 'month'] as const;

const phrasing = createPhrasing(['What {cycle} comes {direction} {current}?'], {
  cycle: cycles.join('|'),
  direction: 'after|before',
  current: '[A-Z][a-z]{1,20}',
});

/** The neighbour in a cycle, where the last entry is followed by the first. */
const neighbour = (cycle: readonly string[], index: number, direction: string): string =>
  cycle[(index + (direction === 'after' ? 1 : cycle.length - 1)) % cycle.length] ?? '';

/**
 * The day or month after or before another.
 *
 * @example next.solve('What day comes after Sunday?') // { answer: 'Monday' }
 */
export const next: ExamTask = {
  name: 'next',
  evalWeight: 1,
  ask(random) {
    const cycle = random.pick(cycles);
    const current = random.pick(calendar[cycle]);
    const direction = random.chance(0.6) ? 'after' : 'before';
    const gold = neighbour(calendar[cycle], calendar[cycle].indexOf(current), direction);
    return { prompt: phrasing.write(random, { cycle, direction, current }), gold, tier: 'easy' };
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    const cycle = cycles.find((candidate) => candidate === found?.cycle);
    if (found === undefined || cycle === undefined) return undefined;
    const index = calendar[cycle].indexOf(found.current);
    if (index < 0) return undefined;
    return { answer: neighbour(calendar[cycle], index, found.direction) };
  },
};
