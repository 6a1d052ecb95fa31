import { expect, it } from 'vitest';
import { auroc } from '../cascade/auroc.ts';
import { crossings, curveOf, orderByScore, routingCurve } from './routing-curve.ts';
import { separation } from './separation.ts';

/** science.md, row 23: RouteLLM's evaluate.py. */
it('gives the area and the crossings of RouteLLM’s evaluation', () => {
  const calls = [0, 0.25, 0.5, 0.75, 1];
  const recovered = [0.6, 0.72, 0.78, 0.79, 0.8].map((quality) => (quality - 0.6) / 0.2);
  expect(curveOf(calls, recovered).apgr).toBeCloseTo(0.7375, 9);
  expect(crossings(calls, recovered).cpt50).toBeCloseTo(0.2083333333, 9);
  expect(crossings(calls, recovered).cpt80).toBeCloseTo(0.4166666667, 9);
  expect(curveOf([0, 1], [0, 1]).apgr).toBe(0.5);
  expect(crossings([0, 1], [0, 1])).toEqual({ cpt50: 0.5, cpt80: 0.8, cpt95: 0.95 });
});

/** science.md, row 24: the counts of RouteLLM's own results, both right, weak only, strong only, neither. */
it.each([
  [[8816, 742, 2496, 1983], 0.0625, 0.1],
  [[739, 94, 382, 92], 0.1102, 0.1763],
])('finds the oracle’s crossings for %j', ([both = 0, weakOnly = 0, strongOnly = 0, neither = 0], cpt50, cpt80) => {
  const device = Float64Array.from([...Array<number>(both).fill(1), ...Array<number>(weakOnly).fill(1), ...Array<number>(strongOnly).fill(0), ...Array<number>(neither).fill(0)]);
  const hosted = Float64Array.from([...Array<number>(both).fill(1), ...Array<number>(weakOnly).fill(0), ...Array<number>(strongOnly).fill(1), ...Array<number>(neither).fill(0)]);
  const score = hosted.map((each, row) => each - device[row]!);
  const curve = routingCurve({ score, device, hosted, weight: score.map(() => 1) });
  expect(curve.cpt50).toBeCloseTo(cpt50, 3);
  expect(curve.cpt80).toBeCloseTo(cpt80, 3);
  // The best mix beats the strong model alone.
  expect(curve.apgr).toBeGreaterThan(1);
});

it('is 0.5 where all scores are equal, in whatever order the rows stand', () => {
  const device = Float64Array.from([0, 1, 0, 1, 0, 0]);
  const hosted = Float64Array.from([1, 1, 0, 0, 1, 1]);
  const even = device.map(() => 1);
  expect(routingCurve({ score: device.map(() => 0), device, hosted, weight: even }).apgr).toBeCloseTo(0.5, 12);
});

it('separates as auroc does where each row counts once, and as rows said twice where one counts twice', () => {
  const score = Float64Array.from([3, 1, 2, 2, 5, 1, 4]);
  const isSo = (row: number) => row % 3 === 0;
  const all = [...score].map((each, row) => ({ score: each, isRight: isSo(row) }));
  const separated = (weight: Float64Array) => separation({ score, order: orderByScore(score), weight, isSo });
  expect(separated(score.map(() => 1))).toBeCloseTo(auroc(all), 12);
  expect(separated(score.map((_, row) => (row === 2 || row === 3 ? 2 : 1)))).toBeCloseTo(auroc([...all, all[2]!, all[3]!]), 12);
  expect(separation({ score, order: orderByScore(score), weight: score.map(() => 1), isSo: () => true })).toBeNaN();
});
