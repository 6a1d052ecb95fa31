import { describe, it } from 'vitest';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { COMPLETION, scriptedUpstream } from './support/scripted-upstream.ts';
import { storedKeys } from '../support/stored-keys.ts';
import { startRouter, type RouterUnderTest } from './support/start-router.ts';

const LIMIT = 60;

function start(extra: { RATE_LIMITER?: RateLimit; PHIRST_KEYS?: string; PHIRST_REQUESTS_PER_MINUTE?: string; PHIRST_ALLOWED_ORIGINS?: string } = {}) {
  const clock = { now: 0 };
  const upstream = scriptedUpstream(() => Response.json(COMPLETION));
  const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1', ...extra }, fetch: upstream.fetch, now: () => clock.now });
  return { clock, upstream, router };
}

async function postTimes(router: RouterUnderTest, times: number, headers: Record<string, string> = {}): Promise<Response> {
  let last: Response | undefined;
  for (let time = 0; time < times; time++) last = await router.post(CHAT, chatBody(), headers);
  return last as Response;
}

describe('one client', () => {
  it(`may POST ${LIMIT} times a minute and is told when to come back`, async ({ expect }) => {
    const { router, clock, upstream } = start();
    expect((await postTimes(router, LIMIT)).status).toBe(200);
    clock.now = 15_000;
    const refused = await postTimes(router, 1);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('45');
    expect(refused.headers.get('x-should-retry')).toBe('true');
    expect((await errorOf(refused)).code).toBe('rate_limited');
    expect(upstream.calls).toHaveLength(LIMIT);
    clock.now = 60_000;
    expect((await postTimes(router, 1)).status).toBe(200);
  });

  it('may read without being counted', async ({ expect }) => {
    const { router } = start();
    for (let time = 0; time <= LIMIT; time++) expect((await router.fetch('/v1/models')).status).toBe(200);
  });

  it('is a key where it presents one, else an address', async ({ expect }) => {
    const { router } = start({ PHIRST_KEYS: await storedKeys('one', 'two') });
    const as = (key: string) => ({ authorization: `Bearer ${key}` });
    expect((await postTimes(router, LIMIT + 1, as('one'))).status).toBe(429);
    expect((await postTimes(router, 1, as('two'))).status).toBe(200);

    const open = start().router;
    expect((await postTimes(open, LIMIT + 1, { 'cf-connecting-ip': '127.0.0.1' })).status).toBe(429);
    expect((await postTimes(open, 1, { 'cf-connecting-ip': '::1' })).status).toBe(200);
  });
});

describe('an address', () => {
  it('of IPv6 counts with all others of its /64', async ({ expect }) => {
    const { router } = start({ PHIRST_ALLOWED_ORIGINS: 'https://app.example', PHIRST_REQUESTS_PER_MINUTE: '2' });
    const from = (address: string) => ({ origin: 'https://app.example', 'cf-connecting-ip': address });
    expect((await postTimes(router, 1, from('2001:db8::1'))).status).toBe(200);
    expect((await postTimes(router, 1, from('2001:db8::2:3'))).status).toBe(200);
    expect((await postTimes(router, 1, from('2001:db8:0:0:ffff::'))).status).toBe(429);
    expect((await postTimes(router, 1, from('2001:db8:0:1::1'))).status).toBe(200);
  });
});

describe('an origin', () => {
  const page = (address: number) => ({ origin: 'https://app.example', 'cf-connecting-ip': `203.0.113.${address}` });

  it('has no more than ten clients’ share for all who call without a key', async ({ expect }) => {
    const { router, clock, upstream } = start({
      PHIRST_ALLOWED_ORIGINS: 'https://app.example,https://other.example',
      PHIRST_REQUESTS_PER_MINUTE: '2',
    });
    for (let address = 0; address < 10; address++) expect((await postTimes(router, 2, page(address))).status).toBe(200);
    const refused = await postTimes(router, 1, page(10));
    expect(refused.status).toBe(429);
    expect((await errorOf(refused)).message).toContain('origin');
    expect(upstream.calls).toHaveLength(20);
    expect((await postTimes(router, 1, { ...page(11), origin: 'https://other.example' })).status).toBe(200);
    clock.now = 60_000;
    expect((await postTimes(router, 1, page(10))).status).toBe(200);
  });

  it('loses none of it to a client that is over its own limit', async ({ expect }) => {
    const { router } = start({ PHIRST_ALLOWED_ORIGINS: 'https://app.example', PHIRST_REQUESTS_PER_MINUTE: '2' });
    expect((await postTimes(router, 50, page(1))).status).toBe(429);
    expect((await postTimes(router, 1, page(2))).status).toBe(200);
  });
});

describe('another limit', () => {
  it('is counted by the isolate, whatever the binding says', async ({ expect }) => {
    const limiter: RateLimit = { limit: async () => ({ success: false }) };
    const { router } = start({ RATE_LIMITER: limiter, PHIRST_REQUESTS_PER_MINUTE: '2' });
    expect((await postTimes(router, 2)).status).toBe(200);
    expect((await postTimes(router, 1)).status).toBe(429);
  });

  it('must be a number', async ({ expect }) => {
    const { router } = start({ PHIRST_REQUESTS_PER_MINUTE: 'many' });
    const refused = await postTimes(router, 1);
    expect(refused.status).toBe(503);
    expect((await errorOf(refused)).message).toContain('PHIRST_REQUESTS_PER_MINUTE');
  });
});

describe('the Rate Limiting binding', () => {
  it('decides where it is bound, and never sees a key', async ({ expect }) => {
    const keys: string[] = [];
    const limiter: RateLimit = {
      async limit({ key }) {
        keys.push(key);
        return { success: false };
      },
    };
    const { router, upstream } = start({ RATE_LIMITER: limiter, PHIRST_KEYS: (await storedKeys('a-secret-key')).replace('a-secret-key:', 'web:') });
    const refused = await postTimes(router, 1, { authorization: 'Bearer a-secret-key' });
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(upstream.calls).toHaveLength(0);
    expect(keys).toHaveLength(1);
    expect(keys[0]).toBe('key:web');
  });

  it('is replaced by the isolate’s own count where it fails', async ({ expect }) => {
    const limiter: RateLimit = { limit: () => Promise.reject(new Error('down')) };
    const { router } = start({ RATE_LIMITER: limiter });
    expect((await postTimes(router, LIMIT)).status).toBe(200);
    expect((await postTimes(router, 1)).status).toBe(429);
  });
});
