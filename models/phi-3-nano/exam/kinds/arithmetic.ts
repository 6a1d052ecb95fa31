// Arithmetic in one step: sums, differences and the times table.
import { defineKind, type ExamKind } from '../exam-kind.ts';

const number = '\\d{1,6}';

/** The five wordings of an operation. */
const wordingsOf = (signs: readonly string[], word: string): string[] => [
  ...signs.flatMap((sign) => [`What is {left} ${sign} {right}?`, `{left} ${sign} {right} = ?`, `Calculate {left} ${sign} {right}.`]),
  `What is {left} ${word} {right}?`,
  `Compute {left} ${word} {right}.`,
];

/** Sums below 200, at once. `add.solve('Compute 38 plus 7.')` → `{ answer: '45' }` */
export const add: ExamKind = defineKind({
  name: 'add',
  shares: { easy: 2.5 },
  training: 4.5,
  wordings: wordingsOf(['+'], 'plus'),
  slots: { left: number, right: number },
  split: 'arguments',
  draw: ({ random, isTraining }) => (isTraining && random.chance(0.2) ? { left: random.integer(0, 10), right: random.integer(0, 10) } : { left: random.integer(2, 100), right: random.integer(2, 100) }),
  answer: ({ left, right }) => (Math.max(Number(left), Number(right)) < 100 ? String(Number(left) + Number(right)) : undefined),
});

/** Sums of three digits, at once. `addLarge.solve('What is 345 + 678?')` → `{ answer: '1023' }` */
export const addLarge: ExamKind = defineKind({
  name: 'add_large',
  shares: { hard: 2 },
  training: 6,
  wordings: wordingsOf(['+'], 'plus'),
  slots: { left: number, right: number },
  split: 'arguments',
  draw: ({ random }) => ({ left: random.integer(100, 1000), right: random.integer(100, 1000) }),
  answer: ({ left, right }) => (Math.max(Number(left), Number(right)) < 100 ? undefined : String(Number(left) + Number(right))),
});

/** Differences, never negative when asked. `subtract.solve('Calculate 52 - 9.')` → `{ answer: '43' }` */
export const subtract: ExamKind = defineKind({
  name: 'subtract',
  shares: { easy: 2.5 },
  training: 9,
  wordings: wordingsOf(['-'], 'minus'),
  slots: { left: number, right: number },
  split: 'arguments',
  draw({ random }) {
    const left = random.integer(3, 100);
    return { left, right: random.integer(1, left) };
  },
  answer: ({ left, right }) => String(Number(left) - Number(right)),
});

/** Up to ten times ten. `timesTable.solve('What is 7 x 8?')` → `{ answer: '56' }` */
export const timesTable: ExamKind = defineKind({
  name: 'times_table',
  shares: { easy: 2 },
  training: 2.5,
  wordings: wordingsOf(['x', '*'], 'times'),
  slots: { left: number, right: number },
  split: 'wording',
  draw: ({ random }) => ({ left: random.integer(0, 11), right: random.integer(0, 11) }),
  answer: ({ left, right }) => (Math.max(Number(left), Number(right)) <= 10 ? String(Number(left) * Number(right)) : undefined),
});
