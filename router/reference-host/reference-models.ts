// The stand-ins: how well each answers and how fast it speaks.
import type { SolvedExamQuestion } from '../../models/phi-3-nano/exam/solve-exam-question.ts';
import { questionFraction } from './question-fraction.ts';

export interface ReferenceModel {
  readonly firstTokenMs: number;
  /** Infinity = no delay between words. */
  readonly wordsPerSecond: number;
  /** Whether it gets an exam question right. */
  readonly isRight: (question: string, solved: SolvedExamQuestion) => boolean;
  /** Whether some of its answers fail (fault.ts). */
  readonly isFlaky?: boolean;
}

export const REFERENCE_MODELS: Readonly<Record<string, ReferenceModel>> = {
  /** Cheap and quick; has no long-tail facts and can't multiply two-digit numbers. */
  small: { firstTokenMs: 150, wordsPerSecond: 60, isRight: (_question, { challenge }) => challenge === undefined },
  /** Dear and slow; right 97 times out of 100. */
  large: { firstTokenMs: 500, wordsPerSecond: 40, isRight: (question) => questionFraction(question, 'large') < 0.97 },
  /** As `large` when it answers; one question in two meets an error, a rate limit or a cut. */
  flaky: { firstTokenMs: 150, wordsPerSecond: 60, isRight: () => true, isFlaky: true },
  /** Always right, at once. */
  exact: { firstTokenMs: 0, wordsPerSecond: Infinity, isRight: () => true },
};
