// What was decided is decided again from its record alone: random queries, devices and policies, through the very functions of
// SDK and router that decide and that write the records.
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { acceptOf, startOf } from '../client-sdk/events/record-decision.ts';
import type { QueryRun } from '../client-sdk/session/query-run.ts';
import { decideHosted } from '../router/dispatch/decide-hosted.ts';
import { hostedRecord } from '../router/events/hosted-record.ts';
import { readChatRequest } from '../router/request/read-chat-request.ts';
import { withDefaultBudget } from '../src/budget/deadline.ts';
import { rateFromPrior } from '../src/budget/rate-model.ts';
import { canonicalJson } from '../src/policy/canonical-json.ts';
import { loadDefaultPolicy } from '../src/policy/load-default-policy.ts';
import type { Policy } from '../src/policy/policy.ts';
import { describeQuery } from '../src/query/describe-query.ts';
import { INFERENCE_MODES, PRIVACY_CLASSES } from '../src/query/query.ts';
import { DecisionRecordSchema, type DecisionRecord } from '../src/replay/decision-input.ts';
import { replayDecision } from '../src/replay/replay-decision.ts';
import { acceptAnswer } from '../src/route/accept-answer.ts';
import type { ObservedModel } from '../src/route/observed-model.ts';
import { REASONS, type Reason } from '../src/route/reason.ts';
import { startRoute } from '../src/route/start-route.ts';

const builtIn = loadDefaultPolicy();
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const milliseconds = fc.integer({ min: 0, max: 60_000 });

const policies: fc.Arbitrary<Policy> = fc
  .record({ minimumGain: share, minimumConfidence: share, adequateQuality: share, whenUnsure: fc.constantFrom('mark', 'withhold'), cost: perhaps(fc.integer({ min: 0, max: 50_000 })), rules: fc.shuffledSubarray([...builtIn.start.rules]), models: fc.subarray([...builtIn.hosted.models]) })
  .map(({ minimumGain, minimumConfidence, adequateQuality, whenUnsure, cost, rules, models }) => ({
    ...builtIn,
    name: 'random',
    start: { ...builtIn.start, minimumGain, rules },
    accept: { ...builtIn.accept, minimumConfidence, whenUnsure },
    budget: { ...builtIn.budget, costMicroUsd: cost },
    hosted: { ...builtIn.hosted, adequateQuality, models },
  }));

const questions = fc.constantFrom('What is the capital of France?', 'Prove that there are infinitely many primes.', 'Schreib ein Gedicht über den Herbst.', 'def add(a, b): # finish this', 'What is 17 * 23?', 'Is my contract void?', 'What is the weather today?');
const budgets = fc.record({ firstTokenMs: perhaps(milliseconds), totalMs: perhaps(milliseconds), costMicroUsd: perhaps(fc.integer({ min: 0, max: 50_000 })) });
const reasons = fc.constantFrom(...(Object.keys(REASONS) as Reason[]));

/** As it comes back from the log. */
function remembered(record: DecisionRecord): DecisionRecord {
  return v.parse(DecisionRecordSchema, JSON.parse(JSON.stringify(record)));
}

function replayed(record: DecisionRecord, policy: Policy): string {
  return canonicalJson(replayDecision(remembered(record), policy));
}

const describe = (content: string) => describeQuery({ messages: [{ role: 'user', content }], context: [] });

it('where an answer starts is decided again to the byte', () => {
  const devices = fc.record({
    status: fc.constantFrom('ready', 'not_ready', 'unsupported', 'failed', 'unloaded', 'reloading'),
    model: fc.constantFrom('phi-3-nano', 'phi-3-mini'),
    prefillRate: fc.integer({ min: 1, max: 900 }).map((rate) => rateFromPrior(rate, 2)),
    decodeRate: fc.integer({ min: 1, max: 200 }).map((rate) => rateFromPrior(rate, 2)),
    batteryLevel: perhaps(share),
    isOnline: fc.boolean(),
    readyInMs: perhaps(milliseconds),
  });
  const asked = fc.record({
    content: questions,
    policy: policies,
    mode: fc.constantFrom(...INFERENCE_MODES),
    privacy: fc.constantFrom(...PRIVACY_CLASSES),
    canRedact: fc.boolean(),
    budget: budgets,
    maxTokens: perhaps(fc.integer({ min: 1, max: 2000 })),
    devicePromptTokens: perhaps(fc.integer({ min: 0, max: 4000 })),
    device: devices,
    ids: fc.subarray(builtIn.hosted.models.map(({ id }) => id)),
    hostedProblem: perhaps(fc.constant('router_unreachable' as const)),
  });
  fc.assert(
    fc.property(asked, ({ content, policy, budget, ids, ...rest }) => {
      const hostedModels = policy.hosted.models.filter(({ id }) => ids.includes(id));
      const context = { ...rest, policy, description: describe(content), budget: withDefaultBudget(budget, policy.budget), hostedModels };
      const run = { decided: { start: { context, decision: startRoute(context) } }, query: { budget }, inForce: { hostedModelIds: ids } };
      const record = startOf(run as unknown as QueryRun)!;
      expect(replayed(record, policy)).toBe(canonicalJson(record.output));
    }),
    { numRuns: 300 },
  );
});

