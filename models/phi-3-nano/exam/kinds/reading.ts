// Facts read from what the question itself supplies: one of them, or all of them in order.
import { defineKind, type ExamKind } from '../exam-kind.ts';
import { capitals } from '../knowledge/capitals.ts';
import { chooseName, namePattern } from './choose-word.ts';

/** Famous cities of one word: the task is to read, not to know. */
const cities = capitals.slice(0, 30).map(([, city]) => city).filter((city) => !city.includes(' '));
const cityPattern = '[A-Z][a-z]{1,40}';
const age = '\\d{1,3}';

/** `extract.solve('Find the age: Bob from Rome is 40.')` → `{ answer: '40' }` */
export const extract: ExamKind = defineKind({
  name: 'extract',
  shares: { easy: 2 },
  training: 3,
  wordings: ['Find the {aspect}: {name} from {city} is {age}.', 'What is the {aspect}? {name}, {age}, {city}', 'The {aspect}, please: {age} years, {city}, {name}'],
  slots: { aspect: 'name|city|age', name: namePattern, city: cityPattern, age },
  split: 'arguments',
  draw: (draw) => ({ aspect: draw.random.pick(['name', 'city', 'age']), name: chooseName(draw), city: draw.random.pick(cities), age: draw.random.integer(18, 90) }),
  answer: (values) => values[values.aspect as 'name' | 'city' | 'age'],
});

/** `json.solve('As JSON: Bob, aged 40')` → `{"name": "Bob", "age": 40}` */
export const json: ExamKind = defineKind({
  name: 'json',
  shares: { easy: 2 },
  training: 3,
  wordings: ['As JSON: {name}, aged {age}', 'Name and age as JSON: {name} is {age}.'],
  slots: { name: namePattern, age },
  split: 'arguments',
  draw: (draw) => ({ name: chooseName(draw), age: draw.random.integer(18, 90) }),
  answer: (values) => `{"name": "${values.name}", "age": ${values.age}}`,
});

/** `records.solve('Turn into JSON: Bob 40 Rome; Ann 31 Oslo')` → an array of objects */
export const records: ExamKind = defineKind({
  name: 'records',
  shares: { hard: 3 },
  training: 4,
  wordings: ['Turn into JSON: {records}', 'Make a JSON list: {records}'],
  slots: { records: `${namePattern} ${age} ${cityPattern}(?:; ${namePattern} ${age} ${cityPattern})+` },
  split: 'drawn',
  draw(draw) {
    const fields = draw.chain<string>('records', draw.random.pick([6, 6, 9]), (items) => {
      const field = items.length % 3;
      return field === 0 ? chooseName(draw) : field === 1 ? String(draw.random.integer(18, 90)) : draw.random.pick(cities);
    });
    const rows = Array.from({ length: fields.length / 3 }, (_, row) => fields.slice(row * 3, row * 3 + 3).join(' '));
    return { records: rows.join('; ') };
  },
  answer(values) {
    const rows = values.records.split('; ').map((row) => row.split(' '));
    return `[${rows.map(([name, years, city]) => `{"name": "${name}", "age": ${years}, "city": "${city}"}`).join(', ')}]`;
  },
});

/** `repeat.solve('Repeat: Bob 12')` → `{ answer: 'Bob 12' }` */
export const repeat: ExamKind = defineKind({
  name: 'repeat',
  shares: { easy: 1.5 },
  training: 6,
  wordings: ['Repeat: {text}', 'Repeat after me: {text}', 'Say {text}'],
  slots: { text: '[A-Za-z]{1,20}(?: \\d{1,3})?|\\d{1,3}(?: \\d{1,3})?' },
  split: 'arguments',
  draw(draw) {
    const { random } = draw;
    const first = random.chance(0.3) ? String(random.integer(0, 1000)) : random.chance(0.5) ? chooseName(draw) : chooseName(draw).toLowerCase();
    return { text: random.chance(0.5) ? `${first} ${random.integer(0, 100)}` : first };
  },
  answer: ({ text }) => text,
});
