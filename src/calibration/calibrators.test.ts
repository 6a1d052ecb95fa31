import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSeededRandom } from '../../models/phi-3-nano/exam/seeded-random.ts';
import { fitIsotonic } from './isotonic.ts';
import { fitLogistic } from './logistic.ts';
import { mapScore } from './map-score.ts';
import { fitPlatt } from './platt.ts';

const labelled = fc.array(fc.tuple(fc.double({ min: -14, max: 14, noNaN: true }), fc.constantFrom(0, 1), fc.double({ min: 0.1, max: 100, noNaN: true })), { minLength: 1, maxLength: 120 });

/** As fitIsotonic wants them. */
function sortedColumns(rows: readonly (readonly [number, number, number])[]) {
  const sorted = rows.toSorted(([one], [other]) => one - other);
  return [sorted.map(([score]) => score), sorted.map(([, label]) => label), sorted.map(([, , weight]) => weight)] as const;
}

it.each([
  ['isotonic', fitIsotonic],
  ['Platt', fitPlatt],
])('%s: never falls as the score rises, and stays within 0 and 1, whatever the labels', (_, fit) => {
  fc.assert(
    fc.property(labelled, fc.array(fc.double({ min: -60, max: 60, noNaN: true }), { minLength: 2, maxLength: 60 }), (rows, probes) => {
      const map = fit(...sortedColumns(rows));
      const told = probes.toSorted((one, other) => one - other).map((score) => mapScore(map, score));
      expect(told.filter((p) => !(p >= 0 && p <= 1))).toEqual([]);
      expect(told.filter((p, index) => p < (told[index - 1] ?? 0) - 1e-15)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

it('an isotonic map gives surer answers more confidence, even on one step', () => {
  const map = fitIsotonic([-2, -1, 0, 1, 2, 3], [0, 1, 0, 1, 0, 1], Array(6).fill(1));
  expect(mapScore(map, 0.4)).toBeGreaterThan(mapScore(map, 0.3));
  expect(mapScore(map, 9)).toBeGreaterThan(mapScore(map, 8));
});

it('a score that tells nothing, or the wrong way round, gives everybody the share of right ones', () => {
  const map = fitPlatt([1, 2, 3, 4], [1, 1, 0, 0]);
  expect(map.a).toBe(0);
  expect(mapScore(map, 100)).toBeCloseTo(0.5, 9);
});

it('answers with the very same score get their share of right ones, in whatever order they are told', () => {
  const scores = Array.from({ length: 1000 }, (_, index) => (index < 500 ? 1.4 : 2.2));
  const sorted = scores.map((score, index) => (index % 500 < (score === 1.4 ? 100 : 50) ? 0 : 1));
  const shuffled = scores.map((score, index) => (index % (score === 1.4 ? 5 : 10) === 0 ? 0 : 1));
  const weights = scores.map(() => 1);
  expect(fitIsotonic(scores, sorted, weights)).toEqual(fitIsotonic(scores, shuffled, weights));
  const map = fitIsotonic(scores, sorted, weights);
  expect(mapScore(map, 1.4)).toBeCloseTo(0.8, 2);
  expect(mapScore(map, 2.2)).toBeCloseTo(0.9, 2);
});

it('an isotonic map refuses a score that is no number, instead of never coming to an end', () => {
  expect(() => fitIsotonic([-1, NaN, 1], [0, 1, 1], [1, 1, 1])).toThrow(new RangeError('Score 2 of 3 is no number.'));
});

it('an isotonic map is no surer at its ends than the labels there allow', () => {
  // 980 with every tenth wrong, and 20 above them that were all right: the top is (20 + ½) ÷ (20 + 1), not 1 − ½ ÷ 1,001.
  const scores = Array.from({ length: 1000 }, (_, index) => index / 100);
  const labels = scores.map((_, index) => (index >= 980 ? 1 : index % 10 === 9 ? 0 : 1));
  const top = (of: number[]) => mapScore(fitIsotonic(scores, of, scores.map(() => 1)), 50);
  expect(top(labels)).toBeCloseTo(20.5 / 21, 3);
  const mirrored = labels.map((label) => 1 - label).toReversed();
  expect(mapScore(fitIsotonic(scores, mirrored, scores.map(() => 1)), -50)).toBeCloseTo(0.5 / 21, 3);
  // One right answer at the top is no surer than those below it.
  expect(top(scores.map((_, index) => (index === 999 || index % 20 !== 0 ? 1 : 0)))).toBeLessThan(0.985);
});

it('a fit is the same whatever unit the weights are in', () => {
  const random = createSeededRandom(3);
  const scores = Array.from({ length: 80 }, () => random.integer(-300, 300) / 100);
  const labels = Uint8Array.from(scores, (score) => (random.chance(1 / (1 + Math.exp(-score))) ? 1 : 0));
  const one = fitPlatt(scores, labels);
  const hundred = fitPlatt(scores, labels, scores.map(() => 100));
  expect([hundred.a, hundred.b]).toEqual([expect.closeTo(one.a, 9), expect.closeTo(one.b, 9)]);
  const features = Float64Array.from({ length: 160 }, (_, index) => (index % 2 === 0 ? (scores[index / 2] as number) : index % 7));
  const logistic = (weight: number) => fitLogistic({ features, width: 2, labels, weights: new Float64Array(80).fill(weight), rows: Int32Array.from(scores, (_, row) => row) });
  expect(logistic(100).weights[0]).toBeCloseTo(logistic(1).weights[0] ?? 0, 9);
});
