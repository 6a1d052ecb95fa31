import { expect, test } from 'vitest';
import { aroundLevel, fromZero } from './chart-spec.ts';
import { stackedBars } from './stacked-bars.ts';

test('the tallest bar is drawn first, and the last step has its whole width', () => {
  const spec = stackedBars([0, 3_600_000], 3_600_000, [
    { label: 'device', colour: 'device', values: [3, 4] },
    { label: 'hosted', colour: 'hosted', values: [1, 2] },
  ], String);
  expect(spec.series.map(({ label, values }) => [label, values])).toEqual([
    ['hosted', [4, 6]],
    ['device', [3, 4]],
  ]);
  expect(spec.xRange).toEqual([0, 7200]);
});

test('an empty chart has a scale all the same', () => {
  expect(fromZero(0, 0)).toEqual([0, 1]);
  expect(aroundLevel(0)(0, 0)).toEqual([-0.1, 0.1]);
});

test('the line that is compared with stays in sight', () => {
  const [low, high] = aroundLevel(0)(2, 3);
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(3);
});
