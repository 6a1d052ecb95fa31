import { describe, expect, it } from 'vitest';
import type { ClientEvent, NewClientEvent } from '../../src/event/client-event.ts';
import { parseClientEvent } from '../../src/event/client-event.ts';
import { assignUnit } from '../../src/experiment/assign-unit.ts';
import type { Deployment } from '../../src/experiment/deployment.ts';
import { admitEvent } from './admit-event.ts';
import { isDecisionOf, signDecisionId } from './decision-id.ts';
import type { EventSender } from './event-sender.ts';

const NOW = Date.UTC(2026, 10, 25);
const sessions = { secrets: ['one-secret-of-more-than-32-characters', 'another-secret-of-more-than-32-characters'], seconds: 600, turnstileSecret: undefined };
const MINE: EventSender = { standing: 'session', unit: 'user-1' };
const THEIRS: EventSender = { standing: 'session', unit: 'user-2' };

const experiment = {
  key: 'sure',
  kind: 'experiment' as const,
  status: 'running' as const,
  seed: 'sure',
  coverage: 0.5,
  variants: [
    { name: 'a', policy: 'a'.repeat(64), weight: 0.5 },
    { name: 'b', policy: 'b'.repeat(64), weight: 0.5 },
  ],
  startedAt: 0,
};
const deployment: Deployment = {
  schemaVersion: 1, epoch: 'e', sequence: 3, policy: 'c'.repeat(64), previous: null, experiments: [experiment], revoked: [], isFrozen: false, maxAgeSeconds: 300, notAfter: null, unitKey: '', deployedAt: 0,
};

