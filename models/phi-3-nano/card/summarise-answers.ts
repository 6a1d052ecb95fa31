// Graded answers → how many are right, how well confidence tells them apart, and how far it can be read as a probability.
import { auroc } from '../../../bench/cascade/auroc.ts';
import type { ExamAnswer } from '../exam/answer-exam.ts';

export interface AnswerSummary {
  readonly questions: number;
  readonly accuracy: number;
  /** NaN where all are right or all wrong. */
  readonly auroc: number;
  readonly calibrationError: number;
  /** Mean length of an answer. */
  readonly tokens: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** @example summariseAnswers([{ isRight: true, confidence: 0.9, tokens: 3, isComplete: true }]).accuracy // 1 */
export function summariseAnswers(answers: readonly ExamAnswer[]): AnswerSummary {
  return {
    questions: answers.length,
    accuracy: mean(answers.map(({ isRight }) => Number(isRight))),
    auroc: auroc(answers.map(({ confidence, isRight }) => ({ score: confidence, isRight }))),
    calibrationError: calibrationError(answers),
    tokens: mean(answers.map(({ tokens }) => tokens)),
  };
}

const MOST_BINS = 10;
const SMALLEST_BIN = 20;

/**
 * Expected calibration error: |mean confidence − share right|, averaged over bins of as many answers each, sorted by
 * confidence; ten bins, or fewer where there are few answers.
 */
function calibrationError(answers: readonly ExamAnswer[]): number {
  const sorted = answers.toSorted((one, other) => one.confidence - other.confidence);
  const bins = Math.max(1, Math.min(MOST_BINS, Math.floor(sorted.length / SMALLEST_BIN)));
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const ofBin = sorted.slice(Math.round((bin * sorted.length) / bins), Math.round(((bin + 1) * sorted.length) / bins));
    error += (ofBin.length / sorted.length) * Math.abs(mean(ofBin.map(({ confidence }) => confidence)) - mean(ofBin.map(({ isRight }) => Number(isRight))));
  }
  return error;
}
