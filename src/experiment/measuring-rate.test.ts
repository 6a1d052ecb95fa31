import { expect, it } from 'vitest';
import { measuringRate } from './measuring-rate.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const about = { startedAt: 0, windowHours: 22 };

it('the first window tells nothing of the rate: a thousand units a day are a thousand on the second day as on the tenth', () => {
  const after = (days: number) => measuringRate({ ...about, units: 1000 * (days - 1), earlier: [], now: days * DAY });
  expect([after(1.5), after(2), after(10)]).toEqual([1000, 1000, 1000]);
});

it('after a ramp it is the rate of the last days', () => {
  const earlier = [0, 1, 2, 3, 4, 5].map((day) => ({ at: day * DAY, units: day * 10 }));
  expect(measuringRate({ ...about, units: 3050, earlier, now: 6 * DAY })).toBeCloseTo((3050 - 30) / 3, 9);
});

it('a few hours tell too little of a day, and nobody comes where nobody came', () => {
  expect(measuringRate({ ...about, units: 100, earlier: [{ at: 2 * DAY - HOUR, units: 40 }], now: 2 * DAY })).toBe(100);
  expect(measuringRate({ ...about, units: 100, earlier: [{ at: 9 * DAY, units: 100 }], now: 10 * DAY })).toBe(0);
});

it('can’t be told before a window is over, or without a unit', () => {
  expect(measuringRate({ ...about, units: 5, earlier: [], now: DAY / 2 })).toBeNull();
  expect(measuringRate({ ...about, units: 0, earlier: [], now: 3 * DAY })).toBeNull();
});