function outcome(fields: Partial<Extract<NewClientEvent, { type: 'outcome' }>> = {}): ClientEvent {
  const event = {
    type: 'outcome', schemaVersion: 1, id: 'event-0001', decisionId: 'answer-0001', observer: 'client', atMs: NOW, policy: 'default', requestedModel: null, routedModel: null, servedModel: null,
    reason: null, attempts: [], latencyMs: 1, firstTokenMs: null, inputTokens: 0, outputTokens: 0, costMicroUsd: 0, isCostEstimated: false, code: null, source: 'device', confidence: null,
    isCalibrated: false, isUnsure: false, ...fields,
  };
  const parsed = parseClientEvent(event);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

const feedback: ClientEvent = { type: 'feedback', schemaVersion: 1, id: 'event-0002', decisionId: 'answer-0001', observer: 'client', atMs: NOW, rating: 1 };

async function admit(event: ClientEvent, sender: EventSender, withSessions: typeof sessions | null = sessions, madeUp: readonly string[] = []) {
  const admitted = await admitEvent(event, { sender, sessions: withSessions ?? undefined, deployment, madeUp: new Set(madeUp), now: NOW });
  if (!admitted.ok) throw new Error(admitted.error);
  return admitted.value;
}

/** The unit's variant, and the other one. */
function variantsOf(unit: string): { own: string; other: string } {
  const own = assignUnit({ ...deployment, experiments: [{ ...experiment, coverage: 1 }] }, unit).assignment!.variant;
  return { own, other: own === 'a' ? 'b' : 'a' };
}

const told = (variant: string, isOverride = false) => ({ experiment: 'sure', variant, isOverride, isDivergent: true });

describe('an event', () => {
  it('is no larger than numbers and names are, however it is made up', async () => {
    const long = Array.from({ length: 20 }, () => ({ model: 'x'.repeat(200), code: 'ok' as const, ms: 1 }));
    await admit(outcome({ attempts: long }), MINE);
    // A field of the schema has no such text; whatever a later one allows, this holds.
    const event = Object.assign(outcome({ attempts: long }), { policy: 'x'.repeat(6000) });
    await expect(admit(event, MINE)).rejects.toThrow('event: at most 10000 characters');
  });

  it('tells no number by which a sum would stop being one', () => {
    for (const fields of [{ costMicroUsd: 1e9 }, { latencyMs: 1e300 }, { inputTokens: 1e300 }]) expect(() => outcome(fields)).toThrow(/^(costMicroUsd|latencyMs|inputTokens): /);
  });
});

describe('an event of a session', () => {
  it('has its ids within the name space of its unit: nobody stands in another’s place', async () => {
    const [mine, theirs] = [await admit(outcome(), MINE), await admit(outcome(), THEIRS)];
    expect(mine.event.id).not.toBe(theirs.event.id);
    expect(mine.event.decisionId).not.toBe(theirs.event.decisionId);
    expect(mine.event.decisionId).toMatch(/\.answer-0001$/);
    expect((await admit(feedback, MINE)).event.decisionId).toBe(mine.event.decisionId);
  });

  it('joins the edge’s decision of its own unit, and no other', async () => {
    const edgeDecisionId = await signDecisionId('5f0c', { unit: 'user-1', sessions });
    const edgeIdOf = async (sender: EventSender, id: string) => (await admit(outcome({ edgeDecisionId: id }), sender)).event;
    expect(await edgeIdOf(MINE, edgeDecisionId)).toMatchObject({ edgeDecisionId });
    expect(await edgeIdOf(THEIRS, edgeDecisionId)).toMatchObject({ edgeDecisionId: null });
    expect(await edgeIdOf(MINE, '5f0c.0000')).toMatchObject({ edgeDecisionId: null });
    expect(await edgeIdOf(MINE, 'a-plain-identifier')).toMatchObject({ edgeDecisionId: null });
    // Feedback may name the edge's decision itself, as whoever asks without the SDK knows no other.
    expect((await admit({ ...feedback, decisionId: edgeDecisionId }, MINE)).event.decisionId).toBe(edgeDecisionId);
    expect((await admit({ ...feedback, decisionId: edgeDecisionId }, THEIRS)).event.decisionId).not.toBe(edgeDecisionId);
  });

  it('can’t choose its variant, nor tell of an experiment that doesn’t run', async () => {
    const { own, other } = variantsOf('user-1');
    const assigned = async (assignment: ReturnType<typeof told>) => (await admit(outcome({ assignment }), MINE)).event;
    expect(await assigned(told(own))).toMatchObject({ assignment: told(own) });
    expect(await assigned(told(other))).toMatchObject({ assignment: null });
    expect(await assigned(told(other, true))).toMatchObject({ assignment: told(other, true) });
    expect(await assigned({ ...told(own), experiment: 'made-up' })).toMatchObject({ assignment: null });
  });

  it('is believed by nobody when it tells of a policy that never was', async () => {
    const policyHash = 'd'.repeat(64);
    const { own } = variantsOf('user-1');
    const stored = await admit(outcome({ policyHash, assignment: told(own) }), MINE, sessions, [policyHash]);
    expect(stored).toMatchObject({ standing: 'unverified', unit: 'user-1', event: { policyHash: null, assignment: null } });
    // Still in the unit's name space: it stands in nobody else's place.
    expect(stored.event.id).toBe((await admit(outcome(), MINE)).event.id);
    expect(await admit(outcome({ policyHash: 'a'.repeat(64) }), MINE, sessions, [policyHash])).toMatchObject({ standing: 'session', event: { policyHash: 'a'.repeat(64) } });
  });

  it('is given its unit’s assignment where it can’t tell it', async () => {
    const units = Array.from({ length: 40 }, (_, index) => `user-${index}`);
    const given = await Promise.all(units.map(async (unit) => (await admit(feedback, { standing: 'session', unit })).assignment?.variant));
    expect(given).toEqual(units.map((unit) => assignUnit(deployment, unit).assignment?.variant));
    expect(new Set(given)).toEqual(new Set(['a', 'b', undefined]));
  });
});

describe('an event of a key', () => {
  it('is taken at its word, but for a variant that isn’t the unit’s', async () => {
    const sender: EventSender = { standing: 'key', unit: 'user-1' };
    expect((await admit(outcome({ edgeDecisionId: 'a-plain-identifier' }), sender, null)).event).toMatchObject({ id: 'event-0001', decisionId: 'answer-0001', edgeDecisionId: 'a-plain-identifier' });
    expect((await admit(outcome({ assignment: told(variantsOf('user-1').other) }), sender)).event).toMatchObject({ assignment: null });
  });
});

describe('an event of nobody', () => {
  it('belongs to no decision of the edge and to no experiment', async () => {
    const edgeDecisionId = await signDecisionId('5f0c', { unit: 'user-1', sessions });
    const sender: EventSender = { standing: 'unverified', unit: null };
    const stored = await admit(outcome({ edgeDecisionId, assignment: told('a') }), sender);
    expect(stored).toMatchObject({ unit: null, event: { edgeDecisionId: null, assignment: null } });
    expect((await admit(feedback, sender)).assignment).toBeNull();
  });
});

describe('an id', () => {
  it('leaves room for the name space in front of it', async () => {
    const long = await admitEvent({ ...feedback, id: 'x'.repeat(81) }, { sender: MINE, sessions, deployment, madeUp: new Set(), now: NOW });
    expect(long).toEqual({ ok: false, error: 'id: at most 80 characters' });
    expect((await admit({ ...feedback, id: 'x'.repeat(80) }, MINE)).event.id.length).toBeLessThanOrEqual(100);
  });
});

describe('the edge’s decision ids', () => {
  it('are signed for one unit, whatever characters it has, and outlive a change of the secret', async () => {
    const id = await signDecisionId('id-1', { unit: 'a","b', sessions });
    expect(id).toMatch(/^id-1\.[\w-]{22}$/);
    expect(await isDecisionOf('a","b', id, sessions)).toBe(true);
    expect(await isDecisionOf('a', id, sessions)).toBe(false);
    const before = await signDecisionId('id-1', { unit: 'a', sessions: { ...sessions, secrets: [sessions.secrets[1]!] } });
    expect(await isDecisionOf('a', before, sessions)).toBe(true);
    expect(await isDecisionOf('a', before, { ...sessions, secrets: [sessions.secrets[0]!] })).toBe(false);
  });

  it('are plain without sessions and without a unit', async () => {
    expect(await signDecisionId('id-1', { unit: 'a', sessions: undefined })).toBe('id-1');
    expect(await signDecisionId('id-1', { unit: null, sessions })).toBe('id-1');
  });
});
