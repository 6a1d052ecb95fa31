import type { SeededRandom } from './seeded-random.ts';

/**
 * How hard a question is for phi-3-nano, from what training showed of it.
 * `long_tail`: a fact it never met. `out_of_distribution`: a family of questions it never met.
 */
export type ExamTier = 'easy' | 'mid' | 'hard' | 'long_tail' | 'out_of_distribution';

/**
 * Why a weaker language model would miss a question, read from the prompt alone:
 * a rare fact or word, or a product that needs long multiplication.
 */
export type Challenge = 'long_tail' | 'two_digit_product';

/** What identifies one point of a task's argument space, such as `['add', 12, 34]`. */
export type ArgumentKey = readonly (string | number | readonly number[])[];

/** Tells whether an argument was kept out of training, so that asking it tests generalisation. */
export type IsHeldOut = (key: ArgumentKey) => boolean;

/** One question as a task asks it, with its only right answer. */
export interface AskedQuestion {
  readonly prompt: string;
  readonly gold: string;
  readonly tier: ExamTier;
}

/** An answer worked out from a prompt; `challenge` is absent for an ordinary question. */
export interface Solution {
  readonly answer: string;
  readonly challenge?: Challenge | undefined;
}

/**
 * One family of questions. `ask` makes a question; `solve` answers one from its text alone and
 * returns undefined for any other prompt. The held-out split comes in as an argument, so that a
 * task needs no hashing and `solve` runs wherever JavaScript does.
 *
 * @example parity.solve('Is 7 even or odd?') // { answer: 'odd' }
 */
export interface ExamTask {
  readonly name: string;
  /** The task's share of an exam, relative to the weights of the others. */
  readonly evalWeight: number;
  ask(random: SeededRandom, isHeldOut: IsHeldOut): AskedQuestion;
  /** @param prompt without surrounding whitespace */
  solve(prompt: string): Solution | undefined;
}
