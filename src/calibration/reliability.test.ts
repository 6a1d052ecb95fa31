import { expect, it } from 'vitest';
import { areaUnderRiskCoverage, calibrationError } from './reliability.ts';

it('tied confidences are judged as one, in whatever order they are told', () => {
  const confidence = Array<number>(100).fill(0.8);
  const inOrder = { confidence, right: confidence.map((_, index) => (index < 20 ? 0 : 1)) };
  const mixed = { confidence, right: confidence.map((_, index) => (index % 5 === 0 ? 0 : 1)) };
  expect([calibrationError(inOrder), calibrationError(mixed)]).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)]);
  expect([areaUnderRiskCoverage(inOrder), areaUnderRiskCoverage(mixed)]).toEqual([expect.closeTo(0.2, 9), expect.closeTo(0.2, 9)]);
});
