// Answers × exam → shares of right answers, as a whole, per tier and out of distribution.
import type { ExamQuestion } from '../../models/phi-3-nano/exam/generate-exam.ts';
import { gradeAnswer } from '../../models/phi-3-nano/exam/grade-answer.ts';
import { printResult } from '../report/print-result.ts';
import { auroc } from './auroc.ts';
import type { AskedAnswer } from './page-session.ts';

export interface GradedAnswer extends AskedAnswer {
  readonly prompt: string;
  readonly isRight: boolean;
  readonly tier: string;
  readonly task: string;
}

export function gradeRun(questions: readonly ExamQuestion[], answers: readonly AskedAnswer[]): GradedAnswer[] {
  return questions.map((question, index) => {
    const answer = answers[index];
    if (!answer) throw new Error(`Question ${question.id} has no answer.`);
    return { ...answer, prompt: question.prompt, isRight: gradeAnswer(answer.text, question.gold), tier: question.tier, task: question.task };
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

/** How well the confidence tells right from wrong answers. */
export function confidenceAuroc(answers: readonly GradedAnswer[]): number {
  return auroc(answers.map(({ confidence, isRight }) => ({ score: confidence ?? 0, isRight })));
}

export function printPerTier(name: string, answers: readonly GradedAnswer[]): void {
  for (const [tier, ofTier] of Object.entries(Object.groupBy(answers, (answer) => answer.tier))) {
    if (!ofTier) continue;
    printResult({ name: `${name}.accuracy`, value: accuracy(ofTier), unit: 'share', tier, questions: ofTier.length });
    printResult({ name: `${name}.hosted_share`, value: hostedShare(ofTier), unit: 'share', tier, questions: ofTier.length });
  }
}

/** Right answers, their confidence and their length by kind of question. */
export function printPerTask(name: string, answers: readonly GradedAnswer[]): void {
  for (const [task, ofTask] of Object.entries(Object.groupBy(answers, (answer) => answer.task))) {
    if (!ofTask) continue;
    const mean = (valueOf: (answer: GradedAnswer) => number) => ofTask.reduce((sum, answer) => sum + valueOf(answer), 0) / ofTask.length;
    printResult({ name: `${name}.accuracy`, value: accuracy(ofTask), unit: 'share', task, confidence: mean((answer) => answer.confidence ?? 0), tokens: mean((answer) => answer.outputTokens), questions: ofTask.length });
  }
}
