import { expect, it } from 'vitest';
import { twoSidedWidth } from '../stats/confidence-sequence.ts';
import { addValue, mergeMeans, NO_VALUES, type MeanAccumulator } from '../stats/mean-accumulator.ts';
import { compareVariants } from './compare-variants.ts';
import type { VariantMeasurement } from './verdict.ts';

const rules = { alpha: 0.05, tightestAtUnits: 5000, minimumUnits: 200 };

/** So many units, of which so many have a one. */
const shares = (units: number, ones: number) => Array.from({ length: units }, (_, index) => (index < ones ? 1 : 0)).reduce(addValue, NO_VALUES);

const measured = (variant: string, all: MeanAccumulator, triggered: MeanAccumulator = NO_VALUES): VariantMeasurement => ({
  variant,
  exposedUnits: all.count,
  metrics: { answered: { all, triggered, byDeviceClass: {} } },
});
const compare = (control: MeanAccumulator, treated: MeanAccumulator, range: [number, number] = [0, 1]) =>
  compareVariants([measured('a', control), measured('b', treated)], rules, [{ name: 'answered', range }])[0]!.effect;

it('the interval is the sequence’s width for both arms’ spread', () => {
  const effect = compare(shares(1000, 500), shares(1000, 540))!;
  const deviation = Math.sqrt((0.25 + 0.2484) * 2);
  expect(effect.difference).toBeCloseTo(0.04, 12);
  expect(effect.high - effect.difference).toBeCloseTo(twoSidedWidth({ count: 2000, deviation }, { alpha: 0.05, tightestAt: 5000 }), 3);
});

it('nothing is said while one arm is small, however large the other', () => {
  expect(compare(shares(5000, 4500), shares(99, 99))).toBeNull();
  expect(compare(shares(5000, 4500), shares(100, 90))).not.toBeNull();
});

it('a small arm that saw no failure yet isn’t sure that there is none', () => {
  const effect = compare(shares(5000, 4750), shares(100, 100))!;
  // Of a hundred at 95 %, all come out right six times in a thousand: no evidence at all before the first look of many.
  expect(effect.low).toBeLessThan(0);
  const points = compare(shares(5000, 4750), shares(100, 100), [0, 10])!;
  expect(points.low).toBeLessThan(0);
});

it('nothing is said of values that are all alike', () => {
  expect(compare(shares(500, 0), shares(500, 0), [0, 10])).toBeNull();
  expect(compare(shares(500, 0), shares(500, 0))).toMatchObject({ difference: 0, pValue: 1 });
});

it('those triggered are compared where both variants trigger alike, and diluted by their share', () => {
  const [before, after] = [shares(600, 300), shares(600, 360)];
  const rest = shares(400, 200);
  const both = (one: MeanAccumulator, other: MeanAccumulator) =>
    compareVariants([measured('a', mergeMeans(before, rest), one), measured('b', mergeMeans(after, rest), other)], rules, [{ name: 'answered', range: [0, 1] }])[0]!.triggered;
  const triggered = both(before, after)!;
  expect([triggered.effect.difference, triggered.triggerRate]).toEqual([expect.closeTo(0.1, 9), 0.6]);
  expect(triggered.diluted).toBeCloseTo(0.06, 9);
  // B makes people ask again, and so triggers others than A does.
  expect(both(before, shares(800, 460))).toBeNull();
});
