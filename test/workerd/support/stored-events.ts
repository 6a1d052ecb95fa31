// Events as they stand in the queue, with what a test wants to be different.
import type { NewClientEvent } from '../../../src/event/client-event.ts';
import type { OutcomeEvent } from '../../../src/event/outcome-event.ts';
import type { StoredEvent } from '../../../src/event/stored-event.ts';

/** When all of them are received: the middle of an hour. */
export const RECEIVED_AT = Date.UTC(2026, 10, 25, 12, 30);

type Sender = Partial<Omit<StoredEvent, 'event'>>;

/** What the edge observed of one query: 100 ms, 20 micro-USD, one attempt. */
export function edgeOutcome(decisionId: string, fields: Partial<OutcomeEvent> = {}, sender: Sender = {}): StoredEvent {
  const event: OutcomeEvent = {
    type: 'outcome',
    schemaVersion: 1,
    id: `${decisionId}:edge`,
    decisionId,
    observer: 'edge',
    atMs: RECEIVED_AT,
    policy: 'default',
    policyHash: 'a'.repeat(64),
    sequence: 1,
    assignment: null,
    requestedModel: 'auto',
    routedModel: 'reference/small',
    servedModel: 'reference/small',
    reason: 'smallest_adequate',
    attempts: [{ model: 'reference/small', code: 'ok', ms: 80 }],
    latencyMs: 100,
    firstTokenMs: 80,
    inputTokens: 10,
    outputTokens: 5,
    costMicroUsd: 20,
    isCostEstimated: false,
    code: null,
    ...fields,
  };
  return { event, standing: 'edge', unit: 'unit-1', receivedAt: RECEIVED_AT, ...sender };
}

const about = (id: string, decisionId: string) => ({ schemaVersion: 1 as const, id, decisionId, observer: 'client' as const, atMs: RECEIVED_AT });

function fromClient(event: NewClientEvent, sender: Sender): StoredEvent {
  return { event: event as StoredEvent['event'], standing: 'session', unit: 'unit-1', receivedAt: RECEIVED_AT, ...sender };
}

/** The device began; a hosted answer would have cost 300 micro-USD. */
export function clientDecision(decisionId: string, sender: Sender = {}): StoredEvent {
  const decided = { policy: 'default', route: 'device', rule: null, mode: 'prefer_on_device', privacy: 'any' } as const;
  return fromClient({ type: 'decision', ...about(`${decisionId}.decision`, decisionId), ...decided, reason: 'device_first', promptTokens: 9, description: null, hostedCostMicroUsd: 300 }, sender);
}

/** The device answered. */
export function clientOutcome(decisionId: string, fields: object = {}, sender: Sender = {}): StoredEvent {
  const outcome = {
    type: 'outcome',
    ...about(`${decisionId}.outcome`, decisionId),
    policy: 'default',
    policyHash: null,
    edgeDecisionId: null,
    requestedModel: null,
    routedModel: null,
    servedModel: 'phi-3-nano',
    reason: 'confident',
    attempts: [],
    latencyMs: 900,
    firstTokenMs: 200,
    inputTokens: 9,
    outputTokens: 5,
    costMicroUsd: 0,
    isCostEstimated: false,
    code: null,
    source: 'device',
    confidence: 0.9,
    isCalibrated: false,
    isUnsure: false,
    ...fields,
  };
  return fromClient(outcome as NewClientEvent, sender);
}

/** Device and hosted model both answered. */
export function audit(id: string, confidence: number | null, agreed: boolean, sender: Sender = {}): StoredEvent {
  const fields = { policy: 'default', source: 'sample', share: 0.01, agreed, confidence, isCalibrated: false, score: 0, tokens: 5, deviceModel: 'phi-3-nano', dtype: 'q4' };
  const hosted = { hostedModel: 'reference/large', hostedCostMicroUsd: 300, hostedMs: 500, deviceMs: 300, accept: null };
  return fromClient({ type: 'audit', ...about(id, `${id}-decision`), ...fields, ...hosted } as NewClientEvent, sender);
}

export function feedback(id: string, decisionId: string, sender: Sender = {}): StoredEvent {
  return fromClient({ type: 'feedback', ...about(id, decisionId), rating: 1 }, sender);
}
