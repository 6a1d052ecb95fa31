// What the edge itself tells of a question: its decision with what it was made from, the exposure, the outcome.
import { describe, it } from 'vitest';
import type { InForce } from '../../router/deployment/in-force.ts';
import { compareVariants } from '../../router/events/compare-variants.ts';
import { createRequestLog } from '../../router/events/request-log.ts';
import { isDecisionOf } from '../../router/events/decision-id.ts';
import { decideHosted } from '../../router/dispatch/decide-hosted.ts';
import { readChatRequest } from '../../router/request/read-chat-request.ts';
import { assignUnit } from '../../src/experiment/assign-unit.ts';
import type { Deployment } from '../../src/experiment/deployment.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { EdgeEvent, StoredEvent } from '../../src/event/stored-event.ts';
import * as v from 'valibot';
import { DecisionRecordSchema } from '../../src/replay/decision-input.ts';
import { HEADERS } from '../../src/wire/headers.ts';
import { CHAT, chatBody } from './support/chat-body.ts';
import { APP, BASE, mintedBy, SECRET, startSessionRouter } from './support/session-router.ts';

function start() {
  const batches: StoredEvent[][] = [];
  const EVENTS = { sendBatch: async (batch: Iterable<{ body: StoredEvent }>) => void batches.push([...batch].map(({ body }) => body)) } as unknown as Queue;
  return { batches, router: startSessionRouter({ settings: { EVENTS } }) };
}

const eventOf = (stored: StoredEvent | undefined) => stored?.event as EdgeEvent;

describe('a question at the edge', () => {
  it('is told in one batch: what was decided from what, and what became of it', async ({ expect }) => {
    const { batches, router } = start();
    const phirst = { budget: { totalMs: 9000, costMicroUsd: 90_000 }, reason: 'low_confidence' };
    await router.post(`${BASE}${CHAT}`, chatBody({ phirst }), { authorization: 'Bearer web', 'x-phirst-unit': 'user-1' });
    expect(batches).toHaveLength(1);
    const [decision, outcome] = batches[0]!;
    expect(batches[0]).toMatchObject([{ standing: 'edge', unit: 'user-1' }, { standing: 'edge', unit: 'user-1' }]);
    expect(eventOf(decision)).toMatchObject({ type: 'decision', observer: 'edge', policyHash: expect.stringMatching(/^[0-9a-f]{64}$/), sequence: 0, propensity: 1, assignment: null });
    expect(eventOf(outcome)).toMatchObject({ type: 'outcome', code: null, policyHash: (eventOf(decision) as { policyHash: string }).policyHash });
    const { record } = eventOf(decision) as Extract<EdgeEvent, { type: 'decision' }>;
    expect(v.safeParse(DecisionRecordSchema, record).success).toBe(true);
    expect(record.input).toMatchObject({ requestedModel: 'auto', clientReason: 'low_confidence', budget: { totalMs: 9000, costMicroUsd: 90_000 } });
    expect(record.output.models.length).toBeGreaterThan(0);
    expect(JSON.stringify(batches)).not.toContain('Peru');
  });

  it('says where its caller left it less time than the policy gives a model', async ({ expect }) => {
    const { batches, router } = start();
    const ask = (totalMs?: number) => router.post(`${BASE}${CHAT}`, chatBody(totalMs === undefined ? { stream: true } : { stream: true, phirst: { budget: { totalMs } } }), { authorization: 'Bearer web' });
    for (const totalMs of [undefined, 1e6, 5000]) await (await ask(totalMs)).text();
    expect(batches.map((batch) => (eventOf(batch.at(-1)) as { isHurried?: boolean }).isHurried)).toEqual([undefined, undefined, true]);
  });

  it('has an id that is signed for the session’s unit', async ({ expect }) => {
    const { router } = start();
    const { token, unit } = await mintedBy(router.mintAsPage());
    const id = (await router.ask(token)).headers.get(HEADERS.decisionId)!;
    const sessions = { secrets: [SECRET], seconds: 600, turnstileSecret: undefined };
    expect(await isDecisionOf(unit, id, sessions)).toBe(true);
    expect(await isDecisionOf('somebody-else', id, sessions)).toBe(false);
  });

  it('is remembered of nobody where nobody is to be followed', async ({ expect }) => {
    const { batches, router } = start();
    const { token } = await mintedBy(router.mintAsPage());
    await router.ask(token, { origin: APP, 'sec-gpc': '1' });
    expect(batches[0]?.map(({ unit }) => unit)).toEqual([null, null]);
  });
});

