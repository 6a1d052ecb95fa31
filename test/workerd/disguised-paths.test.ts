// A path can be written in many ways. Whoever may do what is decided by the path that is served, never by its spelling.
import { env } from 'cloudflare:workers';
import { describe, it } from 'vitest';
import type { Bindings } from '../../router/env.ts';
import { storedKeys } from '../support/stored-keys.ts';
import { chatBody } from './support/chat-body.ts';
import { COMPLETION, scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';
import { mintedBy, startSessionRouter, APP, BASE } from './support/session-router.ts';

const KEYS = await storedKeys(['caller', 'caller'], ['backend', 'backend'], ['operator', 'operator'], ['reader', 'reader']);
const ID = '00000000-0000-4000-8000-000000000000';
const { SPEND } = env as Bindings;

describe.for([
  ['reader', 'POST', '/v1/chat/%63ompletions', chatBody()],
  ['reader', 'POST', '/%76%31/chat/completions', chatBody()],
  ['reader', 'POST', '/v1//chat/completions', chatBody()],
  ['reader', 'POST', '/v1/./chat/completions', chatBody()],
  ['reader', 'POST', '/v1/chat%2Fcompletions', chatBody()],
  ['reader', 'POST', '/V1/chat/completions', chatBody()],
  ['reader', 'POST', '/v1/chat/completions/', chatBody()],
  ['reader', 'POST', '/v1/chat/completions;x', chatBody()],
  ['reader', 'POST', '/v1/chat/completions%00', chatBody()],
  ['caller', 'POST', '/v1/%73essions', {}],
  ['caller', 'DELETE', `/v1/%73essions/${ID}`, undefined],
  ['caller', 'GET', '/%61dmin/status', undefined],
  ['caller', 'HEAD', '/%61dmin/status', undefined],
  ['caller', 'GET', '/admin%2Fstatus', undefined],
] as const)('%s %s %s', ([role, method, path, body]) => {
  it('is refused as the plain path is, or is none', async ({ expect }) => {
    const upstream = scriptedUpstream(() => Response.json(COMPLETION));
    const settings = { PROVIDER_KEY: 'sk-1', PHIRST_KEYS: KEYS, PHIRST_SESSION_SECRET: 's'.repeat(32), SPEND };
    const router = startRouter({ env: settings, fetch: upstream.fetch });
    const response = await router.fetch(`https://phirst.example${path}`, {
      method,
      headers: { authorization: `Bearer ${role}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    expect([403, 404]).toContain(response.status);
    expect(upstream.calls).toHaveLength(0);
  });
});

describe('a page of a listed origin', () => {
  it('that has no session token asks nothing by another spelling', async ({ expect }) => {
    const { post, upstream } = startSessionRouter();
    const response = await post(`${BASE}/v1/chat/%63ompletions`, chatBody(), { origin: APP });
    expect(response.status).toBe(401);
    expect(upstream.calls).toHaveLength(0);
  });

  it('doesn’t prolong its session by another spelling', async ({ expect }) => {
    const { post, mintAsPage, mintAsBackend } = startSessionRouter();
    for (const mint of [mintAsPage(), mintAsBackend({ origin: APP })]) {
      const { token } = await mintedBy(mint);
      const response = await post(`${BASE}/v1/%73essions`, {}, { origin: APP, authorization: `Bearer ${token}` });
      expect(response.status).toBe(403);
    }
  });
});
