import { describe, it } from 'vitest';
import type { ClientEvent } from '../../src/event/client-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { errorOf } from './support/chat-body.ts';
import { newDeployment, policyNamed, startIsolate } from './support/deployment-router.ts';
import { clientOutcome } from './support/stored-events.ts';
import { storedKeys } from '../support/stored-keys.ts';
import { APP, BASE, mintedBy, startSessionRouter } from './support/session-router.ts';
import { startRouter } from './support/start-router.ts';

const feedback = (id: string): ClientEvent => ({ type: 'feedback', schemaVersion: 1, id, decisionId: 'answer-0001', observer: 'client', atMs: Date.now(), rating: 1 });

function start(keep: (events: readonly StoredEvent[]) => Promise<void> = async () => undefined) {
  const kept: StoredEvent[] = [];
  const sink = {
    record: async () => undefined,
    recordAll: async (events: readonly StoredEvent[]) => {
      await keep(events);
      kept.push(...events);
    },
  };
  return { kept, router: startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, eventsOf: () => sink }) };
}

describe('POST /v1/events', () => {
  it('takes a batch and answers with the ids it kept, as they came', async ({ expect }) => {
    const { router, kept } = start();
    const response = await router.post('/v1/events', { events: [feedback('event-0001'), feedback('event-0002')] });
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ accepted: ['event-0001', 'event-0002'], rejected: [] });
    // Sent again, because the answer didn't arrive: the same ids, which whoever counts counts once.
    await router.post('/v1/events', { events: [feedback('event-0001')] });
    expect(kept.map(({ event }) => event.id)).toEqual(['event-0001', 'event-0002', 'event-0001']);
    expect(kept[0]).toMatchObject({ standing: 'key', unit: null, assignment: null });
  });

  it('rejects what is no event by itself, and says why without repeating it', async ({ expect }) => {
    const { router, kept } = start();
    const forged = [
      { ...feedback('event-0003'), comment: 'a secret text' },
      { ...feedback('event-0004'), observer: 'edge' },
      { ...feedback('event-0005'), rating: 'a secret text' },
      // The edge's own record of an answer has this id: counted once, the forgery would be counted in its place.
      feedback('answer-0001:edge'),
      'a secret text',
    ];
    const response = await router.post('/v1/events', { events: [...forged, feedback('event-0006')] });
    const body = await response.text();
    expect(JSON.parse(body)).toMatchObject({
      accepted: ['event-0006'],
      rejected: [{ id: 'event-0003' }, { id: 'event-0004', message: expect.stringContaining('observer') }, { id: 'event-0005' }, { id: 'answer-0001:edge' }, { id: null }],
    });
    expect(body).not.toContain('secret text');
    expect(kept).toHaveLength(1);
  });

  it('is bounded in number and size', async ({ expect }) => {
    const { router } = start();
    const tooMany = await router.post('/v1/events', { events: Array.from({ length: 101 }, () => feedback('event-0001')) });
    expect(await errorOf(tooMany)).toMatchObject({ code: 'invalid_request', param: 'events' });
    const tooLarge = await router.post('/v1/events', { events: ['x'.repeat(140_000)] });
    expect(tooLarge.status).toBe(413);
    expect((await router.post('/v1/events', { event: 1 })).status).toBe(400);
    expect((await router.fetch('/v1/events')).status).toBe(405);
  });

  it('asks to be sent the events again when they could not be kept', async ({ expect }) => {
    const { router } = start(() => Promise.reject(new Error('queue down')));
    const response = await router.post('/v1/events', { events: [feedback('event-0001')] });
    expect(response.status).toBe(500);
    expect(response.headers.get('x-should-retry')).toBe('true');
  });

  it('takes them from a page of a listed origin that has no token, and from no other', async ({ expect }) => {
    const env = { PROVIDER_KEY: 'sk-1', PHIRST_ALLOWED_ORIGINS: 'https://app.example' };
    const router = startRouter({ env });
    const from = (origin: string) => router.post('https://router.example/v1/events', { events: [feedback('event-0001')] }, { origin });
    expect((await from('https://app.example')).status).toBe(202);
    expect((await from('https://other.example')).status).toBe(403);
  });

  it('says in /healthz whether a queue is bound', async ({ expect }) => {
    const off = await (await startRouter({ env: { PROVIDER_KEY: 'k', PHIRST_LOCAL: '1' } }).fetch('/healthz')).json<{ off: string[] }>();
    expect(off.off).toContain('events');
  });
});

function keepingQueue() {
  const kept: StoredEvent[] = [];
  const EVENTS = { sendBatch: async (batch: Iterable<{ body: StoredEvent }>) => void kept.push(...[...batch].map(({ body }) => body)) } as unknown as Queue;
  return { kept, EVENTS };
}

