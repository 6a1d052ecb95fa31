import type { ExamTask } from '../exam-task.ts';
import { antonyms, taughtAntonymCount } from '../knowledge/antonyms.ts';
import { createPhrasing } from '../phrasing.ts';

const phrasing = createPhrasing(
  ['What is the opposite of {word}?', 'Give an antonym of {word}.'],
  { word: '[a-z]{1,40}' },
);

/**
 * The opposite of a word. A sixth of the words were never taught: those are the long tail.
 *
 * @example antonym.solve('What is the opposite of hot?') // { answer: 'cold' }
 */
export const antonym: ExamTask = {
  name: 'antonym',
  evalWeight: 1,
  ask(random) {
    const index = random.integer(0, antonyms.length);
    const [word, gold] = random.pick(antonyms.slice(index, index + 1));
    const tier = index < taughtAntonymCount ? 'easy' : 'long_tail';
    return { prompt: phrasing.write(random, { word }), gold, tier };
  },
  solve(prompt) {
    const asked = phrasing.read(prompt)?.word;
    const index = antonyms.findIndex(([word]) => word === asked);
    const found = antonyms[index];
    if (found === undefined) return undefined;
    return { answer: found[1], challenge: index < taughtAntonymCount ? undefined : 'long_tail' };
  },
};
