import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FittedWatch } from '../calibration/calibration.ts';
import { lastingRisk, riskPath } from '../calibration/fit-watch.ts';
import { FEATURES, FEATURE_VERSION } from './answer-features.ts';
import { createSignalAccumulator } from './signal-accumulator.ts';
import { shiftRisk, watchEvidence } from './watch-evidence.ts';

/** Looks at the least likely token alone. */
const watch = (shift: number, patience: number): FittedWatch => ({
  labels: 100,
  scorer: { kind: 'logistic', features: FEATURE_VERSION, means: FEATURES.map(() => 0), deviations: FEATURES.map(() => 1), weights: FEATURES.map((name) => (name === 'minimum' ? 1 : 0)), bias: 0 },
  map: { kind: 'platt', a: -1, b: 0 },
  shift,
  patience,
});
const traces = fc.array(fc.tuple(fc.double({ min: -6, max: 0, noNaN: true }), fc.constant(0.5), fc.constant(1), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 60 });

function evidenceOf(fitted: FittedWatch, trace: readonly (readonly [number, number, number, number])[]): readonly number[] {
  const accumulator = createSignalAccumulator();
  const evidence = watchEvidence(fitted);
  return trace.map(([logProb, margin, entropy, tokenId]) => {
    accumulator.add({ logProb, margin, entropy, tokenId });
    return evidence.add(accumulator.signals());
  });
}

it('is token by token what the fit made of the same trace, and only ever rises', () => {
  fc.assert(
    fc.property(traces, fc.constantFrom(1, 2, 5), fc.constantFrom(0, 1, 3), (trace, patience, shift) => {
      const fitted = watch(shift, patience);
      const told = evidenceOf(fitted, trace);
      expect(told).toEqual([...lastingRisk(riskPath(fitted, trace), patience)].map((risk) => shiftRisk(risk, shift)));
      expect(told).toEqual(told.toSorted((one, other) => one - other));
    }),
    { numRuns: 40 },
  );
});

it('evidence has to last, and counts less than at the end', () => {
  const trace = [[-0.001, 1, 0, 1], [-5, 0, 1, 2], [-0.001, 1, 0, 3], [-0.001, 1, 0, 4]] as const;
  const [, second = 0, third = 0] = evidenceOf(watch(0, 2), trace);
  expect(second).toBeLessThan(0.01);
  expect(third).toBeGreaterThan(0.9);
  expect(evidenceOf(watch(3, 2), trace)[2]).toBeLessThan(third);
  expect(evidenceOf(watch(0, 9), trace)).toEqual([0, 0, 0, 0]);
});

it('takes an answer that can’t be read for certain to be wrong', () => {
  expect(evidenceOf(watch(0, 1), [[NaN, 1, 0, 1]])[0]).toBeGreaterThan(0.99);
});
