import type { Solution } from './exam-kind.ts';
import { examKinds } from './exam-kinds.ts';

/** A solved prompt and the kind it belongs to. */
export interface SolvedExamQuestion extends Solution {
  /** The name of the kind. */
  readonly task: string;
}

/** No exam question is this long; a longer prompt is somebody else's and is not searched. */
const longestPrompt = 256;

/**
 * Answers an exam question from its text alone, exactly as its gold answer reads, or returns
 * undefined for any other prompt. Needs no Node module, so it can stand in for a model in a
 * browser or an edge worker. `challenge` tells the questions that a weaker model would miss.
 *
 * @example
 * solveExamQuestion('What is 61 x 66?')
 * // { task: 'long_product', answer: '60 x 60 = 3600. …', challenge: 'two_digit_product' }
 */
export function solveExamQuestion(prompt: string): SolvedExamQuestion | undefined {
  const question = prompt.trim();
  if (question.length > longestPrompt) return undefined;
  for (const kind of examKinds) {
    const solution = kind.solve(question);
    if (solution !== undefined) return { task: kind.name, ...solution };
  }
  return undefined;
}
