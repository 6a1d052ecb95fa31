import { expect, test } from 'vitest';
import { trafficHour } from '../fixtures/traffic-hour.ts';
import { latencyRows } from './latency-rows.ts';

test('each route that was measured has its first words and its whole answers', () => {
  const rows = latencyRows([
    trafficHour({ route: 'device', latency: { '60': 700 }, firstToken: { '40': 700 } }),
    trafficHour({ route: 'hosted', latency: { '70': 10 }, startMs: 1 }),
    trafficHour({ route: 'none', latency: { '90': 10 } }),
  ]);
  expect(rows.map(({ route, what, count }) => [route, what, count])).toEqual([
    ['device', 'first words', 700],
    ['device', 'whole answer', 700],
    ['hosted', 'whole answer', 10],
  ]);
  expect(rows[0]?.quantiles.map((quantile) => quantile !== null)).toEqual([true, true, true]);
  expect(rows[2]?.quantiles.map((quantile) => quantile !== null)).toEqual([true, false, false]);
});
