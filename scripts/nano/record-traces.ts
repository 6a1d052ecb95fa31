// phi-3-nano sits an exam in Node and every token's signals are written down, once for these weights: fitting is quick then.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';
import { createModelHost } from '../../client-sdk/device/worker/model-host.ts';
import { writeWholeFile } from '../../cli/output/write-whole-file.ts';
import { askQuestion } from '../../models/phi-3-nano/exam/ask-question.ts';
import { generateExam } from '../../models/phi-3-nano/exam/generate-exam.ts';
import { gradeAnswer } from '../../models/phi-3-nano/exam/grade-answer.ts';
import type { TraceToken } from '../../src/calibration/label-table.ts';

const WEIGHTS = 'onnx/model_q4.onnx';

/** SHA-256 of the weights: what a calibration calls the revision. */
export function revisionOf(folder: string): string {
  return createHash('sha256').update(readFileSync(join(folder, WEIGHTS))).digest('hex');
}

/** One line of a trace file: what `phirst calibrate` reads. */
export interface RecordedTrace {
  readonly group: string;
  readonly task: string;
  readonly tier: string;
  readonly trace: readonly TraceToken[];
  readonly cut: boolean;
  readonly device_correct: boolean;
}

export interface RecordTracesInput {
  /** The model's: config.json, tokenizer.json, onnx/model_q4.onnx … */
  readonly folder: string;
  readonly seeds: readonly number[];
  readonly count: number;
  readonly onQuestion: () => void;
}

/**
 * @returns the files, one for each seed; those that are there already are kept
 * @example await recordTraces({ folder, seeds: [2001, 2002], count: 1000, onQuestion: () => {} })
 */
export async function recordTraces({ folder, seeds, count, onQuestion }: RecordTracesInput): Promise<readonly string[]> {
  const revision = revisionOf(folder);
  const fileOf = (seed: number) => join(tmpdir(), 'phirst-traces', revision.slice(0, 12), `${examMark()}-${seed}-${count}.jsonl`);
  const missing = seeds.filter((seed) => !existsSync(fileOf(seed)));
  if (missing.length > 0) {
    const host = await loadHost(folder);
    for (const seed of missing) {
      const lines: string[] = [];
      for (const { prompt, gold, task, tier } of generateExam({ seed, count })) {
        const trace: TraceToken[] = [];
        const { text, isCut } = await askQuestion(host, prompt, ({ logProb, margin, entropy, tokenId }) => trace.push([logProb, margin, entropy, tokenId]));
        const line: RecordedTrace = { group: prompt, task, tier, trace, cut: isCut, device_correct: gradeAnswer(text, gold) };
        lines.push(JSON.stringify(line));
        onQuestion();
      }
      writeWholeFile(fileOf(seed), `${lines.join('\n')}\n`);
    }
  }
  return seeds.map(fileOf);
}

/** On one thread, as in a worker. */
async function loadHost(folder: string): Promise<ReturnType<typeof createModelHost>> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${dirname(folder)}/`;
  const name = basename(folder);
  const model = await AutoModelForCausalLM.from_pretrained(name, { device: 'cpu', dtype: 'q4', session_options: { intraOpNumThreads: 1 } });
  return createModelHost(model, await AutoTokenizer.from_pretrained(name), 1024);
}

/** Another exam has other questions under the same seed. */
function examMark(): string {
  const questions = generateExam({ seed: 1, count: 1000 });
  return createHash('sha256').update(JSON.stringify(questions)).digest('hex').slice(0, 8);
}
