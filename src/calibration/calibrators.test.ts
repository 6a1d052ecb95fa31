import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitIsotonic } from './isotonic.ts';
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
