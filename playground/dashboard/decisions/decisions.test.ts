import { expect, test } from 'vitest';
import type { StoredEvent } from '../../../src/event/stored-event.ts';
import { defaultPolicyDocument } from '../../../src/policy/default-policy.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import { summariseDecision } from './decision-summary.ts';
import { outputWords } from './output-words.ts';
import { decisionRecords, replayRecords } from './replay-records.ts';

const policy = defaultPolicyDocument as Policy;
const stored = (event: object): StoredEvent => ({ event, standing: 'session', unit: 'u', receivedAt: 5 }) as unknown as StoredEvent;

const outcome = { type: 'outcome', policy: 'default', code: null, latencyMs: 800, costMicroUsd: 0, servedModel: 'phi', routedModel: null, assignment: null };
const edge = stored({ ...outcome, id: 'e', observer: 'edge', reason: 'smallest_adequate', servedModel: 'reference/small' });
const client = stored({ ...outcome, id: 'c', observer: 'client', reason: 'confident', source: 'device', confidence: 0.9 });

test('what the app says of the end counts before what the edge says of its part', () => {
  expect(summariseDecision({ decisionId: 'd', at: 5, events: [edge, client] })).toMatchObject({ route: 'device', reason: 'confident', model: 'phi', confidence: 0.9 });
  expect(summariseDecision({ decisionId: 'd', at: 5, events: [edge] })).toMatchObject({ route: 'hosted', model: 'reference/small', confidence: null });
});

test('a failure tells its code and no route; without an outcome nothing is claimed', () => {
  const failed = stored({ ...outcome, id: 'f', observer: 'edge', code: 'provider_unavailable', reason: null });
  expect(summariseDecision({ decisionId: 'd', at: 5, events: [failed] })).toMatchObject({ route: 'none', reason: 'provider_unavailable' });
  expect(summariseDecision({ decisionId: 'd', at: 5, events: [] })).toMatchObject({ route: 'unknown', reason: null, latencyMs: null });
});

const accept = {
  input: {
    description: {
      promptTokens: 10, contextTokens: 0, expectedOutputTokens: 40, turns: 1, language: 'en', languageTier: 'english', task: 'knowledge',
      hasCode: false, hasMaths: false, isQuestion: true, knowledgeDemand: 0.2, needsFreshFacts: false, sensitivity: 'none',
    },
    confidence: { value: 0.7, isCalibrated: true },
    tokens: 20, isComplete: true, escalationBlockedBy: null, remainingMs: null, hostedTotalMs: null, hostedQuality: null, expectedGain: null,
  },
  output: { action: 'keep', reason: 'confident' },
};
const judged = stored({ ...outcome, id: 'j', observer: 'client', reason: 'confident', source: 'device', confidence: 0.7, accept });
const lenient: Policy = { ...policy, accept: { ...policy.accept, minimumConfidence: 0.5 } };
const strict: Policy = { ...policy, accept: { ...policy.accept, minimumConfidence: 0.95 } };

test('the same policy decides the same, a stricter one hands the answer up', () => {
  expect(replayRecords([judged], lenient)).toMatchObject([{ stage: 'accept', observer: 'client', isSame: true }]);
  const [other] = replayRecords([judged], strict);
  expect(other).toMatchObject({ isSame: false, would: { action: 'escalate', reason: 'low_confidence' } });
  expect(outputWords(other!.would)).toMatchObject({ what: 'Hand it up', why: 'low_confidence' });
});

test('a query of which nothing was recorded has nothing to be made again from', () => {
  expect(decisionRecords([edge, client, stored({ type: 'decision', observer: 'client', input: null })])).toEqual([]);
});
