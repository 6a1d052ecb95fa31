import { afterEach, describe, it, vi } from 'vitest';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { ONE_ATTEMPT } from './support/hosted-policy.ts';
import { scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

const KEY = 'sk-very-secret';

function start(answer: () => Response | Promise<Response>) {
  const upstream = scriptedUpstream(answer);
  return startRouter({ env: { PROVIDER_KEY: KEY, PHIRST_LOCAL: '1' }, fetch: upstream.fetch, policy: ONE_ATTEMPT });
}

function refusal(status: number, message: unknown, headers: Record<string, string> = {}): Response {
  return Response.json({ error: { message, type: 'x', param: 'messages', code: 'y' } }, { status, headers });
}

afterEach(() => vi.restoreAllMocks());

describe('what a provider refuses', () => {
  it.for([
    [400, 422, 'provider_rejected'],
    [404, 503, 'provider_not_configured'],
    [405, 422, 'provider_rejected'],
    [413, 422, 'provider_rejected'],
    [422, 422, 'provider_rejected'],
    [401, 503, 'provider_not_configured'],
    [402, 503, 'provider_not_configured'],
    [403, 503, 'provider_not_configured'],
    [408, 502, 'provider_unavailable'],
    [409, 502, 'provider_unavailable'],
    [425, 502, 'provider_unavailable'],
    [429, 503, 'provider_rate_limited'],
    [500, 502, 'provider_unavailable'],
    [503, 502, 'provider_unavailable'],
    [529, 502, 'provider_unavailable'],
    [307, 502, 'provider_response_invalid'],
  ] as const)('with %i is answered with %i %s', async ([theirs, ours, code], { expect }) => {
    const response = await start(() => refusal(theirs, 'why')).post(CHAT, chatBody());
    expect(response.status).toBe(ours);
    expect((await errorOf(response)).code).toBe(code);
    expect(response.headers.get('x-phirst-routed-model')).toBe('openai/gpt-4o-mini');
  });

  it('is told to the caller in the provider’s words when it is about the request', async ({ expect }) => {
    const error = await errorOf(await start(() => refusal(400, 'messages: too short')).post(CHAT, chatBody()));
    expect(error.message).toContain('messages: too short');
    expect(error.param).toBe('messages');
  });

  it('for want of a valid key never shows the key', async ({ expect }) => {
    for (const status of [400, 401, 500]) {
      const text = await (await start(() => refusal(status, `Incorrect API key: ${KEY}`)).post(CHAT, chatBody())).text();
      expect(text).not.toContain(KEY);
    }
    // OpenAI quotes the ends of a wrong key.
    const text = await (await start(() => refusal(401, 'Incorrect API key provided: sk-ve***cret')).post(CHAT, chatBody())).text();
    expect(text).not.toContain('***');
  });

  it.for([
    'Incorrect API key provided: sk-ve***cret',
    'Rate limit for organization org-4242 reached',
    'invalid header: Authorization: Bearer abc',
    'The key gsk_abc is not allowed',
    KEY,
  ])('is not repeated where it says %j', async (message, { expect }) => {
    for (const status of [400, 413, 422]) {
      const error = await errorOf(await start(() => refusal(status, message)).post(CHAT, chatBody()));
      expect(error.message).toBe(`The provider "openai" rejected the request (HTTP ${status}).`);
      expect(error.param).toBeNull();
    }
  });

  it('is not repeated where its param holds what looks like a key', async ({ expect }) => {
    const answer = () => Response.json({ error: { message: 'why', param: KEY } }, { status: 400 });
    const error = await errorOf(await start(answer).post(CHAT, chatBody()));
    expect(error.message).not.toContain('why');
    expect(error.param).toBeNull();
  });

  it.for([404, 409, 500, 503])('with %i is not repeated at all', async (status, { expect }) => {
    const text = await (await start(() => refusal(status, 'internal host 10.0.0.7')).post(CHAT, chatBody())).text();
    expect(text).not.toContain('10.0.0.7');
  });

  it.for([
    ['messages[0].content', 'messages[0].content'],
    ['tools.0.function.name', 'tools.0.function.name'],
    ['max_tokens', 'max_tokens'],
    ['a sentence', null],
    ['<script>', null],
    ['a'.repeat(101), null],
    ['', null],
    [7, null],
  ] as const)('has the param %j only where it is a path', async ([param, shown], { expect }) => {
    const answer = () => Response.json({ error: { message: 'why', param } }, { status: 400 });
    const error = await errorOf(await start(answer).post(CHAT, chatBody()));
    expect(error.message).toContain('why');
    expect(error.param).toBe(shown);
  });

  it('is read no further than any explanation goes', async ({ expect }) => {
    let chunks = 0;
    let wasCancelled = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        chunks += 1;
        controller.enqueue(new Uint8Array(4096).fill(32));
      },
      cancel() {
        wasCancelled = true;
      },
    });
    const response = await start(() => new Response(body, { status: 400 })).post(CHAT, chatBody());
    expect(response.status).toBe(422);
    expect(chunks).toBeLessThan(10);
    expect(wasCancelled).toBe(true);
  });

  const strangeBodies = ['<html>nginx secret</html>', '{"error":"text"}', '{"error":{"message":{"a":1}}}', '{', ''];
  it.for(strangeBodies)('as %j is not repeated', async (body, { expect }) => {
    const response = await start(() => new Response(body, { status: 500 })).post(CHAT, chatBody());
    expect((await errorOf(response)).message).toBe('The provider "openai" failed (HTTP 500).');
  });

  it('for its rate limit says when to come back', async ({ expect }) => {
    const response = await start(() => refusal(429, 'org-42 is over its limit', { 'retry-after': '17' })).post(CHAT, chatBody());
    expect(response.headers.get('retry-after')).toBe('17');
    expect(response.headers.get('x-should-retry')).toBe('true');
    expect(await response.text()).not.toContain('org-42');
  });
});

describe('a provider that can’t be reached', () => {
  it('is unavailable, and why stays inside', async ({ expect }) => {
    const response = await start(() => Promise.reject(new TypeError('connect ECONNREFUSED 10.0.0.7'))).post(CHAT, chatBody());
    expect(response.status).toBe(502);
    expect(await errorOf(response)).toMatchObject({ code: 'provider_unavailable', message: 'The provider "openai" could not be reached.' });
  });

  it('in the middle of its JSON is told apart', async ({ expect }) => {
    const body = () => new ReadableStream({ pull: (controller) => controller.error(new Error('connection lost')) });
    const response = await start(() => new Response(body())).post(CHAT, chatBody());
    expect(response.status).toBe(502);
    expect((await errorOf(response)).code).toBe('stream_truncated');
  });
});

describe('a fault of our own', () => {
  it('leaks nothing of the request or of what was thrown, to the caller or to the log', async ({ expect }) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const router = startRouter({
      env: { PROVIDER_KEY: KEY, PHIRST_LOCAL: '1' },
      newDecisionId: () => {
        throw new Error('secret detail: What is the capital of Peru?');
      },
    });
    const response = await router.post(CHAT, chatBody());
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text).error.code).toBe('internal');
    expect(text).not.toContain('secret detail');
    expect(log).toHaveBeenCalledOnce();
    expect(String(log.mock.calls[0])).not.toContain('Peru');
  });
});
