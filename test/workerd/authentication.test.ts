import { describe, it } from 'vitest';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { COMPLETION, scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';
import { storedKeys } from '../support/stored-keys.ts';

const DEPLOYED = `https://phirst.example${CHAT}`;
const APP = 'https://app.example';
const ONE = await storedKeys('one');
const BOTH = await storedKeys('one', 'two');

function start(settings: Record<string, string>) {
  const upstream = scriptedUpstream(() => Response.json(COMPLETION));
  return { upstream, router: startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1', ...settings }, fetch: upstream.fetch }) };
}

describe('a router with keys', () => {
  it.for(['one', 'two'])('admits the bearer of key %s', async (key, { expect }) => {
    const { router, upstream } = start({ PHIRST_KEYS: BOTH });
    const response = await router.post(DEPLOYED, chatBody(), { authorization: `bearer ${key}` });
    expect(response.status).toBe(200);
    expect(upstream.calls).toHaveLength(1);
  });

  it.for([undefined, '', 'Bearer', 'Bearer ', 'Bearer on', 'Bearer one,two', 'Basic one', 'one'])(
    'refuses "authorization: %s" and calls no provider',
    async (authorization, { expect }) => {
      const { router, upstream } = start({ PHIRST_KEYS: BOTH });
      const response = await router.post(DEPLOYED, chatBody(), authorization === undefined ? {} : { authorization });
      expect(response.status).toBe(401);
      expect((await errorOf(response)).code).toBe('unauthenticated');
      expect(upstream.calls).toHaveLength(0);
    },
  );

  it('wants them on the developer’s machine too', async ({ expect }) => {
    expect((await start({ PHIRST_KEYS: ONE }).router.post(CHAT, chatBody())).status).toBe(401);
  });

  it('never hands the caller’s key to the provider', async ({ expect }) => {
    const { router, upstream } = start({ PHIRST_KEYS: ONE });
    await router.post(DEPLOYED, chatBody(), { authorization: 'Bearer one', cookie: 'a=b' });
    expect(upstream.calls[0]?.headers.get('authorization')).toBe('Bearer sk-1');
    expect(upstream.calls[0]?.headers.get('cookie')).toBeNull();
  });

  it('lets a page of an allowed origin in without one', async ({ expect }) => {
    const { router } = start({ PHIRST_KEYS: ONE, PHIRST_ALLOWED_ORIGINS: APP });
    expect((await router.post(DEPLOYED, chatBody(), { origin: APP })).status).toBe(200);
  });

  it('wants one of its own pages unless their origin is listed', async ({ expect }) => {
    const own = { origin: 'https://phirst.example' };
    expect((await start({ PHIRST_KEYS: ONE }).router.post(DEPLOYED, chatBody(), own)).status).toBe(401);
    const listed = start({ PHIRST_KEYS: ONE, PHIRST_ALLOWED_ORIGINS: own.origin });
    expect((await listed.router.post(DEPLOYED, chatBody(), own)).status).toBe(200);
  });
});

describe('a router with origins alone', () => {
  it('refuses a request that comes from no page', async ({ expect }) => {
    const { router, upstream } = start({ PHIRST_ALLOWED_ORIGINS: APP });
    expect((await router.post(DEPLOYED, chatBody())).status).toBe(401);
    expect((await router.post(DEPLOYED, chatBody(), { authorization: 'Bearer any' })).status).toBe(401);
    expect(upstream.calls).toHaveLength(0);
  });

  it('lets its own pages read models and policy, which carry no Origin', async ({ expect }) => {
    const { router } = start({ PHIRST_ALLOWED_ORIGINS: 'https://phirst.example' });
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await router.fetch('https://phirst.example/v1/models', { headers })).status).toBe(200);
    expect((await router.fetch('https://phirst.example/v1/policy', { headers })).status).toBe(200);
    expect((await router.fetch('https://phirst.example/v1/models')).status).toBe(401);
    expect((await router.post('https://phirst.example/v1/route', chatBody(), headers)).status).toBe(401);
  });

  it('serves the developer’s machine', async ({ expect }) => {
    const { router } = start({ PHIRST_ALLOWED_ORIGINS: APP });
    expect((await router.post(CHAT, chatBody(), { 'cf-connecting-ip': '127.0.0.1' })).status).toBe(200);
  });
});

describe('the developer’s machine', () => {
  it.for(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'mf-original-url'])(
    'is not where a request with %s comes from',
    async (name, { expect }) => {
      const { router, upstream } = start({});
      const response = await router.post(CHAT, chatBody(), { 'cf-connecting-ip': '127.0.0.1', [name]: '127.0.0.1' });
      expect(response.status).toBe(503);
      expect(upstream.calls).toHaveLength(0);
    },
  );

  it('is nowhere unless the deployment says so', async ({ expect }) => {
    for (const PHIRST_LOCAL of ['', '0', 'true']) {
      const { router, upstream } = start({ PHIRST_LOCAL });
      for (const headers of [{}, { 'cf-connecting-ip': '127.0.0.1' }]) {
        expect((await router.post(CHAT, chatBody(), headers)).status).toBe(503);
      }
      expect(upstream.calls).toHaveLength(0);
    }
  });

  it.for(['http://localhost:8787', 'http://127.0.0.1:8787', 'http://[::1]:8787'])('is served at %s without a key', async (base, { expect }) => {
    const { router } = start({});
    expect((await router.post(`${base}${CHAT}`, chatBody(), { 'cf-connecting-ip': '::1' })).status).toBe(200);
  });
});
