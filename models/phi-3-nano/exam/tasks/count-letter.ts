import type { ExamTask } from '../exam-task.ts';
import { createPhrasing } from '../phrasing.ts';
import { chooseWord, wordChallenge, wordPattern } from './choose-word.ts';

const phrasing = createPhrasing(['How many times does {letter} appear in {word}?'], {
  letter: '[a-z]',
  word: wordPattern,
});

const countOf = (letter: string, word: string): string => String(word.split(letter).length - 1);

/**
 * How often a letter occurs in a word: the task countletter. Mostly a letter of the word itself,
 * else a frequent letter, which may be absent.
 *
 * @example countLetter.solve('How many times does r appear in river?') // { answer: '2' }
 */
export const countLetter: ExamTask = {
  name: 'countletter',
  evalWeight: 2,
  ask(random) {
    const { word } = chooseWord(random);
    const letter = random.pick([...(random.chance(0.7) ? word : 'aeiost')]);
    const prompt = phrasing.write(random, { letter, word });
    return { prompt, gold: countOf(letter, word), tier: 'hard' };
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    if (found === undefined) return undefined;
    return { answer: countOf(found.letter, found.word), challenge: wordChallenge(found.word) };
  },
};
