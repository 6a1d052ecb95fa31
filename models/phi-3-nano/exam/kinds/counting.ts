// Counting: up, down, by multiples, the digits of a number.
import { defineKind, type ExamKind } from '../exam-kind.ts';

/** `count.solve('Count from 17 to 20.')` → `{ answer: '17, 18, 19, 20' }` */
export const count: ExamKind = defineKind({
  name: 'count',
  shares: { easy: 3 },
  training: 9,
  wordings: ['Count from {first} to {last}.', 'List the numbers from {first} to {last}.'],
  slots: { first: '\\d{1,4}', last: '\\d{1,4}' },
  split: 'arguments',
  draw({ random }) {
    const first = random.integer(1, 400);
    const steps = random.integer(9, 15);
    return random.chance(0.35) && first > 20 ? { first, last: first - steps } : { first, last: first + steps };
  },
  answer({ first, last }) {
    const [from, to] = [Number(first), Number(last)];
    if (Math.abs(to - from) > 40) return undefined;
    return Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => from + Math.sign(to - from) * index).join(', ');
  },
});

/** `multiples.solve('List the first 4 multiples of 7.')` → `{ answer: '7, 14, 21, 28' }` */
export const multiples: ExamKind = defineKind({
  name: 'multiples',
  shares: { easy: 2.5 },
  training: 5,
  wordings: ['List the first {count} multiples of {number}.', 'Give the first {count} multiples of {number}.'],
  slots: { count: '\\d{1,2}', number: '\\d{1,3}' },
  split: 'arguments',
  draw: ({ random }) => ({ count: random.integer(5, 14), number: random.integer(2, 41) }),
  answer: (values) => Array.from({ length: Number(values.count) }, (_, index) => Number(values.number) * (index + 1)).join(', '),
});

/** `digitSum.solve('Add up the digits of 473.')` → `4 + 7 = 11. 11 + 3 = 14.` */
export const digitSum: ExamKind = defineKind({
  name: 'digit_sum',
  shares: { hard: 2.5 },
  training: 2.5,
  wordings: ['Add up the digits of {number}.', 'What is the digit sum of {number}?'],
  slots: { number: '\\d{2,9}' },
  split: 'arguments',
  draw: ({ random }) => ({ number: Array.from({ length: random.integer(5, 9) }, () => random.integer(1, 10)).join('') }),
  answer({ number }) {
    const [first = 0, ...others] = Array.from(number, Number);
    let total = first;
    return others.map((digit) => `${total} + ${digit} = ${(total += digit)}.`).join(' ');
  },
});
