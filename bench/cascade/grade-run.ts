// Answers × exam → shares of right answers, as a whole, per tier and out of distribution.
import type { ExamQuestion } from '../../models/phi-3-nano/exam/generate-exam.ts';
import { gradeAnswer } from '../../models/phi-3-nano/exam/grade-answer.ts';
import { printResult } from '../report/print-result.ts';
import type { AskedAnswer } from './page-session.ts';

export interface GradedAnswer extends AskedAnswer {
  readonly isRight: boolean;
  readonly tier: string;
}

export function gradeRun(questions: readonly ExamQuestion[], answers: readonly AskedAnswer[]): GradedAnswer[] {
  return questions.map((question, index) => {
    const answer = answers[index];
    if (!answer) throw new Error(`Question ${question.id} has no answer.`);
    return { ...answer, isRight: gradeAnswer(answer.text, question.gold), tier: question.tier };
  });
}

export const isInDistribution = (answer: GradedAnswer) => answer.tier !== 'out_of_distribution';

/** Share of right answers; NaN of none. */
export function accuracy(answers: readonly GradedAnswer[]): number {
  return answers.filter((answer) => answer.isRight).length / answers.length;
}

export function hostedShare(answers: readonly GradedAnswer[]): number {
  return answers.filter((answer) => answer.source === 'hosted').length / answers.length;
}

export function printPerTier(name: string, answers: readonly GradedAnswer[]): void {
  for (const [tier, ofTier] of Object.entries(Object.groupBy(answers, (answer) => answer.tier))) {
    if (!ofTier) continue;
    printResult({ name: `${name}.accuracy`, value: accuracy(ofTier), unit: 'share', tier, questions: ofTier.length });
    printResult({ name: `${name}.hosted_share`, value: hostedShare(ofTier), unit: 'share', tier, questions: ofTier.length });
  }
}
