import { expect, it } from 'vitest';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import { describeQuery } from '../query/describe-query.ts';
import { acceptAnswer, type AcceptInput } from './accept-answer.ts';

const policy = loadDefaultPolicy();
const answered: AcceptInput = {
  policy,
  description: describeQuery({ messages: [{ role: 'user', content: 'Hello' }], context: [] }),
  confidence: { value: 0.3, isCalibrated: false },
  tokens: 10,
  isComplete: true,
  escalationBlockedBy: undefined,
};

it('never escalates less under a stricter threshold', () => {
  const thresholds = [0, 0.25, 0.5, 0.75, 1];
  for (let value = 0; value <= 1; value += 0.05) {
    const escalated = thresholds.map(
      (minimumConfidence) =>
        acceptAnswer({
          ...answered,
          confidence: { value, isCalibrated: false },
          policy: { ...policy, accept: { ...policy.accept, minimumConfidence } },
        }).action === 'escalate',
    );
    expect(escalated).toEqual(escalated.toSorted((one, other) => Number(one) - Number(other)));
  }
});

it('keeps an unsure answer, marked, when there is no time left to ask anyone else', () => {
  expect(acceptAnswer({ ...answered, remainingMs: 200, hostedTotalMs: 900 })).toMatchObject({ action: 'keep', reason: 'unsure_kept', isUnsure: true });
});

it('withholds an unsure answer where the policy says so', () => {
  const strict = { ...policy, accept: { ...policy.accept, whenUnsure: 'withhold' as const } };
  expect(acceptAnswer({ ...answered, policy: strict, escalationBlockedBy: 'privacy_device_only' })).toMatchObject({ action: 'withhold', reason: 'unsure_withheld' });
});

it('takes an answer without logits for unsure', () => {
  expect(acceptAnswer({ ...answered, confidence: undefined })).toMatchObject({ action: 'escalate', isUnsure: true });
});

it('keeps what no hosted model is expected to do better: by a calibrated confidence, or by published scores beside it', () => {
  const nearly = { ...answered, confidence: { value: 0.75, isCalibrated: false }, hostedQuality: 0.7 };
  expect(acceptAnswer(nearly).action).toBe('escalate');
  expect(acceptAnswer({ ...nearly, confidence: { value: 0.75, isCalibrated: true } })).toMatchObject({ action: 'keep', reason: 'hosted_not_better' });
  expect(acceptAnswer({ ...nearly, expectedGain: -0.1 })).toMatchObject({ action: 'keep', reason: 'hosted_not_better' });
  expect(acceptAnswer({ ...nearly, expectedGain: -0.1, confidence: { value: 0.2, isCalibrated: false } }).action).toBe('escalate');
});

it('asks less of a long answer, whose confidence is that of its weakest stretch, but not where an invention harms', () => {
  const long = { ...answered, tokens: 120, confidence: { value: 0.5, isCalibrated: false } };
  expect(acceptAnswer(long)).toMatchObject({ action: 'keep', requiredConfidence: 0.35 });
  expect(acceptAnswer({ ...long, tokens: 32 })).toMatchObject({ action: 'escalate', requiredConfidence: 0.8 });
  expect(acceptAnswer({ ...long, description: { ...long.description, sensitivity: 'medical' } })).toMatchObject({ action: 'escalate', requiredConfidence: 0.9 });
});