const built = loadDefaultPolicy();
/** Prefers the dear model. */
const turned: Policy = { ...built, name: 'turned', hosted: { ...built.hosted, models: built.hosted.models.toReversed().map((model) => ({ ...model, quality: undefined })) } };
const one = { ...turned, hosted: { ...turned.hosted, models: turned.hosted.models.slice(0, 1) } };

function inForceOf(kind: 'experiment' | 'rollout', policies: Readonly<Record<string, Policy>>, coverage: number): InForce {
  const hashes = Object.keys(policies);
  const names = kind === 'rollout' ? ['b'] : hashes;
  const variants = names.map((name) => ({ name, policy: name, weight: 1 / names.length }));
  const experiment = { key: 'sure', kind, status: 'running' as const, seed: 'sure', coverage, variants, startedAt: 0 };
  const deployment = { policy: 'a', experiments: [experiment], revoked: [], sequence: 4 } as unknown as Deployment;
  const known = new Map(Object.entries(policies));
  return {
    deployment,
    defaultPolicy: policies['a']!,
    policies: known,
    policyOf: (unit) => {
      const assigned = assignUnit(deployment, unit);
      return { ...assigned, document: known.get(assigned.policy)! };
    },
  };
}

describe('the variants of an experiment', () => {
  async function compare(inForce: InForce, model = 'auto') {
    const raw = new Request('http://localhost/', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(chatBody({ model })) });
    const chat = await readChatRequest(raw, { maximumOutputTokens: 1000, signal: new AbortController().signal });
    const unit = Array.from({ length: 99 }, (_, index) => `unit-${index}`).find((each) => inForce.policyOf(each).assignment)!;
    const held = inForce.policyOf(unit);
    const callableOf = (policy: Policy) => policy.hosted.models;
    const decision = decideHosted({ chat, policy: held.document, callable: callableOf(held.document), elapsedMs: 0 });
    return compareVariants({ chat, decision, inForce, held, callableOf, elapsedMs: 0 });
  }

  it('that decide alike make no difference', async ({ expect }) => {
    expect(await compare(inForceOf('experiment', { a: built, b: built }, 1))).toEqual({ isDivergent: false, propensity: 1 });
  });

  it('that ask another model first are told apart, with how likely this one was', async ({ expect }) => {
    const cheapest = built.hosted.models[0]!.id;
    expect(one.hosted.models[0]!.id).not.toBe(cheapest);
    expect(await compare(inForceOf('experiment', { a: built, b: one }, 1))).toEqual({ isDivergent: true, propensity: 0.5 });
    const rollout = await compare(inForceOf('rollout', { a: built, b: one }, 0.2));
    expect(rollout.isDivergent).toBe(true);
    expect(rollout.propensity).toBeCloseTo(0.2, 12);
  });

  it('make no difference to who isn’t in it', async ({ expect }) => {
    const inForce = inForceOf('experiment', { a: built, b: one }, 1);
    expect(compareVariants({ chat: undefined as never, decision: { ranked: [] } as never, inForce, held: inForce.policyOf(undefined), callableOf: () => [], elapsedMs: 0 })).toEqual({ isDivergent: false, propensity: 1 });
  });
});

describe('the record of an assigned question', () => {
  it('tells the exposure, once, of a unit alone', ({ expect }) => {
    for (const unit of ['user-1', null]) {
      const kept: StoredEvent[] = [];
      const context = { policy: 'p', policyHash: 'b', sequence: 4, assignment: { experiment: 'sure', variant: 'b', isOverride: false } };
      const log = createRequestLog({ decisionId: 'd', context, unit, now: () => 5, keep: (events) => void kept.push(...events) });
      log.decided({ requestedModel: 'auto', routedModel: 'm', reason: 'smallest_adequate', record: {} as never, propensity: 0.5, isDivergent: true });
      log.finish(null);
      log.finish('internal');
      const assignment = { experiment: 'sure', variant: 'b', isOverride: false, isDivergent: true };
      expect(kept.map(({ event }) => event.id)).toEqual(unit === null ? ['d:decision', 'd:edge'] : ['d:decision', 'd:exposure', 'd:edge']);
      for (const { event } of kept) expect(event).toMatchObject({ assignment, sequence: 4, policyHash: 'b' });
    }
  });
});
