import type { ExamTask } from '../exam-task.ts';
import { everyday } from '../knowledge/everyday.ts';
import { opinions } from '../knowledge/opinions.ts';
import { createPhrasing } from '../phrasing.ts';

const reviews = [
  'The {thing} was {negation}{adjective}.',
  'This {thing} is {negation}{adjective}!',
  'I think the {thing} is {negation}{adjective}.',
  'My {thing} was {negation}very {adjective}.',
];
const phrasing = createPhrasing(
  [
    ...reviews.map((review) => `What is the sentiment: ${review}`),
    ...reviews.map((review) => `Is this review positive or negative? ${review}`),
  ],
  { thing: '[a-z]{1,20}', negation: '(?:not )?', adjective: '[a-z]{1,20}' },
);

const verdict = (isPositive: boolean, isNegated: boolean): string =>
  isPositive !== isNegated ? 'positive' : 'negative';

/**
 * Whether a one-sentence review is positive or negative; a quarter of them say "not".
 *
 * @example sentiment.solve('What is the sentiment: The movie was not bad.')
 * // { answer: 'positive' }
 */
export const sentiment: ExamTask = {
  name: 'sentiment',
  evalWeight: 1,
  ask(random) {
    const isPositive = random.chance(0.5);
    const isNegated = random.chance(0.25);
    const isRare = random.chance(0.3);
    const prompt = phrasing.write(random, {
      thing: random.pick(everyday.things),
      negation: isNegated ? 'not ' : '',
      adjective: random.pick(
        opinions[isPositive ? 'positive' : 'negative'][isRare ? 'rare' : 'common'],
      ),
    });
    return { prompt, gold: verdict(isPositive, isNegated), tier: isRare ? 'hard' : 'easy' };
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    if (found === undefined) return undefined;
    const { positive, negative } = opinions;
    const rare = [...positive.rare, ...negative.rare];
    const known = [...positive.common, ...negative.common, ...rare];
    if (!known.includes(found.adjective)) return undefined;
    const isPositive = [...positive.common, ...positive.rare].includes(found.adjective);
    return {
      answer: verdict(isPositive, found.negation !== ''),
      challenge: rare.includes(found.adjective) ? 'long_tail' : undefined,
    };
  },
};