describe('who tells an event', () => {
  function startWithSessions() {
    const { kept, EVENTS } = keepingQueue();
    const router = startSessionRouter({ settings: { EVENTS } });
    const send = (fields: object, headers: Record<string, string> = {}) =>
      router.post(`${BASE}/v1/events`, { events: [feedback('event-0001')], ...fields }, headers);
    return { kept, router, send };
  }

  it('is a session by its token, in the header or, as sendBeacon can’t set one, in the body', async ({ expect }) => {
    const { kept, router, send } = startWithSessions();
    const { token, unit } = await mintedBy(router.mintAsPage());
    expect((await send({}, { origin: APP, authorization: `Bearer ${token}` })).status).toBe(202);
    expect(await (await send({ session: token }, { origin: APP })).json()).toEqual({ accepted: ['event-0001'], rejected: [] });
    expect(kept).toMatchObject([{ standing: 'session', unit }, { standing: 'session', unit }]);
    // The same event: one id, within the unit's name space.
    expect(kept[0]?.event.id).toMatch(/^[\w-]{12}\.event-0001$/);
    expect(kept[1]?.event.id).toBe(kept[0]?.event.id);
    expect(JSON.stringify(kept)).not.toContain(token);
  });

  it('is nobody once the key that minted its token was taken away, wherever the token stands', async ({ expect }) => {
    const { kept, EVENTS } = keepingQueue();
    const { token } = await mintedBy(startSessionRouter().mintAsBackend({ origin: APP }));
    const router = startSessionRouter({ settings: { EVENTS, PHIRST_KEYS: await storedKeys(['web', 'caller']) } });
    const body = { events: [feedback('event-0001')] };
    expect((await router.post(`${BASE}/v1/events`, body, { origin: APP, authorization: `Bearer ${token}` })).status).toBe(401);
    expect((await router.post(`${BASE}/v1/events`, { ...body, session: token }, { origin: APP })).status).toBe(401);
    expect(kept).toEqual([]);
  });

  it('is nobody with a forged token, and one of another origin', async ({ expect }) => {
    const { kept, router, send } = startWithSessions();
    const { token } = await mintedBy(router.mintAsPage());
    expect((await send({ session: `${token}x` }, { origin: APP })).status).toBe(401);
    expect((await send({ session: token }, { origin: 'https://other.example' })).status).toBe(403);
    expect(kept).toEqual([]);
  });

  it('is a key, for the unit that its server names or for itself', async ({ expect }) => {
    const { kept, send } = startWithSessions();
    await send({}, { authorization: 'Bearer web' });
    await send({}, { authorization: 'Bearer web', 'x-phirst-unit': 'user-1' });
    expect(kept).toMatchObject([{ standing: 'key', unit: 'key:web', event: { id: 'event-0001' } }, { standing: 'key', unit: 'user-1' }]);
  });

  it('is unverified without either, whatever unit it names', async ({ expect }) => {
    const { kept, send } = startWithSessions();
    await send({}, { origin: APP, 'x-phirst-unit': 'user-1' });
    expect(kept).toMatchObject([{ standing: 'unverified', unit: null, event: { id: 'unverified.event-0001', decisionId: 'unverified.answer-0001' } }]);
  });

  it('is nobody who asks not to be followed: the events are taken, and forgotten', async ({ expect }) => {
    const { kept, router, send } = startWithSessions();
    const { token } = await mintedBy(router.mintAsPage());
    const response = await send({}, { origin: APP, authorization: `Bearer ${token}`, 'sec-gpc': '1' });
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ accepted: ['event-0001'], rejected: [] });
    expect(kept).toEqual([]);
  });
});

describe('the policy that an event tells of', () => {
  it('is one that the router has had, or nobody believes it; the book is asked once', async ({ expect }) => {
    const { kept, EVENTS } = keepingQueue();
    const deployment = newDeployment();
    const asked: string[][] = [];
    const book = { newerThan: () => Promise.resolve(null), storedPolicies: (hashes: readonly string[]) => (asked.push([...hashes]), deployment.stub().storedPolicies(hashes)) };
    const router = startSessionRouter({ settings: { EVENTS, DEPLOYMENTS: { getByName: () => book as never } } });
    const stored = await startIsolate(deployment).store(policyNamed('once'));
    const { token } = await mintedBy(router.mintAsPage());
    const outcome = (index: number, policyHash: string | null) => ({ ...clientOutcome(`answer-000${index}`, { policyHash, atMs: Date.now() }).event });
    const send = () =>
      router.post(`${BASE}/v1/events`, { events: [outcome(1, stored), outcome(2, 'd'.repeat(64)), outcome(3, null)] }, { origin: APP, authorization: `Bearer ${token}` });
    expect(await (await send()).json()).toMatchObject({ rejected: [] });
    expect(kept.map(({ event, standing }) => [(event as { policyHash?: unknown }).policyHash, standing])).toEqual([[stored, 'session'], [null, 'unverified'], [null, 'session']]);
    await send();
    expect(asked).toEqual([[stored, 'd'.repeat(64)]]);
    // A policy that was stored meanwhile is found a minute later.
    router.clock.now += 61_000;
    await send();
    expect(asked).toEqual([[stored, 'd'.repeat(64)], ['d'.repeat(64)]]);
  });
});

describe('the age of an event', () => {
  it('is bounded, as an id is not remembered for ever', async ({ expect }) => {
    const { router, kept } = start();
    const at = (id: string, days: number) => ({ ...feedback(id), atMs: Date.now() + days * 86_400_000 });
    const response = await router.post('/v1/events', { events: [at('event-0001', -8), at('event-0002', -6), at('event-0003', 2)] });
    expect(await response.json()).toMatchObject({ accepted: ['event-0002'], rejected: [{ id: 'event-0001', message: expect.stringContaining('atMs') }, { id: 'event-0003' }] });
    expect(kept).toHaveLength(1);
  });
});
