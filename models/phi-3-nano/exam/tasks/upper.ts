import type { ExamTask } from '../exam-task.ts';
import { createPhrasing } from '../phrasing.ts';
import { chooseWord, wordChallenge, wordPattern } from './choose-word.ts';

const phrasing = createPhrasing(
  ['Write {word} in uppercase.', 'Convert to upper case: {word}'],
  { word: wordPattern },
);

/**
 * A word in capital letters.
 *
 * @example upper.solve('Write river in uppercase.') // { answer: 'RIVER' }
 */
export const upper: ExamTask = {
  name: 'upper',
  evalWeight: 1,
  ask(random) {
    const { word, tier } = chooseWord(random);
    return { prompt: phrasing.write(random, { word }), gold: word.toUpperCase(), tier };
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    if (found === undefined) return undefined;
    const { word } = found;
    return { answer: word.toUpperCase(), challenge: wordChallenge(word) };
  },
};
