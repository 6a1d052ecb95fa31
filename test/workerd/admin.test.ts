import { describe, it } from 'vitest';
import { errorOf } from './support/chat-body.ts';
import { startRouter } from './support/start-router.ts';
import { storedKeys } from '../support/stored-keys.ts';

const OPERATOR = await storedKeys(['operator', 'operator']);
const OTHERS = await storedKeys('caller', ['backend', 'backend'], ['operator', 'operator']);

describe('/admin', () => {
  it('is off, and says what to do, until there is a key for it', async ({ expect }) => {
    const router = startRouter({ env: { PHIRST_KEYS: await storedKeys('x') } });
    const response = await router.fetch('/admin/status', { headers: { authorization: 'Bearer x' } });
    expect(response.status).toBe(503);
    expect((await errorOf(response)).message).toContain('operator');
  });

  const others = [{}, { authorization: 'Bearer nobody' }, { authorization: 'Bearer ' }];
  it.for(others)('refuses %o, on the developer’s machine too', async (headers, { expect }) => {
    const router = startRouter({ env: { PHIRST_KEYS: OTHERS } });
    expect((await router.fetch('/admin/status', { headers })).status).toBe(401);
    expect((await router.fetch('/admin/anything', { headers })).status).toBe(401);
  });

  it('shows the policy and which parts are bound, never a value', async ({ expect }) => {
    const router = startRouter({ env: { PHIRST_KEYS: OPERATOR, PROVIDER_KEY: 'sk-secret' } });
    const response = await router.fetch('/admin/status', { headers: { authorization: 'Bearer operator' } });
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).not.toContain('secret');
    const status = JSON.parse(text);
    expect(status.policy).toEqual({ name: 'default', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(status.configured).toEqual(['provider', 'keys', 'operator_key']);
    expect(status.off).toContain('rate_limiter');
  });

  it('answers an unknown path below it in OpenAI’s shape', async ({ expect }) => {
    const router = startRouter({ env: { PHIRST_KEYS: OPERATOR } });
    const response = await router.fetch('/admin/nothing', { headers: { authorization: 'Bearer operator' } });
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toBe('not_found');
  });
});
