// Who mints how many sessions: floods, and requests to mint that are sent again.
import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test';
import { describe, it } from 'vitest';
import { storedKeys } from '../support/stored-keys.ts';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { COMPLETION, type UpstreamCall } from './support/scripted-upstream.ts';
import { APP, BASE, mintedBy, startSessionRouter } from './support/session-router.ts';

const from = (address: string) => ({ 'cf-connecting-ip': address });

async function statuses(responses: readonly Promise<Response>[]): Promise<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (const { status } of await Promise.all(responses)) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('a flood of mints', () => {
  it('from one address ends after ten in a minute, in whichever isolate they arrive', async ({ expect }) => {
    const router = startSessionRouter();
    const elsewhere = startSessionRouter({ settings: { SPEND: router.book.SPEND } });
    const flood = Array.from({ length: 50 }, (_, index) => (index % 2 ? router : elsewhere).mintAsPage({}, from('203.0.113.1')));
    expect(await statuses(flood)).toEqual({ 201: 10, 429: 40 });
    const refused = await router.mintAsPage({}, from('203.0.113.1'));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await errorOf(refused)).code).toBe('rate_limited');
    expect((await router.mintAsPage({}, from('203.0.113.2'))).status).toBe(201);
    // The window may have begun by the other isolate's clock, a little later.
    router.clock.now += 61_000;
    expect((await router.mintAsPage({}, from('203.0.113.1'))).status).toBe(201);
  });

  it('from many addresses ends after a hundred for an origin, and takes nothing from another', async ({ expect }) => {
    const router = startSessionRouter();
    const flood = Array.from({ length: 150 }, (_, index) => router.mintAsPage({}, from(`203.0.113.${index}`)));
    expect(await statuses(flood)).toEqual({ 201: 100, 429: 50 });
    expect((await router.mintAsPage({}, { origin: 'https://other.example', ...from('198.51.100.1') })).status).toBe(201);
    expect((await router.mintAsBackend({ origin: APP })).status).toBe(201);
  });

  it('from more addresses than are remembered doesn’t make an origin’s limit forgotten', async ({ expect }) => {
    const { book, clock } = startSessionRouter();
    const now = clock.now;
    const answers = await runInDurableObject(book.stub(), async (object) => {
      const kinds: Record<string, number> = {};
      for (let index = 0; index < 10_200; index++) {
        const limits = [{ key: `ip:${index}`, perMinute: 10 }, { key: `origin:${APP}`, perMinute: 100 }];
        const { kind } = await object.admitMint({ limits, once: undefined, now });
        kinds[kind] = (kinds[kind] ?? 0) + 1;
      }
      return kinds;
    });
    expect(answers).toEqual({ admitted: 100, 'too-many': 10_100 });
  });

  it('of a backend has a limit of its own, beyond that of requests', async ({ expect }) => {
    const router = startSessionRouter();
    expect(await statuses(Array.from({ length: 601 }, () => router.mintAsBackend()))).toEqual({ 201: 600, 429: 1 });
  });
});

/** A stand-in for Cloudflare's network: it answers as siteverify is documented to, each token once. */
function turnstile(hostname = 'app.example') {
  const used = new Set<unknown>();
  return (call: UpstreamCall) => {
    if (call.url !== 'https://challenges.cloudflare.com/turnstile/v0/siteverify') return Response.json(COMPLETION);
    const { secret, response } = call.body;
    const isGood = secret === 'turnstile-secret' && String(response).startsWith('solved') && !used.has(response);
    used.add(response);
    return Response.json(isGood ? { success: true, hostname } : { success: false, 'error-codes': ['timeout-or-duplicate'] });
  };
}

it('a mint whose body never comes ends when its caller leaves, and not as a fault of the router', async ({ expect }) => {
  const router = startSessionRouter();
  const caller = new AbortController();
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) });
  const headers = { origin: APP, 'content-type': 'application/json' };
  const minting = router.fetch(`${BASE}/v1/sessions`, { method: 'POST', headers, body, signal: caller.signal });
  setTimeout(() => caller.abort(), 20);
  expect((await errorOf(await minting)).code).toBe('aborted');
});

describe('with Turnstile', () => {
  const settings = { PHIRST_TURNSTILE_SECRET: 'turnstile-secret' };

  it('a page mints with a solved challenge, for the whole cap', async ({ expect }) => {
    const router = startSessionRouter({ settings, answer: turnstile() });
    const minted = await mintedBy(router.mintAsPage({ turnstileToken: 'solved-1' }, from('203.0.113.1')));
    expect(minted.capMicroUsd).toBe(100_000);
    expect(router.upstream.calls[0]?.body).toEqual({ secret: 'turnstile-secret', response: 'solved-1', remoteip: '203.0.113.1' });
    expect((await router.ask(minted.token)).status).toBe(200);
  });

  it('without one, or with one that Turnstile doesn’t confirm, it mints nothing', async ({ expect }) => {
    const router = startSessionRouter({ settings, answer: turnstile() });
    for (const fields of [{}, { turnstileToken: 'made-up' }]) {
      const refused = await router.mintAsPage(fields);
      expect([refused.status, (await errorOf(refused)).code]).toEqual([401, 'unauthenticated']);
    }
  });

  it('a mint that is sent again mints nothing, also while the first is still under way and after a restart', async ({ expect }) => {
    // This one would confirm a token any number of times: the single use is ours.
    const confirm = () => Response.json({ success: true, hostname: 'app.example' });
    const router = startSessionRouter({ settings, answer: confirm });
    const replays = Array.from({ length: 20 }, () => router.mintAsPage({ turnstileToken: 'solved-1' }));
    expect(await statuses(replays)).toEqual({ 201: 1, 401: 19 });
    await abortAllDurableObjects();
    expect((await errorOf(await router.mintAsPage({ turnstileToken: 'solved-1' }))).message).toContain('used before');
    expect(router.upstream.calls).toHaveLength(1);
  });

  it('a challenge solved on another site is none', async ({ expect }) => {
    const router = startSessionRouter({ settings, answer: turnstile('evil.example') });
    expect((await router.mintAsPage({ turnstileToken: 'solved-1' })).status).toBe(401);
  });

  it.for([
    ['an error', () => new Response('busy', { status: 502 })],
    ['nothing', () => Promise.reject(new TypeError('connection lost'))],
    ['a page', () => new Response('<html>')],
    ['another shape', () => Response.json(null)],
    ['a yes that isn’t one', () => Response.json({ success: 'true', hostname: 'app.example' })],
  ] as const)('that answers %s lets nobody in', async ([, answer], { expect }) => {
    const router = startSessionRouter({ settings, answer });
    const refused = await router.mintAsPage({ turnstileToken: 'solved-1' });
    expect([refused.status, (await errorOf(refused)).code]).toEqual([401, 'unauthenticated']);
  });

  it('a backend needs none', async ({ expect }) => {
    const router = startSessionRouter({ settings, answer: turnstile() });
    expect((await router.mintAsBackend({ origin: APP })).status).toBe(201);
    expect(router.upstream.calls).toHaveLength(0);
  });
});

