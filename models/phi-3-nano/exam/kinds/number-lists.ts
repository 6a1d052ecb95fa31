// Lists of numbers: sorted, summed, sifted and continued, aloud.
import { defineKind, type ExamKind } from '../exam-kind.ts';

const numbers = '\\d{1,9}(?:, \\d{1,9})+';
const read = (text: string): number[] => text.split(', ').map(Number);
const ascending = (list: readonly number[]): number[] => list.toSorted((a, b) => a - b);

/** `sort.solve('Sort these numbers: 3, 1, 2')` → `{ answer: '1, 2, 3' }` */
export const sort: ExamKind = defineKind({
  name: 'sort',
  shares: { hard: 2 },
  training: 5,
  wordings: ['Sort these numbers: {numbers}', 'Put in ascending order: {numbers}'],
  slots: { numbers },
  split: 'drawn',
  draw: (draw) => ({ numbers: draw.chain('sort', draw.random.integer(3, 6), () => draw.random.integer(0, 100)).join(', ') }),
  answer: (values) => ascending(read(values.numbers)).join(', '),
});

/** `sortAloud.solve('Sort step by step: 9, 4, 7')` → `4 from 9, 4, 7. 7 from 9, 7. 9. Sorted: 4, 7, 9` */
export const sortAloud: ExamKind = defineKind({
  name: 'sort_aloud',
  shares: { hard: 3 },
  training: 8,
  wordings: ['Sort step by step: {numbers}', 'Sort aloud: {numbers}', 'Smallest first, step by step: {numbers}'],
  slots: { numbers },
  split: 'drawn',
  draw: (draw) => ({
    numbers: draw.chain<number>('sort_aloud', draw.random.integer(4, 6), (items) => {
      for (;;) {
        const next = draw.random.integer(0, 100);
        if (!items.includes(next)) return next;
      }
    }).join(', '),
  }),
  answer(values) {
    const list = read(values.numbers);
    if (new Set(list).size < list.length) return undefined;
    const steps: string[] = [];
    let left = list;
    while (left.length > 1) {
      const smallest = Math.min(...left);
      steps.push(`${smallest} from ${left.join(', ')}.`);
      left = left.filter((each) => each !== smallest);
    }
    return `${steps.join(' ')} ${left[0]}. Sorted: ${ascending(list).join(', ')}`;
  },
});

/** `runningTotal.solve('Keep a running total: 12, 5, 30')` → `12 + 5 = 17. 17 + 30 = 47.` */
export const runningTotal: ExamKind = defineKind({
  name: 'running_total',
  shares: { hard: 3 },
  training: 5,
  wordings: ['Keep a running total: {numbers}', 'Add one by one: {numbers}'],
  slots: { numbers },
  split: 'drawn',
  draw: (draw) => ({ numbers: draw.chain('running_total', draw.random.integer(4, 8), () => draw.random.integer(2, 60)).join(', ') }),
  answer(values) {
    const [first = 0, ...others] = read(values.numbers);
    let total = first;
    return others.map((next) => `${total} + ${next} = ${(total += next)}.`).join(' ');
  },
});

/** `evenOnes.solve('Pick the even numbers: 4, 7, 12')` → `4 yes, 7 no, 12 yes. Even: 4, 12` */
export const evenOnes: ExamKind = defineKind({
  name: 'even_ones',
  shares: { hard: 2.5 },
  training: 3,
  wordings: ['Pick the even numbers: {numbers}', 'Which are even? {numbers}'],
  slots: { numbers },
  split: 'drawn',
  draw: (draw) => ({ numbers: draw.chain('even_ones', draw.random.integer(5, 9), () => draw.random.integer(1, 100)).join(', ') }),
  answer(values) {
    const list = read(values.numbers);
    const even = list.filter((each) => each % 2 === 0);
    return `${list.map((each) => `${each} ${each % 2 === 0 ? 'yes' : 'no'}`).join(', ')}. Even: ${even.length > 0 ? even.join(', ') : 'none'}`;
  },
});

/** `largest.solve('Which is the largest: 4, 71, 12?')` → `{ answer: '71' }` */
export const largest: ExamKind = defineKind({
  name: 'largest',
  shares: { hard: 2 },
  training: 4,
  wordings: ['Which is the largest: {numbers}?', 'Name the largest of {numbers}.'],
  slots: { numbers },
  split: 'drawn',
  draw: (draw) => ({ numbers: draw.chain('largest', draw.random.integer(3, 6), () => draw.random.integer(1, 1000)).join(', ') }),
  answer: (values) => String(Math.max(...read(values.numbers))),
});

/** `sequence.solve('What comes next: 2, 4, 6, 8?')` → `Each step adds 2. 8 + 2 = 10.` */
export const sequence: ExamKind = defineKind({
  name: 'sequence',
  shares: { hard: 2 },
  training: 6,
  wordings: ['What comes next: {numbers}?', 'Continue: {numbers}'],
  slots: { numbers },
  split: 'arguments',
  draw({ random }) {
    const [start, step] = [random.integer(1, 60), random.integer(2, 16)];
    return { numbers: [0, 1, 2, 3].map((index) => start + step * index).join(', ') };
  },
  answer(values) {
    const list = read(values.numbers);
    const [first = 0, second = 0] = list;
    const step = second - first;
    if (list.length < 3 || step <= 0 || !list.every((each, index) => each === first + step * index)) return undefined;
    const last = list.at(-1) as number;
    return `Each step adds ${step}. ${last} + ${step} = ${last + step}.`;
  },
});
