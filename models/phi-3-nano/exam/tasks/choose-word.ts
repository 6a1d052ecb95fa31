import type { Challenge, ExamTier } from '../exam-task.ts';
import { words } from '../knowledge/words.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** A word to ask about, and how hard that makes the question. */
interface ChosenWord {
  readonly word: string;
  readonly tier: ExamTier;
}

/** What a word in a prompt looks like, as the source of a regular expression. */
export const wordPattern = '[a-z]{1,40}';

/**
 * Chooses the word of a spelling question; every fourth is one that training never showed.
 *
 * @example chooseWord(createSeededRandom(1)) // { word: 'river', tier: 'mid' }, say
 */
export function chooseWord(random: SeededRandom): ChosenWord {
  return random.chance(0.25)
    ? { word: random.pick(words.rare), tier: 'hard' }
    : { word: random.pick(words.common), tier: 'mid' };
}

/**
 * Tells whether a word makes its question a challenge: any word that training never showed does.
 *
 * @example wordChallenge('river') // undefined
 */
export function wordChallenge(word: string): Challenge | undefined {
  return words.common.includes(word) ? undefined : 'long_tail';
}
