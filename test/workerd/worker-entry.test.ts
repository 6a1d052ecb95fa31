// The Worker as wrangler.toml configures it, with its real bindings.
import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, it } from 'vitest';
import worker from '../../router/index.ts';
import { CHAT, chatBody } from './support/chat-body.ts';

function send(path: string, init?: RequestInit) {
  return worker.fetch(new Request(`http://localhost${path}`, init), env, createExecutionContext());
}

function post(path: string, body: Record<string, unknown>) {
  return send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

describe('the Worker', () => {
  it('finds the bindings of its configuration', async ({ expect }) => {
    const health = await (await send('/healthz')).json<{ ok: boolean; configured: string[] }>();
    expect(health.ok).toBe(true);
    expect(health.configured).toContain('rate_limiter');
  });

  it('answers through the service binding of the reference host', async ({ expect }) => {
    const response = await post(CHAT, chatBody({ model: 'reference/small' }));
    expect(await response.json()).toMatchObject({ choices: [{ message: { content: 'The capital of Peru is Lima.' } }] });
  });

  it('gives a stream of another Worker up when the time is over before its first word', async ({ expect }) => {
    // This model takes longer to its first word.
    const phirst = { budget: { totalMs: 100 } };
    const response = await post(CHAT, chatBody({ model: 'reference/large', stream: true, phirst }));
    expect(response.status).toBe(504);
    expect(await response.text()).toContain('"code":"deadline_exceeded"');
  });

  it('asks Cloudflare’s own counter how often a client may call', async ({ expect }) => {
    const statuses: number[] = [];
    // The counter's minute may turn over on the way; a second one can't begin within so few requests.
    for (let time = 0; time < 121; time++) statuses.push((await post('/v1/route', chatBody())).status);
    expect(statuses[0]).toBe(200);
    expect(statuses).toContain(429);
  });
});
