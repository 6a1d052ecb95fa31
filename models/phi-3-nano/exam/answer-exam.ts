// phi-3-nano sits an exam in Node, by the device worker's own model host: its answers, how sure it was, how long each was.
import { AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';
import { createModelHost } from '../../../client-sdk/device/worker/model-host.ts';
import { rawScore } from '../../../src/confidence/raw-score.ts';
import { createSignalAccumulator } from '../../../src/confidence/signal-accumulator.ts';
import { askQuestion } from './ask-question.ts';
import type { ExamQuestion } from './generate-exam.ts';
import { gradeAnswer } from './grade-answer.ts';

export interface ExamAnswer {
  readonly isRight: boolean;
  /** 0 to 1, not calibrated. */
  readonly confidence: number;
  readonly tokens: number;
  readonly isComplete: boolean;
}

/**
 * @param modelsFolder the folder that holds phi-3-nano/
 * @param onAnswer told after each question
 */
export async function answerExam(questions: readonly ExamQuestion[], modelsFolder: string, onAnswer: () => void, dtype: 'q4' | 'q8' | 'fp32' = 'q4'): Promise<readonly ExamAnswer[]> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${modelsFolder}/`;
  const session_options = { intraOpNumThreads: 1 };
  const model = await AutoModelForCausalLM.from_pretrained('phi-3-nano', { device: 'cpu', dtype, session_options });
  const host = createModelHost(model, await AutoTokenizer.from_pretrained('phi-3-nano'), 1024);
  const answers: ExamAnswer[] = [];
  for (const { prompt, gold } of questions) {
    const accumulator = createSignalAccumulator();
    const { text, tokens, isCut } = await askQuestion(host, prompt, (signal) => accumulator.add(signal));
    answers.push({ isRight: gradeAnswer(text, gold), confidence: rawScore(accumulator.signals()), tokens, isComplete: !isCut });
    onAnswer();
  }
  return answers;
}
