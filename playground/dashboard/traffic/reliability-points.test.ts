import { expect, test } from 'vitest';
import { calibrationError, reliabilityPoints } from './reliability-points.ts';

const bin = (from: number, count: number, meanConfidence: number, agreed: number) => ({ from, to: from + 0.1, count, meanConfidence, agreed });

test('empty bins are no points, and every point has its interval', () => {
  const points = reliabilityPoints([bin(0.4, 0, 0, 0), bin(0.9, 50, 0.95, 45)]);
  expect(points).toHaveLength(1);
  expect(points[0]).toMatchObject({ confidence: 0.95, count: 50 });
  expect(points[0]?.agreed.low).toBeLessThan(0.9);
});

test('the calibration error weighs each bin by its count', () => {
  const points = reliabilityPoints([bin(0.5, 100, 0.5, 40), bin(0.9, 300, 0.9, 270)]);
  expect(calibrationError(points)).toBeCloseTo(0.025, 10);
  expect(calibrationError(reliabilityPoints([bin(0.9, 20, 0.9, 10)]))).toBeNull();
});
