// Products beyond the times table, taken apart: what nano can't do at once it can do in steps.
import { defineKind, type ExamKind } from '../exam-kind.ts';

const wordings = ['What is {left} x {right}?', 'What is {left} * {right}?', '{left} x {right} = ?', 'Calculate {left} * {right}.', 'What is {left} times {right}?', 'Compute {left} times {right}.'];
const number = '\\d{1,3}';

/** 347 → [300, 40, 7]; zeros are left out. */
const parts = (factor: string): number[] => Array.from(factor, (digit, index) => Number(digit) * 10 ** (factor.length - 1 - index)).filter((part) => part > 0);

/** Adds numbers one after the other and says each sum; the total is the last one said. */
function addAloud(numbers: readonly number[]): string[] {
  const steps: string[] = [];
  numbers.reduce((total, next) => {
    steps.push(`${total} + ${next} = ${total + next}.`);
    return total + next;
  });
  return steps;
}

/** By one digit: `product.solve('What is 47 x 6?')` → `40 x 6 = 240. 7 x 6 = 42. 240 + 42 = 282.` */
export const product: ExamKind = defineKind({
  name: 'product',
  shares: { hard: 2.5 },
  training: 4,
  wordings,
  slots: { left: number, right: number },
  split: 'arguments',
  draw: ({ random }) => ({ left: random.chance(0.5) ? random.integer(11, 100) : random.integer(101, 1000), right: random.integer(3, 10) }),
  answer({ left, right }) {
    if (Number(left) <= 10 || Number(right) >= 10) return undefined;
    const partials = parts(left).map((part) => part * Number(right));
    return [...parts(left).map((part) => `${part} x ${right} = ${part * Number(right)}.`), ...addAloud(partials)].join(' ');
  },
});

/** Of two two-digit numbers: `longProduct.solve('What is 47 x 86?')` → `40 x 80 = 3200. 7 x 80 = 560. 3200 + 560 = 3760. 40 x 6 = …` */
export const longProduct: ExamKind = defineKind({
  name: 'long_product',
  shares: { hard: 1.5 },
  training: 4,
  wordings,
  slots: { left: number, right: number },
  split: 'arguments',
  draw: ({ random }) => ({ left: random.integer(11, 100), right: random.integer(11, 100) }),
  answer({ left, right }) {
    if (left.length !== 2 || right.length !== 2 || (left === '10' && right === '10')) return undefined;
    const rows = parts(right).map((part) => {
      const products = parts(left).map((other) => ({ text: `${other} x ${part} = ${other * part}.`, value: other * part }));
      const sums = addAloud(products.map(({ value }) => value));
      return { text: [...products.map(({ text }) => text), ...sums].join(' '), total: Number(left) * part };
    });
    return [...rows.map(({ text }) => text), ...addAloud(rows.map(({ total }) => total))].join(' ');
  },
  challenge: () => 'two_digit_product',
});
