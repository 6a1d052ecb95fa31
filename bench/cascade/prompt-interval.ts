// How sure a share of right answers is when some questions were asked several times: seeds share the questions of small
// families, and the same question gets the same answer again.
import { wilsonInterval } from '../../src/stats/wilson.ts';

export interface JudgedPrompt {
  readonly prompt: string;
  readonly isRight: boolean;
}

/**
 * So many independent questions tell as much. Divided by the larger of two design effects: that of the answers as they came
 * out (the variance of sums over prompts), and that of prompts whose answers are always alike, which stays where all are right.
 *
 * @example effectiveQuestions([{ prompt: 'a', isRight: true }, { prompt: 'a', isRight: true }]) // 1
 */
export function effectiveQuestions(answers: readonly JudgedPrompt[]): number {
  const share = answers.filter(({ isRight }) => isRight).length / answers.length;
  let squaredSizes = 0;
  let squaredSums = 0;
  for (const same of Map.groupBy(answers, ({ prompt }) => prompt).values()) {
    const sum = same.reduce((total, { isRight }) => total + (isRight ? 1 : 0) - share, 0);
    squaredSizes += same.length ** 2;
    squaredSums += sum ** 2;
  }
  const variance = answers.length * share * (1 - share);
  const effect = Math.max(squaredSizes / answers.length, variance > 0 ? squaredSums / variance : 1);
  return answers.length / effect;
}

/** Wilson's 95 % interval of the share that is right, with as many questions as they are worth. */
export function intervalOverPrompts(answers: readonly JudgedPrompt[]): readonly [low: number, high: number] {
  if (answers.length === 0) return [0, 1];
  const questions = effectiveQuestions(answers);
  return wilsonInterval((questions * answers.filter(({ isRight }) => isRight).length) / answers.length, questions);
}
