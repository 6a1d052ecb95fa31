import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTED_SCORES } from './hosted-scores.ts';
import { estimateQuality, priorOfScores } from './quality-estimate.ts';
import { rightByAgreement } from './right-by-agreement.ts';

const kind = { task: 'arithmetic', languageTier: 'english', hasCode: false } as const;

describe('what is known of a model', () => {
  it('stays unknown until something is published, said or seen', () => {
    expect(estimateQuality(undefined, undefined)).toBeUndefined();
    expect(estimateQuality(undefined, { right: 0, wrong: 0 })).toBeUndefined();
    expect(estimateQuality(undefined, { right: 0, wrong: 1 })).toBe(0.25);
    expect(priorOfScores([], kind, 20)).toBeUndefined();
  });

  it('weighs a prior as so many observations and no more', () => {
    expect(estimateQuality({ share: 0.8, weight: 20 }, { right: 10, wrong: 10 })).toBeCloseTo(0.65, 12);
    expect(estimateQuality({ share: 0.8, weight: 20 }, { right: 100, wrong: 1900 })).toBeCloseTo(0.0574, 3);
  });

  it('weighs sources that contradict each other less than one that stands alone', () => {
    // GSM8K of GPT-3.5: 57.1 % in one report, 78.1 % in another.
    const torn = priorOfScores(HOSTED_SCORES['gpt-3.5-turbo']!, kind, 20)!;
    expect(torn.share).toBeCloseTo(0.676, 3);
    expect(torn.weight).toBeCloseTo((0.676 * 0.324) / 0.02205 - 1, 1);
    expect(priorOfScores(HOSTED_SCORES['llama-3-8b']!, kind, 20)).toEqual({ share: 0.774, weight: 20 });
  });

  it('lies between what was said and what was seen, and rises with every right answer', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }), (prior, weight, right, wrong) => {
        const estimate = (extra = 0) => estimateQuality({ share: prior, weight }, { right: right + extra, wrong })!;
        const observed = right + wrong === 0 ? prior : right / (right + wrong);
        expect(estimate()).toBeGreaterThanOrEqual(Math.min(prior, observed) - 1e-12);
        expect(estimate()).toBeLessThanOrEqual(Math.max(prior, observed) + 1e-12);
        expect(estimate(1)).toBeGreaterThanOrEqual(estimate() - 1e-12);
      }),
    );
  });
});

describe('what agreement says of the hosted answer', () => {
  it('finds how often the hosted model is right, without a label', () => {
    // Of 1,000 pairs at each of two levels: both right q·p, which is when they agree.
    const bins = [0.9, 0.5].map((deviceRight) => ({ deviceRight, agreed: 1000 * deviceRight * 0.8, disagreed: 1000 * (1 - deviceRight * 0.8) }));
    const { right, wrong } = rightByAgreement(bins);
    expect(right / (right + wrong)).toBeCloseTo(0.8, 3);
    expect(right + wrong).toBeCloseTo(2000, 9);
  });

  it('says nothing of nothing', () => {
    expect(rightByAgreement([])).toEqual({ right: 0, wrong: 0 });
    expect(rightByAgreement([{ deviceRight: 1, agreed: 0, disagreed: 3 }])).toEqual({ right: 0, wrong: 3 });
  });
});
