import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settle } from './settle.ts';

it('makes equal what differs by the order of a sum', () => {
  expect(settle(0.1 + 0.2)).toBe(0.3);
  const shares = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { maxLength: 20 });
  fc.assert(
    fc.property(shares, (values) => {
      const forwards = values.reduce((sum, value) => sum + value, 0);
      const backwards = values.toReversed().reduce((sum, value) => sum + value, 0);
      // Two sums on both sides of a half are one apart; nothing else is.
      expect(Math.abs(settle(forwards) - settle(backwards))).toBeLessThan(1.5e-9);
    }),
  );
});

it('never turns the order of two numbers around, and leaves what is large, endless or no number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (one, other) => {
      expect(one <= other ? settle(one) <= settle(other) : settle(one) >= settle(other)).toBe(true);
      expect(settle(settle(one))).toBe(settle(one));
    }),
  );
  expect([Infinity, -Infinity, NaN, 1e300, 12_345_678.9].map(settle)).toEqual([Infinity, -Infinity, NaN, 1e300, 12_345_678.9]);
});
