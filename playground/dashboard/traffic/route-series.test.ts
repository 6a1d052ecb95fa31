import { expect, test } from 'vitest';
import { trafficHour } from '../fixtures/traffic-hour.ts';
import { rangeAt } from '../range/time-range.ts';
import { countByRoute, latencySeries, routeSeries } from './route-series.ts';

const now = Date.UTC(2026, 10, 25, 12, 20);
const range = rangeAt('24h', now, 0);
const hour = Date.UTC(2026, 10, 25, 12);

test('rows of the same hour and route add up, whatever their reason or model', () => {
  const hours = [
    trafficHour({ startMs: hour, route: 'device', count: 3 }),
    trafficHour({ startMs: hour, route: 'device', reason: 'unsure_kept', count: 2 }),
    trafficHour({ startMs: hour - 3_600_000, route: 'hosted', count: 7 }),
    trafficHour({ startMs: range.fromMs - 3_600_000, route: 'none', count: 100 }),
  ];
  const series = routeSeries(hours, range);
  expect(series.device.slice(-2)).toEqual([0, 5]);
  expect(series.hosted.slice(-2)).toEqual([7, 0]);
  expect(series.none.every((count) => count === 0)).toBe(true);
  expect(countByRoute(hours)).toEqual({ device: 5, hosted: 7, none: 100 });
});

test('an hour in which too few were measured has no latency', () => {
  const hours = [
    trafficHour({ startMs: hour, route: 'hosted', count: 100, latency: { '70': 100 } }),
    trafficHour({ startMs: hour - 3_600_000, route: 'hosted', count: 2, latency: { '70': 2 } }),
  ];
  const [before, last] = latencySeries(hours, range, 'hosted', 0.5).slice(-2);
  expect(before).toBeNull();
  expect(last).toBeCloseTo(1.1 ** 70.5, -1);
});
