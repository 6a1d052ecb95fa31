// Exams, the passes over them, and what their answers come to.
import { generateExam, type ExamQuestion } from '../../models/phi-3-nano/exam/generate-exam.ts';
import { benchPolicy } from './bench-policy.ts';
import { WATCHED_SHARE } from './goals.ts';
import { othersOf, thresholdFor } from './leave-one-out.ts';
import type { AskedAnswer } from './page-session.ts';
import type { Pass } from './pass.ts';
import { watchedPolicy } from './promises.ts';

/** Easy, hard, long tail and out of distribution in the exam's fixed mix. */
export interface SeedExam {
  readonly seed: number;
  readonly questions: readonly ExamQuestion[];
  readonly prompts: readonly string[];
}

export function examOf(seed: number, count: number): SeedExam {
  const questions = generateExam({ seed, count });
  return { seed, questions, prompts: questions.map(({ prompt }) => prompt) };
}

/** Everything is kept: what a threshold would do with it is decided afterwards. */
export const devicePass = ({ seed, prompts }: SeedExam): Pass => ({ name: `device-seed-${seed}`, prompts, mode: 'only_on_device', policy: benchPolicy(0) });

/** The real thing end to end, for comparison. */
export const cascadePass = ({ seed, prompts }: SeedExam, share: number, threshold: number): Pass => ({ name: `cascade-${share}-seed-${seed}`, prompts, mode: 'prefer_on_device', policy: benchPolicy(threshold) });

export const watchedPass = ({ seed, prompts }: SeedExam): Pass => ({ name: `watched-seed-${seed}`, prompts, mode: 'prefer_on_device', policy: watchedPolicy(WATCHED_SHARE) });

export const shippedPass = ({ seed, prompts }: SeedExam): Pass => ({ name: `default-policy-seed-${seed}`, prompts, mode: 'prefer_on_device', policy: undefined });

/** A hosted stand-in says the same to the same question, so each is asked once. */
export const hostedPass = (model: string, prompts: readonly string[]): Pass => ({ name: `hosted-${model}`, prompts: [...new Set(prompts)], mode: 'only_in_cloud', policy: benchPolicy(0) });

/** Seed → the threshold that hands up `share` of the device's answers to the other seeds. */
export function thresholdsOf(share: number, exams: readonly SeedExam[], device: readonly (readonly AskedAnswer[])[]): ReadonlyMap<number, number> {
  const others = othersOf(device);
  return new Map(exams.map(({ seed }, index) => [seed, thresholdFor(share, (others[index] as AskedAnswer[]).map(({ confidence }) => confidence ?? 0))]));
}

/** Share of an exam's questions that are among those its thresholds are fitted on, by seed: small families repeat. They stay in the fit: without them its mixture would not be the exam's, and one number, a quantile, learns no question by heart. */
export function repeatedShares(exams: readonly SeedExam[]): ReadonlyMap<number, number> {
  const others = othersOf(exams.map(({ prompts }) => prompts)).map((prompts) => new Set(prompts));
  return new Map(exams.map(({ seed, prompts }, index) => [seed, prompts.filter((prompt) => others[index]?.has(prompt)).length / prompts.length]));
}
