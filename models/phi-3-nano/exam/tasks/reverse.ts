import type { ExamTask } from '../exam-task.ts';
import { createPhrasing } from '../phrasing.ts';
import { chooseWord, wordChallenge, wordPattern } from './choose-word.ts';

const phrasing = createPhrasing(
  ['Reverse the word {word}.', 'Spell {word} backwards.'],
  { word: wordPattern },
);

const backwards = (word: string): string => [...word].toReversed().join('');

/**
 * A word spelt backwards.
 *
 * @example reverse.solve('Spell river backwards.') // { answer: 'revir' }
 */
export const reverse: ExamTask = {
  name: 'reverse',
  evalWeight: 1,
  ask(random) {
    const { word, tier } = chooseWord(random);
    return { prompt: phrasing.write(random, { word }), gold: backwards(word), tier };
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    if (found === undefined) return undefined;
    const { word } = found;
    return { answer: backwards(word), challenge: wordChallenge(word) };
  },
};
