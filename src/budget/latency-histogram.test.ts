import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agedTo, latencyAt, mergeLatencies, NO_LATENCIES, observeLatency, survivalOf, weightOf, type LatencyHistogram } from './latency-histogram.ts';
import { quantileOf } from './latency-law.ts';

const halfLifeMs = 60_000;
const seen = fc.array(fc.record({ ms: fc.double({ min: 1.2, max: 1e6, noNaN: true }), atMs: fc.integer({ min: 0, max: 300_000 }) }), { maxLength: 40 });
const histogramOf = (observations: readonly { ms: number; atMs: number }[]) =>
  observations.reduce<LatencyHistogram>((histogram, { ms, atMs }) => observeLatency(histogram, { ms, atMs, halfLifeMs }), NO_LATENCIES);

/** The greatest difference of a weight. */
const distance = (one: LatencyHistogram, other: LatencyHistogram) => {
  const keys = [...Object.keys(one.buckets), ...Object.keys(other.buckets)];
  return Math.max(0, ...keys.map((key) => Math.abs((one.buckets[key] ?? 0) - (other.buckets[key] ?? 0))));
};

describe('a decaying histogram', () => {
  it('counts an observation half once its half-life is over', () => {
    const one = observeLatency(NO_LATENCIES, { ms: 480, atMs: 1000, halfLifeMs });
    expect(weightOf(agedTo(one, 1000 + halfLifeMs, halfLifeMs))).toBeCloseTo(0.5, 12);
    expect(agedTo(one, 0, halfLifeMs)).toBe(one);
  });

  it('merged is what one that saw everything would be, whatever the order', () => {
    fc.assert(
      fc.property(seen, seen, (one, other) => {
        const merged = mergeLatencies(histogramOf(one), histogramOf(other), halfLifeMs);
        expect(distance(merged, histogramOf([...one, ...other]))).toBeLessThan(1e-5);
        expect(distance(merged, mergeLatencies(histogramOf(other), histogramOf(one), halfLifeMs))).toBeLessThan(1e-9);
      }),
    );
  });

  it('has quantiles that never fall, by count and by law alike', () => {
    fc.assert(
      fc.property(seen, fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.double({ min: 0.01, max: 0.99, noNaN: true }), (observations, one, other) => {
        if (observations.length === 0) return;
        const histogram = histogramOf(observations);
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(latencyAt(histogram, low)!).toBeLessThanOrEqual(latencyAt(histogram, high)!);
        const law = survivalOf(histogram);
        expect(quantileOf(law, low)).toBeLessThanOrEqual(quantileOf(law, high) + 1e-6);
        // The law lies within the bucket that the count names.
        expect(quantileOf(law, high)).toBeLessThanOrEqual(latencyAt(histogram, high)! * (1 + 1e-9));
        expect(quantileOf(law, high) * 1.1).toBeGreaterThanOrEqual(latencyAt(histogram, high)! * (1 - 1e-6));
      }),
      { numRuns: 50 },
    );
  });

  it('stays small, however much it sees', () => {
    let histogram = NO_LATENCIES;
    for (let index = 0; index < 5000; index++) histogram = observeLatency(histogram, { ms: 1.01 ** (index % 3000), atMs: index, halfLifeMs });
    expect(Object.keys(histogram.buckets).length).toBeLessThanOrEqual(160);
    expect(latencyAt(observeLatency(NO_LATENCIES, { ms: Infinity, atMs: 0, halfLifeMs }), 0.5)).toBeLessThan(4_000_000);
    expect(observeLatency(histogram, { ms: NaN, atMs: 0, halfLifeMs })).toBe(histogram);
  });
});
