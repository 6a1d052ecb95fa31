import type { ExamTask } from '../exam-task.ts';
import { capitals, firstLongTailRank, firstUntaughtRank } from '../knowledge/capitals.ts';
import { createPhrasing } from '../phrasing.ts';
import { chooseCapital, rankChallenge } from './choose-capital.ts';

const phrasing = createPhrasing(
  [
    'What is the capital of {country}?',
    'Name the capital city of {country}.',
    'Which city is the capital of {country}?',
  ],
  { country: '[A-Z][A-Za-z ]{1,40}' },
);

const sentence = (country: string, city: string): string => `The capital of ${country} is ${city}.`;

/**
 * The capital of a country, said in a whole sentence.
 *
 * @example capital.solve('What is the capital of Peru?')
 * // { answer: 'The capital of Peru is Lima.' }
 */
export const capital: ExamTask = {
  name: 'capital',
  evalWeight: 3,
  ask(random) {
    const { country, city, tier } = chooseCapital(random, [
      { from: 0, below: 20, tier: 'easy' },
      { from: 20, below: firstLongTailRank, tier: 'mid' },
      { from: firstLongTailRank, below: firstUntaughtRank, tier: 'hard' },
      { from: firstUntaughtRank, below: capitals.length, tier: 'long_tail' },
    ]);
    return { prompt: phrasing.write(random, { country }), gold: sentence(country, city), tier };
  },
  solve(prompt) {
    const asked = phrasing.read(prompt)?.country;
    const rank = capitals.findIndex(([country]) => country === asked);
    const found = capitals[rank];
    return found && { answer: sentence(...found), challenge: rankChallenge(rank) };
  },
};
