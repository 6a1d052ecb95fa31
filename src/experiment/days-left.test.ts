import { describe, expect, it } from 'vitest';
import { twoSidedWidth } from '../stats/confidence-sequence.ts';
import { daysLeft } from './days-left.ts';

const shape = { alpha: 0.05, tightestAt: 5000 };

function seen(difference: number, units: number, deviation: number) {
  const width = twoSidedWidth({ count: units, deviation }, shape);
  return { difference, low: difference - width, high: difference + width, pValue: 1, units };
}

describe('days left', () => {
  const about = { alpha: shape.alpha, tightestAtUnits: shape.tightestAt };

  it('end where the interval around what was seen leaves out zero, at the rate there is', () => {
    const days = daysLeft({ effect: seen(0.02, 1000, 1), ...about, unitsPerDay: 500 })!;
    const units = 1000 + days * 500;
    expect(twoSidedWidth({ count: units, deviation: 1 }, shape)).toBeCloseTo(0.02, 4);
  });

  it('are fewer where “no difference worth having” can be said sooner', () => {
    const effect = seen(0.001, 1000, 1);
    const alone = daysLeft({ effect, ...about, unitsPerDay: 1000 })!;
    const withMinimum = daysLeft({ effect, ...about, unitsPerDay: 1000, minimumEffect: 0.05 })!;
    expect(withMinimum).toBeLessThan(alone / 100);
    expect(twoSidedWidth({ count: 1000 + withMinimum * 1000, deviation: 1 }, shape)).toBeCloseTo(0.049, 4);
  });

  it('can’t be told for a difference of zero, or where nobody comes any more', () => {
    expect(daysLeft({ effect: seen(0, 1000, 1), ...about, unitsPerDay: 1000 })).toBeNull();
    expect(daysLeft({ effect: seen(0.02, 1000, 1), ...about, unitsPerDay: 0 })).toBeNull();
  });
});
