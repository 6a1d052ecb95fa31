import { expect, it } from 'vitest';
import { rateFromPrior } from '../budget/rate-model.ts';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import { watchAnswer, type WatchInput } from './watch-answer.ts';

const watching: WatchInput = {
  policy: loadDefaultPolicy(),
  confidence: { value: 0.5, isCalibrated: false },
  tokens: 10,
  expectedOutputTokens: 60,
  decodeRate: rateFromPrior(10, 1),
  escalationBlockedBy: undefined,
};

it('goes on while the confidence holds and there is time', () => {
  expect(watchAnswer(watching).action).toBe('continue');
  expect(watchAnswer({ ...watching, remainingMs: 6000, hostedTotalMs: 1000 }).action).toBe('continue');
});

it('hands up when the confidence has collapsed, but not before the minimum of tokens', () => {
  const lost = { ...watching, confidence: { value: 0.01, isCalibrated: false } };
  expect(watchAnswer(lost)).toEqual({ action: 'escalate', reason: 'confidence_collapsed' });
  expect(watchAnswer({ ...lost, tokens: 3 }).action).toBe('continue');
});

it('hands up when the deadline is at risk and a hosted model can still meet it', () => {
  expect(watchAnswer({ ...watching, remainingMs: 3000, hostedTotalMs: 1000 })).toEqual({ action: 'escalate', reason: 'deadline_at_risk' });
  expect(watchAnswer({ ...watching, remainingMs: 3000, hostedTotalMs: 4000 }).action).toBe('stop');
});

it('watches for nothing where nothing else may answer', () => {
  expect(watchAnswer({ ...watching, confidence: { value: 0, isCalibrated: false }, escalationBlockedBy: 'privacy_device_only' }).action).toBe('stop');
});

it('does not hand up to a model that is no better', () => {
  expect(watchAnswer({ ...watching, confidence: { value: 0.04, isCalibrated: false }, hostedQuality: 0.02 }).action).toBe('continue');
});

it('goes on without logits', () => {
  expect(watchAnswer({ ...watching, confidence: undefined }).action).toBe('continue');
});

it('at the latest launch hands up a device that has said nothing yet', () => {
  expect(watchAnswer({ ...watching, tokens: 0, confidence: undefined, isLatestLaunch: true })).toEqual({ action: 'escalate', reason: 'deadline_at_risk' });
  expect(watchAnswer({ ...watching, tokens: 0, confidence: undefined }).action).toBe('continue');
});

it('with evidence midway holds it against what the finished answer will be held against, and nothing else', () => {
  const bar = { requiredConfidence: 0.7, isRefused: false, isReached: (confidence: number) => confidence > 0.7 };
  const evident = { ...watching, confidence: undefined, bar };
  expect(watchAnswer({ ...evident, riskMidway: 0.4 })).toEqual({ action: 'escalate', reason: 'confidence_collapsed' });
  expect(watchAnswer({ ...evident, riskMidway: 0.2 }).action).toBe('continue');
  expect(watchAnswer({ ...evident, riskMidway: 0.4, tokens: 3 }).action).toBe('continue');
});

it('stops watching once nothing it may see can hand the answer up', () => {
  const keepsAll = { requiredConfidence: 0, isRefused: false, isReached: () => true };
  expect(watchAnswer({ ...watching, confidence: undefined, riskMidway: 0.9, bar: keepsAll }).action).toBe('stop');
  // A deadline may still be missed.
  expect(watchAnswer({ ...watching, confidence: undefined, riskMidway: 0.9, bar: keepsAll, remainingMs: 60_000, hostedTotalMs: 1000 }).action).toBe('continue');
});
