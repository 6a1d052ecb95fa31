import { expect, it } from 'vitest';
import { answerConfidence } from './confidence.ts';
import { rawScore } from './raw-score.ts';
import { createSignalAccumulator } from './signal-accumulator.ts';
import { readTokenSignal } from './token-signal.ts';

function signalsOf(logProbs: readonly number[]) {
  const accumulator = createSignalAccumulator();
  for (const logProb of logProbs) accumulator.add({ tokenId: 1, logProb, margin: 0.5, entropy: 1 });
  return accumulator.signals();
}

it('gives a short answer the probability of its whole sequence', () => {
  expect(rawScore(signalsOf([-0.1, -0.2, -0.3]))).toBeCloseTo(Math.exp(-0.6), 9);
});

it('does not punish length alone', () => {
  const short = rawScore(signalsOf(Array(32).fill(-0.05)));
  const long = rawScore(signalsOf(Array(400).fill(-0.05)));
  expect(long).toBeCloseTo(short, 9);
});

it('counts the tokens of a longer answer per eight', () => {
  expect(rawScore(signalsOf(Array(8).fill(-0.1)))).toBeCloseTo(Math.exp(-0.8), 9);
  expect(rawScore(signalsOf(Array(16).fill(-0.1)))).toBeCloseTo(Math.exp(-0.8), 9);
  expect(rawScore(signalsOf([...Array(8).fill(0), ...Array(8).fill(-0.1)]))).toBeCloseTo(Math.exp(-0.4), 9);
});

it('judges a long answer by its weakest stretch', () => {
  const even = rawScore(signalsOf(Array(200).fill(-0.05)));
  const withGap = rawScore(signalsOf([...Array(100).fill(-0.05), ...Array(20).fill(-2), ...Array(80).fill(-0.05)]));
  expect(withGap).toBeLessThan(even / 4);
});

it('slides its window: the lowest sum is over 32 neighbours, not over all', () => {
  const logProbs = Array.from({ length: 100 }, (_, index) => -((index * 7919) % 97) / 97);
  const expected = Math.min(...logProbs.map((_, end) => logProbs.slice(Math.max(0, end - 31), end + 1).reduce((a, b) => a + b, 0)));
  expect(signalsOf(logProbs).lowestWindowLogProb).toBeCloseTo(expected, 9);
});

it('is sure of nothing it cannot read', () => {
  expect(rawScore(signalsOf([]))).toBe(0);
  expect(rawScore(signalsOf([-0.1, NaN, -0.1]))).toBe(0);
  expect(Number.isNaN(readTokenSignal([1, NaN, 2]).logProb)).toBe(true);
});

it('says uncalibrated until a map was fitted', () => {
  const fitted = { labels: 900, scorer: { kind: 'score' }, map: { kind: 'platt', a: 0, b: 0 } } as const;
  expect(answerConfidence(signalsOf([0]), undefined)).toEqual({ value: 1, isCalibrated: false });
  expect(answerConfidence(signalsOf([0]), { short: fitted })).toEqual({ value: 0.5, isCalibrated: true });
  expect(answerConfidence(signalsOf(Array(33).fill(0)), { short: fitted }).isCalibrated).toBe(false);
});

it('reads signals of a large vocabulary as plain arithmetic does', () => {
  const logits = Float32Array.from({ length: 32_064 }, (_, index) => Math.sin(index) * 5);
  const values = [...logits];
  const partition = values.reduce((sum, value) => sum + Math.exp(value), 0);
  const probabilities = values.map((value) => Math.exp(value) / partition);
  const sorted = probabilities.toSorted((one, other) => other - one) as [number, number];
  const signal = readTokenSignal(logits);
  expect(signal.tokenId).toBe(values.indexOf(Math.max(...values)));
  expect(signal.logProb).toBeCloseTo(Math.log(sorted[0]), 9);
  expect(signal.margin).toBeCloseTo(sorted[0] - sorted[1], 9);
  expect(signal.entropy).toBeCloseTo(-probabilities.reduce((sum, p) => sum + p * Math.log(p), 0), 9);
});
