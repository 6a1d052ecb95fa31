// phi-3-nano's exam as queries with recorded answers: the model itself sits it, on this machine.
import { join } from 'node:path';
import { generateExam } from '../../models/phi-3-nano/exam/generate-exam.ts';
import { failure } from '../output/command-failure.ts';
import { startProgress } from '../output/progress.ts';
import type { Terminal } from '../output/terminal.ts';
import { ownPackage } from '../package-root.ts';
import type { SimulatedQuery } from './simulated-query.ts';

export async function sitExam(questions: number, seed: number, terminal: Terminal): Promise<readonly SimulatedQuery[]> {
  const exam = generateExam({ seed, count: questions });
  const { answerExam } = await loadAnswerExam();
  const progress = startProgress(terminal, 'phi-3-nano answers its exam', exam.length);
  const answers = await answerExam(exam, join(ownPackage().root, 'models'), () => progress.advance());
  progress.end();
  return exam.flatMap(({ id, prompt }, index) => {
    const answer = answers[index];
    return answer ? [{ id, prompt, confidence: answer.confidence, tokens: answer.tokens, correct: answer.isRight, complete: answer.isComplete }] : [];
  });
}

/** Loaded only here: what runs a model is large, and the package doesn't bring it. */
async function loadAnswerExam() {
  try {
    return await import('../../models/phi-3-nano/exam/answer-exam.ts');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw failure('To sit the exam phi-3-nano needs transformers.js, which isn’t here: npm install --save-dev @huggingface/transformers. Or simulate a file of your own queries.');
  }
}
