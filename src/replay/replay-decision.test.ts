import * as v from 'valibot';
import { expect, it } from 'vitest';
import { rateFromPrior } from '../budget/rate-model.ts';
import { loadDefaultPolicy } from '../policy/load-default-policy.ts';
import { describeQuery } from '../query/describe-query.ts';
import { acceptAnswer } from '../route/accept-answer.ts';
import { startRoute } from '../route/start-route.ts';
import { AcceptInputSchema } from './decision-input.ts';
import { replayAccept, replayStart } from './replay-decision.ts';

const policy = loadDefaultPolicy();
const description = describeQuery({ messages: [{ role: 'user', content: 'What is the capital of France?' }], context: [] });
const device = { status: 'ready', model: 'phi-3-nano', prefillRate: rateFromPrior(500, 2), decodeRate: rateFromPrior(100, 2), isOnline: true } as const;
const hostedModelIds = policy.hosted.models.map(({ id }) => id);

it('starts as it started, and elsewhere under a policy that says so', () => {
  const asked = { description, mode: 'prefer_on_device', privacy: 'any', canRedact: false, budget: {}, device } as const;
  const { route, reason } = startRoute({ ...asked, policy, budget: policy.budget, hostedModels: policy.hosted.models });
  expect(replayStart({ ...asked, hostedModelIds }, policy)).toEqual({ route, reason, rule: null });
  const rules = [{ name: 'questions-up', when: { isQuestion: true }, route: 'hosted' as const }];
  expect(replayStart({ ...asked, hostedModelIds }, { ...policy, start: { ...policy.start, rules } })).toEqual({ route: 'hosted', reason: 'rule', rule: 'questions-up' });
});

it.each<NonNullable<typeof policy.accept.promise>>([{ wrongKept: 0.05 }, { worseThanHosted: 0.05 }, { wrongAmongKept: 0.1, confidence: 0.9 }, { shareHosted: 0.3 }, { costPerThousandMicroUsd: 1000 }])('judges an answer by the promise %j as it was judged', (of) => {
  const promising = { ...policy, accept: { ...policy.accept, minimumConfidence: 1, promise: of } };
  const answer = { description, confidence: { value: 0.7, isCalibrated: true }, tokens: 5, isComplete: true, promise: { of, keepBelow: 0.4 } };
  const { action, reason } = acceptAnswer({ ...answer, policy: promising, escalationBlockedBy: undefined });
  expect(action).toBe('keep');
  const recorded = v.parse(AcceptInputSchema, { ...answer, escalationBlockedBy: null, remainingMs: null, hostedTotalMs: null, hostedQuality: null, expectedGain: null });
  expect(replayAccept(recorded, promising)).toEqual({ action, reason });
});

it('judges an answer as it was judged, and more strictly under a stricter policy', () => {
  const answer = { description, confidence: { value: 0.9, isCalibrated: false }, tokens: 5, isComplete: true };
  const { action, reason } = acceptAnswer({ ...answer, policy, escalationBlockedBy: undefined });
  const input = { ...answer, escalationBlockedBy: null, remainingMs: null, hostedTotalMs: null, hostedQuality: null, expectedGain: null };
  expect(replayAccept(input, policy)).toEqual({ action, reason });
  expect(replayAccept(input, { ...policy, accept: { ...policy.accept, minimumConfidence: 0.99 } })).toEqual({ action: 'escalate', reason: 'low_confidence' });
});
