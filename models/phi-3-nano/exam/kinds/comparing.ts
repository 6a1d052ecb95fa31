// Two numbers compared, one number looked at: in a word, or explained.
import { defineKind, type ExamKind } from '../exam-kind.ts';

const number = '\\d{1,9}';

/** `compare.solve('Which is smaller, 9 or 12?')` → `{ answer: '9' }` */
export const compare: ExamKind = defineKind({
  name: 'compare',
  shares: { easy: 2.5 },
  training: 3.5,
  wordings: ['Which is {sense}, {left} or {right}?', 'Which number is {sense}: {left} or {right}?'],
  slots: { sense: 'larger|smaller|bigger|less', left: number, right: number },
  split: 'arguments',
  draw({ random }) {
    const below = random.pick([100, 100, 1000]);
    return { sense: random.pick(['larger', 'smaller', 'bigger', 'less']), left: random.integer(0, below), right: random.integer(0, below) };
  },
  answer({ sense, left, right }) {
    if (left === right) return undefined;
    const choose = sense === 'larger' || sense === 'bigger' ? Math.max : Math.min;
    return String(choose(Number(left), Number(right)));
  },
});

/** `parity.solve('Is 7 even or odd?')` → `{ answer: 'odd' }` */
export const parity: ExamKind = defineKind({
  name: 'parity',
  shares: { easy: 1.5 },
  training: 1,
  wordings: ['Is {number} even or odd?', '{number}: even or odd?'],
  slots: { number },
  split: 'arguments',
  draw: ({ random }) => ({ number: random.integer(1, 1000) }),
  answer: (values) => (Number(values.number) % 2 === 1 ? 'odd' : 'even'),
});

/** `explainParity.solve('Explain why 735 is odd.')` → `The last digit of 735 is 5. Halves of 5: 2 and 3. They differ, so 735 is odd.` */
export const explainParity: ExamKind = defineKind({
  name: 'explain_parity',
  shares: { easy: 2 },
  training: 1.5,
  wordings: ['Explain why {number} is {parity}.', 'Show that {number} is {parity}.'],
  slots: { number: '\\d{2,6}', parity: 'even|odd' },
  split: 'arguments',
  draw({ random }) {
    const drawn = random.integer(10, 10000);
    return { number: drawn, parity: drawn % 2 === 1 ? 'odd' : 'even' };
  },
  answer(values) {
    const last = Number(values.number.at(-1));
    const isOdd = last % 2 === 1;
    if (isOdd !== (values.parity === 'odd')) return undefined;
    const [half, otherHalf] = [Math.floor(last / 2), Math.ceil(last / 2)];
    return `The last digit of ${values.number} is ${last}. Two halves of ${last} are ${half} and ${otherHalf}. They ${isOdd ? 'differ' : 'are the same'}, so ${values.number} is ${values.parity}.`;
  },
});
