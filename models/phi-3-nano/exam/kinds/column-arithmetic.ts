// Sums and differences worked digit by digit from the right, as on paper: one wrong carry spoils what follows.
import { defineKind, type ExamKind } from '../exam-kind.ts';

const number = '\\d{2,6}';
const digitsFromRight = (text: string): number[] => Array.from(text, Number).toReversed();

/** `columnAdd.solve('Add 347 and 586 in columns.')` → `7 + 6 = 13, write 3 carry 1. 4 + 8 + 1 = 13, … So 933.` */
export const columnAdd: ExamKind = defineKind({
  name: 'column_add',
  shares: { hard: 3 },
  training: 3,
  wordings: ['Add {left} and {right} in columns.', 'Work out {left} + {right} in columns.', '{left} + {right}, column by column?'],
  slots: { left: number, right: number },
  split: 'arguments',
  draw({ random }) {
    const from = random.chance(0.5) ? 100 : 1000;
    return { left: random.integer(from, from * 10), right: random.integer(100, from * 10) };
  },
  answer({ left, right }) {
    const [upper, lower] = [digitsFromRight(left), digitsFromRight(right)];
    const steps: string[] = [];
    let carry = 0;
    for (let column = 0; column < Math.max(upper.length, lower.length); column++) {
      const terms = [upper[column], lower[column], carry || undefined].filter((term) => term !== undefined);
      const sum = terms.reduce((total, term) => total + term, 0);
      carry = sum >= 10 ? 1 : 0;
      const step = terms.length > 1 ? `${terms.join(' + ')} = ${sum}` : String(sum);
      steps.push(carry === 1 ? `${step}, write ${sum - 10} carry 1.` : `${step}.`);
    }
    return `${steps.join(' ')} So ${Number(left) + Number(right)}.`;
  },
});

/** `columnSubtract.solve('Subtract 187 from 523 in columns.')` → `13 - 7 = 6, borrow 1. 12 - 8 - 1 = 3, borrow 1. 5 - 1 - 1 = 3. So 336.` */
export const columnSubtract: ExamKind = defineKind({
  name: 'column_subtract',
  shares: { hard: 2.5 },
  training: 4,
  wordings: ['Subtract {right} from {left} in columns.', 'Work out {left} - {right} in columns.', '{left} - {right}, column by column?'],
  slots: { left: number, right: number },
  split: 'arguments',
  draw({ random }) {
    const left = random.integer(400, random.chance(0.5) ? 1000 : 10000);
    return { left, right: random.integer(100, left) };
  },
  answer({ left, right }) {
    if (Number(left) < Number(right)) return undefined;
    const [upper, lower] = [digitsFromRight(left), digitsFromRight(right)];
    const steps: string[] = [];
    let borrow = 0;
    upper.forEach((digit, column) => {
      const taken = (lower[column] ?? 0) + borrow;
      const isShort = digit < taken;
      const terms = [isShort ? digit + 10 : digit, lower[column], borrow || undefined].filter((term) => term !== undefined);
      const difference = (isShort ? digit + 10 : digit) - taken;
      const step = terms.length > 1 ? `${terms.join(' - ')} = ${difference}` : String(difference);
      steps.push(isShort ? `${step}, borrow 1.` : `${step}.`);
      borrow = isShort ? 1 : 0;
    });
    return `${steps.join(' ')} So ${Number(left) - Number(right)}.`;
  },
});
