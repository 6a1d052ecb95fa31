import { expect, it } from 'vitest';
import { estimateOffPolicy } from './off-policy.ts';

/** Units of two arms, half of which go the other policy's way, with so many decisions each. */
const decisions = (units: number, each: number) =>
  Array.from({ length: units * each }, (_, index) => {
    const unit = index % units;
    return { unit: `unit-${unit}`, reward: (unit >> 1) % 2, propensity: 0.5, targetPropensity: unit % 2 };
  });

it('many decisions of few people carry no interval: what one of them asks is alike', () => {
  // 50 units of which 25 count, 1,500 decisions.
  expect(estimateOffPolicy(decisions(50, 30))).toMatchObject({ problem: 'few_units', effectiveUnits: expect.closeTo(25, 9), effectiveSampleSize: expect.closeTo(750, 6), estimates: null });
  expect(estimateOffPolicy(decisions(24, 60))).toMatchObject({ problem: 'one_dominates' });
  expect(estimateOffPolicy(decisions(80, 30)).problem).toBeNull();
});

it('decisions without a unit are each their own', () => {
  const alone = decisions(400, 1).map((decision) => ({ ...decision, unit: undefined }));
  expect(estimateOffPolicy(alone)).toMatchObject({ problem: null, effectiveUnits: expect.closeTo(200, 9) });
});
