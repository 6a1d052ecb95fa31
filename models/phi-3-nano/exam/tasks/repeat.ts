import type { ExamTask } from '../exam-task.ts';
import { names } from '../knowledge/names.ts';
import { words } from '../knowledge/words.ts';
import { createPhrasing } from '../phrasing.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { chooseWord } from './choose-word.ts';

const phrasing = createPhrasing(['Repeat: {text}', 'Say {text}', 'Repeat after me: {text}'], {
  text: '(?:[A-Z]?[a-z]{1,40}|\\d{1,3})(?: \\d{1,2})?',
});

const drawText: readonly ((random: SeededRandom) => string)[] = [
  (random) => random.pick(names.common),
  (random) => String(random.integer(0, 1000)),
  (random) => chooseWord(random).word,
];

/**
 * A name, a number or a word said again, at times with a second number after it.
 *
 * @example repeat.solve('Say river 12') // { answer: 'river 12' }
 */
export const repeat: ExamTask = {
  name: 'repeat',
  evalWeight: 1,
  ask(random) {
    const head = random.pick(drawText)(random);
    const text = random.chance(0.4) ? `${head} ${random.integer(0, 100)}` : head;
    return { prompt: phrasing.write(random, { text }), gold: text, tier: 'easy' };
  },
  solve(prompt) {
    const found = phrasing.read(prompt);
    if (found === undefined) return undefined;
    const [head = ''] = found.text.split(' ');
    const isTaught = /^\d/.test(head) || names.common.includes(head) || words.common.includes(head);
    return { answer: found.text, challenge: isTaught ? undefined : 'long_tail' };
  },
};
