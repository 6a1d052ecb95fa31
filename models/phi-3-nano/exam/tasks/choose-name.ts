import type { Challenge, ExamTier } from '../exam-task.ts';
import { names } from '../knowledge/names.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** A name to ask about, and how hard that makes the question. */
interface ChosenName {
  readonly name: string;
  readonly tier: ExamTier;
}

/** What a name in a prompt looks like, as the source of a regular expression. */
export const namePattern = '[A-Z][a-z]{1,40}';

/**
 * Chooses the name of a reading question; 35 in 100 are names that training never showed.
 *
 * @example chooseName(createSeededRandom(1)) // { name: 'Alice', tier: 'mid' }, say
 */
export function chooseName(random: SeededRandom): ChosenName {
  return random.chance(0.35)
    ? { name: random.pick(names.rare), tier: 'hard' }
    : { name: random.pick(names.common), tier: 'mid' };
}

/**
 * Tells whether a name makes its question a challenge: any name that training never showed does.
 *
 * @example nameChallenge('Hiroshi') // 'long_tail'
 */
export function nameChallenge(name: string): Challenge | undefined {
  return names.common.includes(name) ? undefined : 'long_tail';
}
