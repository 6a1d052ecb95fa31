import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../models/phi-3-nano/exam/seeded-random.ts';
import type { GradedAnswer } from './grade-run.ts';
import { choicesOf, resamplePromise } from './promises.ts';

/** A device whose confidence is its probability, or is not. */
function examOf(seed: number, rightAt: (confidence: number) => number): GradedAnswer[] {
  const random = createSeededRandom(seed);
  return Array.from({ length: 1000 }, (_, index) => {
    const confidence = random.integer(0, 10_000) / 10_000;
    return {
      prompt: `${seed}-${index}`, isRight: random.chance(rightAt(confidence)), tier: 'easy', task: 'any', text: '', source: 'device',
      confidence, isCalibrated: true, isComplete: true, hasFailed: false, totalMs: 1, outputTokens: 1, deviceTokens: 1,
    };
  });
}
const exams = (count: number, rightAt: (confidence: number) => number) => Array.from({ length: count }, (_, seed) => examOf(seed, rightAt));

describe('the promise over many calibrations', () => {
  it('holds where labels and questions are alike', () => {
    const { held, meanWrongKept, meanKept } = resamplePromise(exams(5, (confidence) => confidence), 0.05, 40);
    expect(held).toBeGreaterThanOrEqual(0.9);
    expect(meanWrongKept).toBeLessThan(0.05);
    expect(meanKept).toBeGreaterThan(0.2);
  });

  it('is judged on exams that gave no label: it breaks where each exam is sure in its own way', () => {
    const own = [...exams(1, () => 1), ...exams(1, () => 0.5)];
    expect(resamplePromise(own, 0.05, 10).held).toBeLessThanOrEqual(0.5);
  });

  it('takes each half of the exams in turn', () => {
    expect(choicesOf(5, 2)).toHaveLength(10);
    expect(choicesOf(3, 2)).toEqual([[0, 1], [0, 2], [1, 2]]);
    expect(choicesOf(2, 1)).toEqual([[0], [1]]);
  });
});
