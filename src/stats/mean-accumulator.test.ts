import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addValue, NO_VALUES, removeValue } from './mean-accumulator.ts';

it('a value that is taken out again leaves what the others come to', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), fc.nat(), (values, at) => {
      const out = at % values.length;
      const others = values.filter((_, index) => index !== out).reduce(addValue, NO_VALUES);
      const left = removeValue(values.reduce(addValue, NO_VALUES), values[out]!);
      expect(left.count).toBe(others.count);
      expect(Math.abs(left.mean - others.mean)).toBeLessThan(1e-6);
      expect(Math.abs(left.m2 - others.m2)).toBeLessThanOrEqual(1e-9 * (others.m2 + 1e12));
    }),
  );
});
