import { describe, it } from 'vitest';
import type { ClientEvent } from '../../src/event/client-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { errorOf } from './support/chat-body.ts';
import { startRouter } from './support/start-router.ts';

const feedback = (id: string): ClientEvent => ({ type: 'feedback', schemaVersion: 1, id, decisionId: 'answer-0001', observer: 'client', atMs: 1000, rating: 1 });

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

  it('takes them from a page of a listed origin that has no token, as sendBeacon can’t carry one, and from no other', async ({ expect }) => {
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
