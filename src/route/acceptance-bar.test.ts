import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import { acceptAnswer, type AcceptInput } from './accept-answer.ts';
import { acceptanceBar, type BarInput } from './acceptance-bar.ts';
import { describeQuery } from '../query/describe-query.ts';

const policy = loadDefaultPolicy();
const description = describeQuery({ messages: [{ role: 'user', content: 'Hello' }], context: [] });
const promising = (promise: NonNullable<typeof policy.accept.promise>) => ({ ...policy, accept: { ...policy.accept, promise } });
const answered: AcceptInput = { policy, description, confidence: { value: 0.9, isCalibrated: true }, tokens: 10, isComplete: true, escalationBlockedBy: undefined };
const bar = (input: Partial<BarInput>) => acceptanceBar({ policy, description, isCalibrated: true, tokens: 10, ...input });

describe('a promise', () => {
  const wrongKept = { wrongKept: 0.05 };

  it('keeps what is below its threshold, strictly, to nine decimals', () => {
    const { isReached } = bar({ policy: promising(wrongKept), promise: { of: wrongKept, keepBelow: 0.3 } });
    expect([isReached(0.7), isReached(0.7 + 1e-8), isReached(0.7 + 1e-11)]).toEqual([false, true, false]);
  });

  it('counts an answer of a length that no label was fitted for as certain to be wrong, as its curve does', () => {
    const keeps = (promise: NonNullable<typeof policy.accept.promise>, keepBelow: number, confidence: number) => bar({ policy: promising(promise), isCalibrated: false, promise: { of: promise, keepBelow } }).isReached(confidence);
    expect([keeps(wrongKept, 0.3, 0.99), keeps(wrongKept, 2, 0.1)]).toEqual([false, true]);
    expect(acceptAnswer({ ...answered, policy: promising(wrongKept), promise: { of: wrongKept, keepBelow: 0.3 }, confidence: { value: 0.99, isCalibrated: false } })).toMatchObject({ action: 'escalate', reason: 'low_confidence' });
    // A share is an upper limit: what is sure enough stays.
    expect([keeps({ shareHosted: 0.3 }, 0.3, 0.75), keeps({ shareHosted: 0.3 }, 0.3, 0.85), keeps({ shareHosted: 0 }, 2, 0.1)]).toEqual([false, true, true]);
  });

  it('of less risk never hands up less', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (confidence, one, other) => {
        const isKept = (keepBelow: number) => bar({ policy: promising(wrongKept), promise: { of: wrongKept, keepBelow } }).isReached(confidence);
        expect(isKept(Math.min(one, other)) && !isKept(Math.max(one, other))).toBe(false);
      }),
    );
  });

  it.each([wrongKept, { worseThanHosted: 0.05 }, { wrongAmongKept: 0.1, confidence: 0.9 }])('of %j that labels can’t carry hands everything up, with its own reason', (promise) => {
    const refused = { ...answered, policy: promising(promise), promise: { of: promise, refused: 'labels', labelsNeeded: 59 } } as const;
    expect(acceptAnswer(refused)).toMatchObject({ action: 'escalate', reason: 'promise_refused', isUnsure: true });
    expect(acceptAnswer({ ...refused, promise: undefined })).toMatchObject({ action: 'escalate', reason: 'promise_refused' });
    expect(acceptAnswer({ ...refused, escalationBlockedBy: 'offline' })).toMatchObject({ action: 'keep', reason: 'unsure_kept' });
  });

  it.each([{ shareHosted: 0.3 }, { costPerThousandMicroUsd: 1000 }])('of %j that can’t be carried leaves the fixed confidence in force', (share) => {
    const refused = { ...answered, policy: promising(share), promise: { of: share, refused: 'uncalibrated' } } as const;
    expect(acceptAnswer(refused)).toMatchObject({ action: 'keep', reason: 'confident' });
    expect(acceptAnswer({ ...refused, confidence: { value: 0.7, isCalibrated: false } })).toMatchObject({ action: 'escalate', reason: 'low_confidence' });
  });

  it('to hand up at most so many keeps what is sure enough, whatever is left of the share', () => {
    const share = { shareHosted: 0.3 };
    const { isReached, requiredConfidence } = bar({ policy: promising(share), promise: { of: share, keepBelow: 0.1 } });
    expect([requiredConfidence, isReached(0.79), isReached(0.8), isReached(0.95)]).toEqual([0.8, false, true, true]);
    expect(bar({ policy: promising(share), promise: { of: share, keepBelow: 0.5 } }).isReached(0.6)).toBe(true);
  });

  it.each([
    [{ wrongKept: 0.01 }, wrongKept],
    [{ worseThanHosted: 0.01 }, { worseThanHosted: 0.05 }],
    [{ worseThanHosted: 0.05 }, wrongKept],
    [{ wrongAmongKept: 0.05 }, { wrongAmongKept: 0.05, confidence: 0.5 }],
  ])('of %j, resolved for %j, counts for nothing', (promise, of) => {
    expect(bar({ policy: promising(promise), promise: { of, keepBelow: 1 } }).isReached(0.999)).toBe(false);
    expect(bar({ policy: promising(promise), promise: { of: promise, keepBelow: 1 } }).isReached(0.999)).toBe(true);
  });

  it('is not traded for a hosted model that is no better', () => {
    const resolved = { ...answered, policy: promising(wrongKept), promise: { of: wrongKept, keepBelow: 0.05 }, hostedQuality: 0.2 } as const;
    expect(acceptAnswer(resolved).action).toBe('escalate');
  });

  it('still asks for more where an invention harms', () => {
    const { isReached } = bar({ policy: promising(wrongKept), description: { sensitivity: 'medical' }, promise: { of: wrongKept, keepBelow: 0.5 } });
    expect([isReached(0.85), isReached(0.91)]).toEqual([false, true]);
  });
});

describe('without a promise', () => {
  it('a calibrated confidence means the same at any length', () => {
    expect([bar({ tokens: 200 }).isReached(0.5), bar({ tokens: 200, isCalibrated: false }).isReached(0.5)]).toEqual([false, true]);
  });

  it('by worth an answer goes up where a hosted one is worth more than it costs', () => {
    const byWorth = { ...policy, worth: { rightAnswerMicroUsd: 10_000, secondMicroUsd: 1000, modelSwitchMicroUsd: 0 }, accept: { ...policy.accept, byWorth: true } };
    const priced = { policy: byWorth, hostedQuality: 0.97, hostedCostMicroUsd: 500, hostedTotalMs: 2000 };
    // 0.03 + (500 + 2,000) ÷ 10,000
    expect(bar(priced).requiredConfidence).toBeCloseTo(1 - 0.28, 9);
    expect([bar(priced).isReached(0.72), bar(priced).isReached(0.7199)]).toEqual([true, false]);
    expect(bar({ ...priced, isCalibrated: false }).requiredConfidence).toBe(0.8);
  });
});

it('of 1 is reached by nothing, not even by an answer among labels that were all right', () => {
  const certain = { ...policy, accept: { minimumConfidence: 1, whenUnsure: 'mark' as const } };
  expect(bar({ policy: certain })).toMatchObject({ requiredConfidence: 1, isRefused: false });
  expect([0.99, 1].map(bar({ policy: certain }).isReached)).toEqual([false, false]);
  expect(bar({ policy: { ...certain, accept: { ...certain.accept, minimumConfidence: 0.999 } } }).isReached(1)).toBe(true);
});
