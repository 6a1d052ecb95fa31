// Settings as wrangler.toml's [vars] may hold them: TOML knows more than texts.
import { describe, it } from 'vitest';
import type { Bindings } from '../../router/env.ts';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { COMPLETION, scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';
import { storedKeys } from '../support/stored-keys.ts';

const ONE = await storedKeys('one');
const BOTH = await storedKeys('one', 'two');
const DEPLOYED = `https://phirst.example${CHAT}`;
const APP = 'https://app.example';

function start(settings: Bindings) {
  const upstream = scriptedUpstream(() => Response.json(COMPLETION));
  return startRouter({ env: { PROVIDER_KEY: 'sk-1', ...settings }, fetch: upstream.fetch });
}

describe('a list', () => {
  it.for([BOTH.split(', '), [BOTH], BOTH])('of keys may be %j', async (PHIRST_KEYS, { expect }) => {
    const router = start({ PHIRST_KEYS });
    expect((await router.post(DEPLOYED, chatBody(), { authorization: 'Bearer two' })).status).toBe(200);
    expect((await router.post(DEPLOYED, chatBody(), { authorization: 'Bearer one,two' })).status).toBe(401);
  });

  it('of origins may be one', async ({ expect }) => {
    const router = start({ PHIRST_ALLOWED_ORIGINS: [APP, 'https://other.example'] });
    expect((await router.post(DEPLOYED, chatBody(), { origin: APP })).status).toBe(200);
  });

});

describe('a number', () => {
  it('may be one', async ({ expect }) => {
    const router = start({ PHIRST_KEYS: ONE, PHIRST_REQUESTS_PER_MINUTE: 1 });
    const headers = { authorization: 'Bearer one' };
    expect((await router.post(DEPLOYED, chatBody(), headers)).status).toBe(200);
    expect((await router.post(DEPLOYED, chatBody(), headers)).status).toBe(429);
  });
});

describe('a setting of another kind', () => {
  const faulty: readonly (readonly [name: string, settings: Bindings])[] = [
    ['PROVIDER_KEY', { PROVIDER_KEY: ['secret'] }],
    ['PROVIDER_URL', { PROVIDER_URL: { secret: 1 } }],
    ['PROVIDER_NAME', { PROVIDER_NAME: true }],
    ['PHIRST_KEYS', { PHIRST_KEYS: { secret: 1 } }],
    ['PHIRST_KEYS', { PHIRST_KEYS: [['secret']] }],
    ['PHIRST_ALLOWED_ORIGINS', { PHIRST_ALLOWED_ORIGINS: { secret: 1 } }],
    ['PHIRST_REQUESTS_PER_MINUTE', { PHIRST_REQUESTS_PER_MINUTE: [60] }],
    ['PHIRST_REQUESTS_PER_MINUTE', { PHIRST_REQUESTS_PER_MINUTE: 0.5 }],
    ['PHIRST_ADMIN_KEY', { PHIRST_ADMIN_KEY: ['secret'] }],
    ['PHIRST_ADMIN_KEY', { PHIRST_ADMIN_KEY: 'secret' }],
    ['PHIRST_KEYS', { PHIRST_KEYS: 'secret' }],
    ['PHIRST_KEYS', { PHIRST_KEYS: [1234, ONE] }],
    ['PHIRST_KEYS', { PHIRST_KEYS: ONE.replace('caller', 'secret') }],
    ['PHIRST_KEYS', { PHIRST_KEYS: `${ONE},${ONE.replace('caller', 'operator')}` }],
    ['PHIRST_LOCAL', { PHIRST_LOCAL: [] }],
  ];
  it.for(faulty)('is a fault that names %s', async ([name, settings], { expect }) => {
    const router = start({ PHIRST_KEYS: ONE, ...settings });
    const refused = await router.post(DEPLOYED, chatBody(), { authorization: 'Bearer one' });
    expect(refused.status).toBe(503);
    expect(await errorOf(refused)).toMatchObject({ code: 'router_not_configured', message: expect.stringContaining(name) });
    const health = await router.fetch('/healthz');
    expect(health.status).toBe(503);
    const text = await health.text();
    expect(text).toContain(name);
    expect(text).not.toContain('secret');
  });

  it('never opens /admin', async ({ expect }) => {
    const router = start({ PHIRST_ADMIN_KEY: ['secret'] });
    const response = await router.fetch('/admin/status', { headers: { authorization: 'Bearer secret' } });
    expect(response.status).toBe(503);
  });
});

describe('PROVIDER_URL without its scheme', () => {
  it('is told how it should look', async ({ expect }) => {
    const health = await start({ PROVIDER_URL: 'localhost:11434', PHIRST_KEYS: ONE }).fetch('/healthz');
    expect((await health.json<{ fault: string }>()).fault).toContain('http://localhost:11434/v1');
  });
});
