// Known answers of published implementations.
import { expect, it } from 'vitest';
import { mixtureScale, oneSidedWidth, twoSidedWidth } from './confidence-sequence.ts';
import { breakerShare, errorBreaker } from './error-breaker.ts';
import { checkSampleRatio, sampleRatioTest } from './sample-ratio.ts';

it('the confidence sequence has the widths that confseq and GrowthBook give', () => {
  expect(mixtureScale({ alpha: 0.05, tightestAt: 100 })).toBeCloseTo(0.28171181376963167, 12);
  expect(twoSidedWidth({ count: 100, deviation: 1 }, { alpha: 0.05, tightestAt: 100 })).toBeCloseTo(0.3035208990376253, 12);
  expect(oneSidedWidth({ count: 1000, deviation: 1 }, { alpha: 0.05, tightestAt: 1000 })).toBeCloseTo(0.08788267616, 10);
});

it('the breaker trips at the fourteenth failure of two hundred', () => {
  const evidence = (failures: number) => errorBreaker({ failures, queries: 200, acceptable: 0.02 });
  expect(evidence(12).eValue).toBeCloseTo(172.510553, 5);
  expect([evidence(13).isTripped, evidence(14).isTripped]).toEqual([false, true]);
});

it('the hours of a breaker never use more than all there is, and one that has little needs more evidence', () => {
  const used = Array.from({ length: 100_000 }, (_, hour) => breakerShare(hour)).reduce((sum, share) => sum + share, 0);
  expect(used).toBeLessThanOrEqual(1);
  const burst = (failures: number, hour: number) => errorBreaker({ failures, queries: failures, acceptable: 0.02, share: breakerShare(hour) }).isTripped;
  expect([burst(7, 0), burst(8, 0), burst(20, 700), burst(25, 700)]).toEqual([false, true, false, true]);
});

it('the sample ratio is checked at one look and at every look', () => {
  expect(sampleRatioTest([821_588, 815_482], [1, 1]).chiSquared).toBeCloseTo(22.7743688419, 8);
  expect(sampleRatioTest([5000, 5100], [1, 1]).pValue).toBeCloseTo(0.3197181768, 9);
  expect(checkSampleRatio([5000, 5100], [0.5, 0.5]).eValue).toBeCloseTo(0.1612644266, 7);
  expect(checkSampleRatio([44_000, 45_000], [0.5, 0.5])).toMatchObject({ isMismatch: false });
  expect(checkSampleRatio([600, 400], [0.5, 0.5]).isMismatch).toBe(true);
});
