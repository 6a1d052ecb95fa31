import { expect, it } from 'vitest';
import { FEATURES_OF_VERSION } from '../../src/confidence/answer-features.ts';
import { drawWatch } from './generated/draw-calibration.ts';
import { drawsFrom } from './generated/draws.ts';
import { runGolden } from './run-golden.ts';

it('keeps every golden vector and scenario in Node', () => {
  const report = runGolden();
  expect(report.failures).toEqual([]);
  expect(report.checks).toBeGreaterThan(600);
});

it('draws calibrations of every version of the features, as they are in use', () => {
  const scorers = Array.from({ length: 40 }, (_, seed) => drawWatch(drawsFrom(seed)).scorer);
  expect([...new Set(scorers.map(({ features }) => String(features)))].toSorted()).toEqual(Object.keys(FEATURES_OF_VERSION));
  expect(scorers.every(({ features, weights }) => weights.length === FEATURES_OF_VERSION[features])).toBe(true);
});
