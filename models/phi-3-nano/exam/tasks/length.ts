import type { ExamTask } from '../exam-task.ts';
import { createPhrasing } from '../phrasing.ts';
import { chooseWord, wordChallenge, wordPattern } from './choose-word.ts';

const phrasing = createPhrasing(
  ['How many letters are in {word}?', 'Count the letters in the word {word}.'],
  { word: wordPattern },
);

/**
 * How many letters a word has.
 *
 * @example length.solve('How many letters are in river?') // { answer: '5' }
 */
export const length: ExamTask = {
  name: 'length',
  evalWeight: 1,
  ask(random) {
    const { word, tier } = chooseWord(random);
    return { prompt: phrasing.write(random, { word }), gold: String(word.length), tier };
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    if (found === undefined) return undefined;
    const { word } = found;
    return { answer: String(word.length), challenge: wordChallenge(word) };
  },
};