describe('a session that is revoked', () => {
  const revoke = (router: ReturnType<typeof startSessionRouter>, id: string, key: string) =>
    router.fetch(`${BASE}/v1/sessions/${id}`, { method: 'DELETE', headers: { authorization: `Bearer ${key}` } });

  it('buys nothing more, and others go on', async ({ expect }) => {
    const router = startSessionRouter();
    const [one, two] = [await mintedBy(router.mintAsPage()), await mintedBy(router.mintAsPage())];
    expect((await router.ask(one.token)).status).toBe(200);
    expect((await revoke(router, one.id, 'shop')).status).toBe(204);
    await abortAllDurableObjects();
    const refused = await router.ask(one.token);
    expect([refused.status, await errorOf(refused)]).toMatchObject([401, { code: 'unauthenticated', message: expect.stringContaining('revoked') }]);
    expect(router.upstream.calls).toHaveLength(1);
    expect((await router.ask(two.token)).status).toBe(200);
  });

  it('with the key that minted it ends with that key', async ({ expect }) => {
    const settings = { PHIRST_KEYS: await storedKeys(['shop', 'backend'], ['other', 'backend']) };
    const before = startSessionRouter({ settings });
    const { token } = await mintedBy(before.mintAsBackend({ origin: APP }));
    expect((await before.ask(token)).status).toBe(200);
    const after = startSessionRouter({ settings: { SPEND: before.book.SPEND, PHIRST_KEYS: await storedKeys(['other', 'backend']) } });
    const refused = await after.ask(token);
    expect(refused.status).toBe(401);
    expect((await errorOf(refused)).code).toBe('session_expired');
    expect(after.upstream.calls).toHaveLength(0);
  });

  it('is revoked by a backend or an operator alone', async ({ expect }) => {
    const router = startSessionRouter();
    const { id, token } = await mintedBy(router.mintAsPage());
    expect((await revoke(router, id, 'web')).status).toBe(403);
    expect((await revoke(router, id, token)).status).toBe(403);
    expect((await revoke(router, 'not-an-id', 'me')).status).toBe(404);
    expect((await revoke(router, id, 'me')).status).toBe(204);
  });
});

describe('a token that is used again and again', () => {
  it('ends at its cap, whatever comes at once', async ({ expect }) => {
    // As long as was asked for: what is paid comes near what was reserved.
    const usage = { prompt_tokens: 12, completion_tokens: 1000 };
    const router = startSessionRouter({
      settings: { PHIRST_REQUESTS_PER_MINUTE: '1000', PHIRST_ANONYMOUS_SESSION_CAP_USD: '0.005' },
      answer: () => Response.json({ ...COMPLETION, usage }),
    });
    const { token } = await mintedBy(router.mintAsPage());
    const ask = () =>
      router.post(`${BASE}${CHAT}`, chatBody({ model: 'openai/gpt-4o-mini', max_tokens: 1000 }), { origin: APP, authorization: `Bearer ${token}` });
    const counts = await statuses(Array.from({ length: 200 }, ask));
    const paid = 12 * 0.15 + 1000 * 0.6;
    // No more than fit, and all that fit.
    expect(counts).toEqual({ 200: 8, 402: 192 });
    expect(router.upstream.calls).toHaveLength(8);
    const [balance] = await runInDurableObject(router.book.stub(), (_, { storage }) =>
      storage.sql.exec<{ spent: number }>('SELECT spent FROM balance').toArray(),
    );
    expect(balance?.spent).toBe(8 * Math.ceil(paid));
    const refused = await ask();
    expect(await errorOf(refused)).toMatchObject({ code: 'spend_cap_reached', message: expect.stringContaining('184 of its 5000') });
  });

  it('spends from its origin’s day, whichever session it is', async ({ expect }) => {
    const router = startSessionRouter({ settings: { PHIRST_ORIGIN_DAILY_CAP_USD: '0' } });
    const { token } = await mintedBy(router.mintAsPage());
    const refused = await router.ask(token);
    expect(refused.status).toBe(402);
    expect((await errorOf(refused)).message).toContain('this origin today');
    expect((await router.post(`${BASE}${CHAT}`, { model: 'auto', messages: [{ role: 'user', content: 'Hi' }] }, { authorization: 'Bearer web' })).status).toBe(200);
  });
});
