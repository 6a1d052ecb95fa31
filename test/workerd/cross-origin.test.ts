import { describe, it } from 'vitest';
import { EXPOSED_HEADERS } from '../../src/wire/headers.ts';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { COMPLETION, scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

const APP = 'https://app.example';

function start(settings: Record<string, string> = { PHIRST_ALLOWED_ORIGINS: `${APP}, http://localhost:5173` }) {
  const upstream = scriptedUpstream(() => Response.json(COMPLETION));
  return { upstream, router: startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1', ...settings }, fetch: upstream.fetch }) };
}

describe('a page of an allowed origin', () => {
  it.for([APP, 'http://localhost:5173'])('may read answers and Phirst’s headers at %s', async (origin, { expect }) => {
    const response = await start().router.post(`https://phirst.example${CHAT}`, chatBody(), { origin });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(response.headers.get('vary')).toBe('Origin');
    const exposed = response.headers.get('access-control-expose-headers')?.split(', ');
    expect(exposed).toEqual(EXPOSED_HEADERS);
  });

  it('may read why it was refused', async ({ expect }) => {
    const response = await start().router.post(CHAT, '{', { origin: APP });
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBe(APP);
  });

  it('gets its preflight answered, with the headers it asked for', async ({ expect }) => {
    const { router, upstream } = start();
    const response = await router.fetch(CHAT, {
      method: 'OPTIONS',
      headers: {
        origin: APP,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-stainless-lang',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(APP);
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,content-type,x-stainless-lang');
    expect(upstream.calls).toHaveLength(0);
  });
});

describe('a page of any other origin', () => {
  it.for(['https://evil.example', 'https://app.example.evil.example', 'http://app.example', `${APP}:8443`, 'null', 'http://localhost:3000'])(
    'is refused at %s, on the developer’s machine too',
    async (origin, { expect }) => {
      for (const { router, upstream } of [start(), start({})]) {
        const response = await router.post(CHAT, chatBody(), { origin });
        expect(response.status).toBe(403);
        expect((await errorOf(response)).code).toBe('origin_not_allowed');
        expect(response.headers.get('access-control-allow-origin')).toBeNull();
        expect(upstream.calls).toHaveLength(0);
      }
    },
  );

  it('gets no preflight', async ({ expect }) => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const response = await start().router.fetch(CHAT, { method: 'OPTIONS', headers });
    expect(response.status).toBe(403);
    expect(response.headers.get('access-control-allow-methods')).toBeNull();
  });

  it('is told by Sec-Fetch-Site where it sends no Origin', async ({ expect }) => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await start().router.fetch('/v1/models', { headers })).status).toBe(403);
  });
});

describe('the router’s own page', () => {
  it('needs no CORS headers', async ({ expect }) => {
    const response = await start({}).router.post(CHAT, chatBody(), { origin: 'http://localhost:8787' });
    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('vary')).toBe('Origin');
  });
});
