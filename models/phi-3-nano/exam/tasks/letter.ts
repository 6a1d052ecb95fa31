import type { ExamTask } from '../exam-task.ts';
import { createPhrasing } from '../phrasing.ts';
import { chooseWord, wordChallenge, wordPattern } from './choose-word.ts';

const phrasing = createPhrasing(['What is the {end} letter of {word}?'], {
  end: 'first|last',
  word: wordPattern,
});

const letterAt = (end: string, word: string): string =>
  word.charAt(end === 'first' ? 0 : word.length - 1);

/**
 * The first or the last letter of a word.
 *
 * @example letter.solve('What is the last letter of river?') // { answer: 'r' }
 */
export const letter: ExamTask = {
  name: 'letter',
  evalWeight: 1,
  ask(random) {
    const { word, tier } = chooseWord(random);
    const end = random.pick(['first', 'last']);
    return { prompt: phrasing.write(random, { end, word }), gold: letterAt(end, word), tier };
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    if (found === undefined) return undefined;
    return { answer: letterAt(found.end, found.word), challenge: wordChallenge(found.word) };
  },
};
