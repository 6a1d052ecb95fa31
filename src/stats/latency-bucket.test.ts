import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBuckets, addLatency, latencyBucket, latencyQuantile } from './latency-bucket.ts';

describe('latency buckets', () => {
  it('grow by a tenth', () => {
    expect([0, 0.5, 1, 1.2, 100, 106.7, 106.8, 60_000].map(latencyBucket)).toEqual([0, 0, 0, 1, 48, 48, 49, 115]);
  });

  it('give a quantile that is at most a tenth too high', () => {
    const sorted = fc.array(fc.double({ min: 1.2, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(sorted, fc.constantFrom(0.1, 0.5, 0.9, 0.99), (values, quantile) => {
        const ordered = values.toSorted((one, other) => one - other);
        const exact = ordered[Math.max(0, Math.ceil(quantile * ordered.length) - 1)]!;
        const read = latencyQuantile(values.reduce(addLatency, {}), quantile)!;
        expect(read).toBeGreaterThanOrEqual(exact * (1 - 1e-9));
        expect(read).toBeLessThanOrEqual(exact * 1.1 * (1 + 1e-9));
      }),
    );
  });

  it('add up like the streams they were counted from', () => {
    const one = [5, 80, 90].reduce(addLatency, {});
    const other = [80, 7000].reduce(addLatency, {});
    expect(addBuckets(one, other)).toEqual([5, 80, 90, 80, 7000].reduce(addLatency, {}));
    expect(latencyQuantile({}, 0.5)).toBeUndefined();
  });
});
