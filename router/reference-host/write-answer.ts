// What a stand-in says: the exam's answer, a plausible wrong one, or that it is only a stand-in.
import { solveExamQuestion } from '../../models/phi-3-nano/exam/solve-exam-question.ts';
import type { ReferenceModel } from './reference-models.ts';
import { writeWrongAnswer } from './write-wrong-answer.ts';

const STAND_IN =
  'This is Phirst’s reference host, a stand-in for a hosted model: it knows the answers to phi-3-nano’s exam and nothing ' +
  'else. For real answers put PROVIDER_KEY=<your key> into a file .dev.vars beside wrangler.toml and start again; ' +
  'PROVIDER_URL and PROVIDER_NAME choose another API than OpenAI’s.';

/** `writeAnswer('What is 61 x 66?', REFERENCE_MODELS.exact)` → '4026' */
export function writeAnswer(question: string, model: ReferenceModel): string {
  const solved = solveExamQuestion(question);
  if (!solved) return STAND_IN;
  return model.isRight(question, solved) ? solved.answer : writeWrongAnswer(question, solved);
}