it('whether the device’s answer is kept is decided again to the byte', () => {
  const judged = fc.record({
    content: questions,
    policy: policies,
    confidence: perhaps(fc.record({ value: share, isCalibrated: fc.boolean() })),
    tokens: fc.integer({ min: 0, max: 500 }),
    isComplete: fc.boolean(),
    escalationBlockedBy: perhaps(reasons),
    remainingMs: perhaps(milliseconds),
    hostedTotalMs: perhaps(milliseconds),
    hostedQuality: perhaps(share),
    expectedGain: perhaps(fc.double({ min: -1, max: 1, noNaN: true })),
  });
  fc.assert(
    fc.property(judged, ({ content, policy, ...rest }) => {
      const input = { ...rest, policy, description: describe(content) };
      const run = { decided: { accept: { input, decision: acceptAnswer(input) } } };
      const record = { stage: 'accept' as const, ...acceptOf(run as unknown as QueryRun)! };
      expect(replayed(record, policy)).toBe(canonicalJson(record.output));
    }),
    { numRuns: 300 },
  );
});

/** What the edge may have seen of a model by then. */
const seen: fc.Arbitrary<ObservedModel> = fc
  .record({ first: perhaps(fc.array(milliseconds, { minLength: 5, maxLength: 5 })), rate: perhaps(fc.integer({ min: 1, max: 200 })), answered: milliseconds, failed: milliseconds, judged: perhaps(fc.record({ right: milliseconds, wrong: milliseconds })) })
  .map(({ first, rate, ...rest }) => {
    const [p50 = 0, p75 = 0, p90 = 0, p95 = 0, p99 = 0] = first?.toSorted((one, other) => one - other) ?? [];
    return { ...rest, ...(first && { firstToken: { p50, p75, p90, p95, p99 } }), ...(rate !== undefined && { decodeRate: rateFromPrior(rate, 2) }) };
  });

it('which hosted models are asked is decided again to the byte', async () => {
  const asked = fc.record({
    content: questions,
    policy: policies,
    budget: budgets,
    reason: perhaps(reasons),
    model: fc.constantFrom('auto', 'phirst/random', ...builtIn.hosted.models.map(({ id }) => id)),
    max_tokens: perhaps(fc.integer({ min: 1, max: 5000 })),
    elapsedMs: milliseconds,
    ids: fc.subarray(builtIn.hosted.models.map(({ id }) => id)),
    observed: perhaps(fc.dictionary(fc.constantFrom(...builtIn.hosted.models.map(({ id }) => id)), seen)),
    previousModel: perhaps(fc.constantFrom(...builtIn.hosted.models.map(({ id }) => id))),
  });
  await fc.assert(
    fc.asyncProperty(asked, async ({ content, policy, budget, reason, model, max_tokens, elapsedMs, ids, observed, previousModel }) => {
      const callable = policy.hosted.models.filter(({ id }) => ids.includes(id));
      fc.pre(model === 'auto' || model === 'phirst/random' || callable.some(({ id }) => id === model));
      const body = JSON.stringify({ model, messages: [{ role: 'user', content }], max_tokens, phirst: { budget, reason, previousModel } });
      const request = new Request('http://localhost/v1/chat/completions', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      const chat = await readChatRequest(request, { maximumOutputTokens: policy.hosted.maximumOutputTokens, signal: new AbortController().signal });
      const decision = decideHosted({ chat, policy, callable, elapsedMs, observedFor: () => observed });
      const record = hostedRecord({ chat, decision, callableIds: callable.map(({ id }) => id), elapsedMs });
      expect(replayed(record, policy)).toBe(canonicalJson(record.output));
    }),
    { numRuns: 200 },
  );
});

it('a query that named its policy is left to another one as well', () => {
  const description = describe('What is 17 * 23?');
  const callableIds = builtIn.hosted.models.map(({ id }) => id);
  const input = { description, requestedModel: 'phirst/default', clientReason: null, budget: {}, elapsedMs: 0, maxTokens: 50, maxInputTokens: 20, callableIds };
  const record = { stage: 'hosted' as const, input, output: { models: [], reason: 'no_hosted_model' as const } };
  expect(replayDecision(record, { ...builtIn, name: 'other' })).toEqual(replayDecision(record, builtIn));
});
