import type { ExamTask } from '../exam-task.ts';
import { capitals, firstLongTailRank } from '../knowledge/capitals.ts';
import { createPhrasing } from '../phrasing.ts';
import { chooseCapital, rankChallenge } from './choose-capital.ts';

const phrasing = createPhrasing(['{city} is the capital of which country?'], {
  city: "[A-Z][A-Za-z' -]{1,40}",
});

const sentence = (country: string, city: string): string => `${city} is the capital of ${country}.`;

/**
 * The country of a capital, said in a whole sentence.
 *
 * @example country.solve('Lima is the capital of which country?')
 * // { answer: 'Lima is the capital of Peru.' }
 */
export const country: ExamTask = {
  name: 'country',
  evalWeight: 2,
  ask(random) {
    const chosen = chooseCapital(random, [
      { from: 0, below: 20, tier: 'easy' },
      { from: 20, below: firstLongTailRank, tier: 'mid' },
      { from: firstLongTailRank, below: capitals.length, tier: 'hard' },
    ]);
    const prompt = phrasing.write(random, { city: chosen.city });
    return { prompt, gold: sentence(chosen.country, chosen.city), tier: chosen.tier };
  },
  solve(prompt) {
    const asked = phrasing.read(prompt)?.city;
    const rank = capitals.findIndex(([, city]) => city === asked);
    const found = capitals[rank];
    return found && { answer: sentence(...found), challenge: rankChallenge(rank) };
  },
};
