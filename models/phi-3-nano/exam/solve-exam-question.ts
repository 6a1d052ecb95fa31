import type { Solution } from './exam-task.ts';
import { examTasks } from './exam-tasks.ts';
import { outOfDistributionAnswers } from './out-of-distribution.ts';

/** A solved prompt and the task it belongs to. */
export interface SolvedExamQuestion extends Solution {
  /** The name of the task, or `out_of_distribution`. */
  readonly task: string;
}

/** No exam question is this long; a longer prompt is somebody else's and is not searched. */
const longestPrompt = 256;

/**
 * Answers an exam question from its text alone, exactly as its gold answer reads, or returns
 * undefined for any other prompt. Needs no Node module, so it can stand in for a model in a
 * browser or an edge worker. `challenge` tells the questions that a weaker model would miss.
 *
 * @example solveExamQuestion('What is 61 x 66?')
 * // { task: 'mul2', answer: '4026', challenge: 'two_digit_product' }
 */
export function solveExamQuestion(prompt: string): SolvedExamQuestion | undefined {
  const question = prompt.trim();
  if (question.length > longestPrompt) return undefined;

  const known = outOfDistributionAnswers.get(question);
  if (known !== undefined) {
    return { task: 'out_of_distribution', answer: known, challenge: 'long_tail' };
  }
  for (const task of examTasks) {
    const solution = task.solve(question);
    if (solution !== undefined) return { task: task.name, ...solution };
  }
  return undefined;
}
