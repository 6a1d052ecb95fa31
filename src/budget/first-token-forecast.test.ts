import fc from 'fast-check';
import { expect, it } from 'vitest';
import { normalQuantile } from '../stats/normal.ts';
import { firstTokenAt, forecastFromObserved, scoreOf, usualSpreadAt } from './first-token-forecast.ts';
import { NO_LATENCIES, observeLatency } from './latency-histogram.ts';

const observed = (ms: number, count: number) => Array.from({ length: count }).reduce<typeof NO_LATENCIES>((histogram) => observeLatency(histogram, { ms, atMs: 0, halfLifeMs: 1000 }), NO_LATENCIES);

it('begins with the policy’s word and ends with what was seen', () => {
  expect(forecastFromObserved(NO_LATENCIES, 400)).toBeUndefined();
  expect(usualSpreadAt(0.1)).toBe(1);
  expect(usualSpreadAt(0.95)).toBeCloseTo(2.276, 9);
  expect(usualSpreadAt(0.999)).toBeCloseTo(3.2001, 9);
  expect(forecastFromObserved(observed(1500, 1), 400)!.p50).toBeLessThan(600);
  expect(forecastFromObserved(observed(1500, 200), 400)!.p50).toBeCloseTo(1500, -3);
  expect(forecastFromObserved(observed(1500, 200), 400)!.p95).toBeLessThan(1500 * 1.1 * 1.1);
});

it('never falls with the probability asked for, and errs on the late side', () => {
  const share = fc.double({ min: 0.5, max: 0.99, noNaN: true });
  const seen = { p50: 480, p75: 500, p90: 900, p95: 900, p99: 5000 };
  fc.assert(
    fc.property(share, share, (one, other) => {
      const [low, high] = one < other ? [one, other] : [other, one];
      expect(firstTokenAt(seen, low)).toBeLessThanOrEqual(firstTokenAt(seen, high));
      expect(usualSpreadAt(low)).toBeLessThanOrEqual(usualSpreadAt(high));
      expect(scoreOf(high)).toBeGreaterThanOrEqual(normalQuantile(high) - 1e-9);
      expect(scoreOf(high) - normalQuantile(high)).toBeLessThan(0.15);
    }),
  );
});
