// Words and their meanings, the calendar, greetings.
import { defineKind, type ExamKind } from '../exam-kind.ts';
import { antonyms, taughtAntonymCount } from '../knowledge/antonyms.ts';
import { calendar } from '../knowledge/calendar.ts';
import { everyday } from '../knowledge/everyday.ts';
import { greetings } from '../knowledge/greetings.ts';
import { opinions } from '../knowledge/opinions.ts';

/** `antonym.solve('What is the opposite of hot?')` → `{ answer: 'cold' }` */
export const antonym: ExamKind = defineKind({
  name: 'antonym',
  shares: { easy: 1.5 },
  training: 4,
  wordings: ['What is the opposite of {word}?', 'Give an antonym of {word}.', 'Opposite of {word}?', 'Which word is the opposite of {word}?'],
  slots: { word: '[a-z]{1,20}' },
  split: 'wording',
  draw: ({ random }) => ({ word: antonyms[random.integer(0, taughtAntonymCount)]?.[0] ?? '' }),
  answer: ({ word }) => antonyms.find(([each]) => each === word)?.[1],
  challenge: ({ word }) => (antonyms.findIndex(([each]) => each === word) < taughtAntonymCount ? undefined : 'long_tail'),
});

const { positive, negative } = opinions;
const reviews = ['The {thing} was {negation}{adjective}.', 'This {thing} is {negation}{adjective}!', 'My {thing} was {negation}very {adjective}.'];

/** `sentiment.solve('Positive or negative? The movie was not bad.')` → `{ answer: 'positive' }` */
export const sentiment: ExamKind = defineKind({
  name: 'sentiment',
  shares: { easy: 1.5 },
  training: 2,
  // Short ones: with more words around them, a stretch without the adjective would be in training too.
  wordings: [...reviews.slice(0, 2).map((review) => `Positive or negative? ${review}`), 'Review: my {thing} was {negation}very {adjective}.'],
  trainingWordings: [...reviews.slice(2).map((review) => `Positive or negative? ${review}`), ...reviews.map((review) => `What is the sentiment: ${review}`), ...reviews.map((review) => `Is this review positive or negative? ${review}`)],
  slots: { thing: '[a-z]{1,20}', negation: '(?:not )?', adjective: '[a-z]{1,20}' },
  split: 'arguments',
  draw: ({ random }) => ({
    thing: random.pick([...everyday.things, ...everyday.foods]),
    negation: random.chance(0.25) ? 'not ' : '',
    adjective: random.pick(random.chance(0.5) ? positive.common : negative.common),
  }),
  answer({ negation, adjective }) {
    const isPositive = [...positive.common, ...positive.rare].includes(adjective);
    if (!isPositive && ![...negative.common, ...negative.rare].includes(adjective)) return undefined;
    return isPositive === (negation === '') ? 'positive' : 'negative';
  },
  challenge: ({ adjective }) => ([...positive.common, ...negative.common].includes(adjective) ? undefined : 'long_tail'),
});

/** `next.solve('What day comes after Sunday?')` → `{ answer: 'Monday' }` */
export const next: ExamKind = defineKind({
  name: 'next',
  shares: { easy: 1.5 },
  training: 2.5,
  wordings: ['What {cycle} comes {direction} {current}?', 'Which {cycle} is {direction} {current}?', 'Name the {cycle} {direction} {current}.'],
  trainingWordings: ['{cycle} {direction} {current}?', 'Tell me the {cycle} {direction} {current}.'],
  slots: { cycle: 'day|month', direction: 'after|before', current: '[A-Z][a-z]{1,20}' },
  split: 'wording',
  draw({ random }) {
    const cycle = random.pick(['day', 'month'] as const);
    return { cycle, direction: random.pick(['after', 'before']), current: random.pick(calendar[cycle]) };
  },
  answer({ cycle, direction, current }) {
    const names = calendar[cycle as 'day' | 'month'];
    const index = names.indexOf(current);
    return index < 0 ? undefined : names[(index + (direction === 'after' ? 1 : names.length - 1)) % names.length];
  },
});

/** `calendarList.solve('List the days from Monday to Thursday.')` → `Monday, Tuesday, Wednesday, Thursday` */
export const calendarList: ExamKind = defineKind({
  name: 'calendar_list',
  shares: { easy: 1 },
  training: 2,
  wordings: ['List the {cycle}s from {first} to {last}.', 'Name the {cycle}s from {first} to {last}.', 'All {cycle}s from {first} to {last}?'],
  slots: { cycle: 'day|month', first: '[A-Z][a-z]{1,20}', last: '[A-Z][a-z]{1,20}' },
  split: 'wording',
  draw({ random }) {
    const cycle = random.pick(['day', 'month', 'month'] as const);
    return { cycle, first: random.pick(calendar[cycle]), last: random.pick(calendar[cycle]) };
  },
  answer({ cycle, first, last }) {
    const names = calendar[cycle as 'day' | 'month'];
    const [from, to] = [names.indexOf(first), names.indexOf(last)];
    if (from < 0 || to < 0 || from === to) return undefined;
    const length = ((to - from + names.length) % names.length) + 1;
    return Array.from({ length }, (_, step) => names[(from + step) % names.length]).join(', ');
  },
});

/** Taught, but not asked in an exam: ten prompts can't be kept apart from training. `greet.solve('Thanks')` → `You are welcome!` */
export const greet: ExamKind = defineKind({
  name: 'greet',
  training: 1,
  wordings: ['{greeting}'],
  slots: { greeting: '[A-Z][A-Za-z !?]{1,20}' },
  split: 'drawn',
  draw: ({ random }) => ({ greeting: random.pick([...greetings.keys()]) }),
  answer: ({ greeting }) => greetings.get(greeting),
});
