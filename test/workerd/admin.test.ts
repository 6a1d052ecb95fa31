import { describe, it } from 'vitest';
import { errorOf } from './support/chat-body.ts';
import { startRouter } from './support/start-router.ts';

describe('/admin', () => {
  it('is off, and names its setting, until a key is set', async ({ expect }) => {
    const response = await startRouter().fetch('/admin/status', { headers: { authorization: 'Bearer x' } });
    expect(response.status).toBe(503);
    expect((await errorOf(response)).message).toContain('PHIRST_ADMIN_KEY');
  });

  const others = [{}, { authorization: 'Bearer caller' }, { authorization: 'Bearer ' }];
  it.for(others)('refuses %o, on the developer’s machine too', async (headers, { expect }) => {
    const router = startRouter({ env: { PHIRST_ADMIN_KEY: 'operator', PHIRST_KEYS: 'caller' } });
    expect((await router.fetch('/admin/status', { headers })).status).toBe(401);
    expect((await router.fetch('/admin/anything', { headers })).status).toBe(401);
  });

  it('shows the policy and which parts are bound, never a value', async ({ expect }) => {
    const router = startRouter({ env: { PHIRST_ADMIN_KEY: 'operator-secret', PROVIDER_KEY: 'sk-secret' } });
    const response = await router.fetch('/admin/status', { headers: { authorization: 'Bearer operator-secret' } });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).not.toContain('secret');
    const status = JSON.parse(text);
    expect(status.policy).toEqual({ name: 'default', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(status.configured).toEqual(['provider', 'admin_key']);
    expect(status.off).toContain('rate_limiter');
  });

  it('answers an unknown path below it in OpenAI’s shape', async ({ expect }) => {
    const router = startRouter({ env: { PHIRST_ADMIN_KEY: 'operator' } });
    const response = await router.fetch('/admin/nothing', { headers: { authorization: 'Bearer operator' } });
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toBe('not_found');
  });
});
