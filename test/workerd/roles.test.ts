// Every path with every role: what the table says is what happens.
import { env } from 'cloudflare:workers';
import { describe, it } from 'vitest';
import { createApp } from '../../router/app.ts';
import type { Bindings } from '../../router/env.ts';
import { isGuarded } from '../../router/middleware/role.ts';
import { storedKeys } from '../support/stored-keys.ts';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { COMPLETION, scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

const ROLES = ['caller', 'backend', 'operator', 'reader'] as const;
const KEYS = await storedKeys(...ROLES.map((role) => [role, role] as const));
const ID = '00000000-0000-4000-8000-000000000000';

function start() {
  const upstream = scriptedUpstream(() => Response.json(COMPLETION));
  const { SPEND, TRAFFIC, EVENT_LOG } = env as Bindings;
  const settings = { PROVIDER_KEY: 'sk-1', PHIRST_KEYS: KEYS, PHIRST_SESSION_SECRET: 's'.repeat(32), SPEND, TRAFFIC, EVENT_LOG };
  return { upstream, router: startRouter({ env: settings, fetch: upstream.fetch }) };
}

/** Written out, so that the table can't agree with itself alone. */
const EXPECTED: readonly (readonly [method: string, path: string, body: unknown, allowed: readonly string[]])[] = [
  ['POST', CHAT, chatBody(), ['caller', 'backend', 'operator']],
  ['POST', '/v1/route', chatBody(), ['caller', 'backend', 'operator']],
  ['GET', '/v1/models', undefined, ['caller', 'backend', 'operator', 'reader']],
  ['GET', '/v1/models/auto', undefined, ['caller', 'backend', 'operator', 'reader']],
  ['HEAD', '/v1/models', undefined, ['caller', 'backend', 'operator', 'reader']],
  ['GET', '/v1/policy', undefined, ['caller', 'backend', 'operator', 'reader']],
  ['POST', '/v1/sessions', {}, ['backend', 'operator']],
  ['DELETE', `/v1/sessions/${ID}`, undefined, ['backend', 'operator']],
  ['GET', '/admin/status', undefined, ['operator', 'reader']],
  ['GET', '/admin/traffic', undefined, ['operator', 'reader']],
  ['GET', '/admin/decisions', undefined, ['operator', 'reader']],
  ['GET', '/admin/log', undefined, ['operator', 'reader']],
  ['DELETE', '/admin/events?unit=nobody', undefined, ['operator']],
];

describe.for(EXPECTED)('%s %s', ([method, path, body, allowed]) => {
  it.for(ROLES)('as %s', async (role, { expect }) => {
    const { router, upstream } = start();
    const response = await router.fetch(`https://phirst.example${path}`, {
      method,
      headers: { authorization: `Bearer ${role}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (allowed.includes(role)) return expect(response.ok).toBe(true);
    expect(response.status).toBe(403);
    expect((await errorOf(response)).code).toBe('forbidden');
    expect(upstream.calls).toHaveLength(0);
  });
});

describe('the table', () => {
  it('has every route of the app but /healthz, which is open', ({ expect }) => {
    const routes = createApp().routes.filter(({ method, path }) => method !== 'ALL' && path !== '/healthz');
    expect(routes.length).toBeGreaterThanOrEqual(8);
    const missing = routes.filter(({ method, path }) => !isGuarded(method, path.replace(/:(?:id|name).*$/, 'x')));
    expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  });

  it('leaves what doesn’t exist to be a 404 or a 405', async ({ expect }) => {
    const { router } = start();
    const headers = { authorization: 'Bearer reader' };
    expect((await router.fetch('/v1/nothing', { headers })).status).toBe(404);
    expect((await router.fetch('/v1/models', { method: 'PUT', headers })).status).toBe(405);
  });
});
