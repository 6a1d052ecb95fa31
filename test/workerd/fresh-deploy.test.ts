// A router that was deployed with a provider's key and nothing else must not be anybody's free model.
import { afterEach, describe, it, vi } from 'vitest';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { startRouter } from './support/start-router.ts';
import { storedKeys } from '../support/stored-keys.ts';

const A = await storedKeys('a');
const DEPLOYED = `https://phirst.example${CHAT}`;

afterEach(() => vi.restoreAllMocks());

describe('a fresh deployment', () => {
  it.for([
    { PROVIDER_KEY: 'sk-secret' },
    { PROVIDER_URL: 'https://models.example/v1' },
    { PROVIDER_KEY: 'sk-secret', PHIRST_KEYS: ' , ', PHIRST_ALLOWED_ORIGINS: '' },
  ])('with %o spends nothing and names both settings', async (env, { expect }) => {
    const upstream = vi.spyOn(globalThis, 'fetch');
    const response = await startRouter({ env }).post(DEPLOYED, chatBody());

    expect(response.status).toBe(503);
    expect(response.headers.get('x-should-retry')).toBe('false');
    const error = await errorOf(response);
    expect(error.code).toBe('router_not_configured');
    expect(error.message).toContain('PHIRST_KEYS');
    expect(error.message).toContain('PHIRST_ALLOWED_ORIGINS');
    expect(upstream).not.toHaveBeenCalled();
  });

  it.for(['/v1/models', '/v1/policy', '/v1/route', '/v1/nothing'])('serves no %s either', async (path, { expect }) => {
    const response = await startRouter({ env: { PROVIDER_KEY: 'sk-secret' } }).fetch(`https://phirst.example${path}`);
    expect(response.status).toBe(503);
  });

  it('takes nobody for the developer who only says so', async ({ expect }) => {
    const router = startRouter({ env: { PROVIDER_KEY: 'sk-secret', PHIRST_LOCAL: '1' } });
    const fromElsewhere = await router.post(CHAT, chatBody(), { 'cf-connecting-ip': '203.0.113.9' });
    expect(fromElsewhere.status).toBe(503);
    const rebound = await router.post(`http://evil.example:8787${CHAT}`, chatBody(), { 'cf-connecting-ip': '127.0.0.1' });
    expect(rebound.status).toBe(503);
  });

  it('without any provider says so and names the secret', async ({ expect }) => {
    const response = await startRouter().post(DEPLOYED, chatBody());
    expect(response.status).toBe(503);
    const error = await errorOf(response);
    expect(error.code).toBe('provider_not_configured');
    expect(error.message).toContain('PROVIDER_KEY');
  });

  it.for([
    { PROVIDER_KEY: 'sk-1', PHIRST_KEYS: A, PHIRST_ALLOWED_ORIGINS: '*' },
    { PROVIDER_KEY: 'sk-1', PHIRST_KEYS: A, PHIRST_ALLOWED_ORIGINS: 'https://app.example,https://*.example' },
    { PROVIDER_KEY: 'sk-1', PHIRST_KEYS: A, PHIRST_ALLOWED_ORIGINS: 'app.example' },
    { PROVIDER_KEY: 'sk-1', PHIRST_KEYS: A, PHIRST_ALLOWED_ORIGINS: 'https://app.example/path' },
    { PROVIDER_URL: 'models.example', PHIRST_KEYS: A },
    { PROVIDER_URL: 'localhost:11434', PHIRST_KEYS: A },
    { PROVIDER_URL: 'ftp://models.example', PHIRST_KEYS: A },
    { PROVIDER_URL: ['https://models.example/v1'], PHIRST_KEYS: A },
  ])('refuses to work with the faulty setting in %o', async (env, { expect }) => {
    const router = startRouter({ env });
    const error = await errorOf(await router.post(DEPLOYED, chatBody(), { authorization: 'Bearer a' }));
    expect(error.code).toBe('router_not_configured');
    expect(error.message).toMatch(/PHIRST_ALLOWED_ORIGINS|PROVIDER_URL/);
    expect((await router.fetch('/healthz')).status).toBe(503);
  });
});
