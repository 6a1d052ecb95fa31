// Everyday sums in steps: a bill, a quantity in smaller units.
import { defineKind, type ExamKind } from '../exam-kind.ts';
import { units } from '../knowledge/units.ts';

const goods = ['pens', 'cups', 'hats', 'keys', 'maps', 'eggs', 'books', 'lamps', 'rings', 'tents', 'coins', 'bells', 'cakes', 'boxes', 'plants', 'shirts'];
const item = '\\d{1,2} [a-z]{1,12} at \\d{1,3}';

/** `bill.solve('Add up: 3 pens at 4, 5 cups at 6')` → `3 x 4 = 12. 5 x 6 = 30. 12 + 30 = 42.` */
export const bill: ExamKind = defineKind({
  name: 'bill',
  shares: { hard: 3 },
  training: 5,
  wordings: ['Add up: {items}', 'What is the bill: {items}?'],
  slots: { items: `${item}(?:, ${item})+` },
  split: 'drawn',
  draw(draw) {
    const { random } = draw;
    const items: string[] = [];
    for (const length = random.integer(3, 5); items.length < length; ) {
      const drawn = `${random.integer(2, 10)} ${random.pick(goods)} at ${random.integer(2, 13)}`;
      if (draw.isOurs(['bill', drawn])) items.push(drawn);
    }
    return { items: items.join(', ') };
  },
  answer(values) {
    const prices = values.items.split(', ').map((each) => each.split(/\D+/).map(Number) as [number, number]);
    const [first = 0, ...others] = prices.map(([count, price]) => count * price);
    let total = first;
    const sums = others.map((next) => `${total} + ${next} = ${(total += next)}.`);
    return [...prices.map(([count, price]) => `${count} x ${price} = ${count * price}.`), ...sums].join(' ');
  },
});

/** `unit.solve('Convert 3 km to meters.')` → `{ answer: '3000 meters' }` */
export const unit: ExamKind = defineKind({
  name: 'unit',
  shares: { easy: 1.5 },
  training: 2,
  wordings: ['Convert {count} {from} to {to}.', 'How many {to} are in {count} {from}?'],
  slots: { count: '\\d{1,9}', from: '[a-z]{1,20}', to: '[a-z]{1,20}' },
  split: 'arguments',
  draw({ random }) {
    const { from, to } = random.pick(units.filter(({ factor }) => factor >= 100));
    return { count: random.integer(2, 200), from, to };
  },
  answer(values) {
    const known = units.find(({ from, to }) => from === values.from && to === values.to);
    return known && `${Number(values.count) * known.factor} ${known.to}`;
  },
});

/** `mixedUnits.solve('How many minutes are 5 hours and 12 minutes?')` → `5 x 60 = 300. 300 + 12 = 312 minutes.` */
export const mixedUnits: ExamKind = defineKind({
  name: 'mixed_units',
  shares: { hard: 2 },
  training: 2,
  wordings: ['How many {to} are {count} {from} and {rest} {to2}?', '{count} {from} and {rest} {to2} in {to}?'],
  slots: { to: '[a-z]{1,20}', count: '\\d{1,3}', from: '[a-z]{1,20}', rest: '\\d{1,3}', to2: '[a-z]{1,20}' },
  split: 'drawn',
  draw(draw) {
    const { random } = draw;
    const { from, to, factor } = random.pick(units.filter((each) => each.factor < 100));
    for (;;) {
      const [count, rest] = [random.integer(2, 13), random.integer(1, factor)];
      if (draw.isOurs(['mixed_units', from, count, rest])) return { to, count, from, rest, to2: to };
    }
  },
  answer({ to, to2, count, from, rest }) {
    const known = units.find((each) => each.from === from && each.to === to);
    if (known === undefined || to !== to2) return undefined;
    const product = Number(count) * known.factor;
    return `${count} x ${known.factor} = ${product}. ${product} + ${rest} = ${product + Number(rest)} ${to}.`;
  },
});
