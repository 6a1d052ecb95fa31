// Whatever is wrong with a request is said with a 4xx, a code and the path of the fault, and costs nothing.
import { describe, it } from 'vitest';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

function start() {
  const upstream = scriptedUpstream(() => Response.json({}));
  return { upstream, router: startRouter({ env: { PROVIDER_KEY: 'sk-1' }, fetch: upstream.fetch }) };
}

const user = (content: unknown) => [{ role: 'user', content }];

const FAULTY_FIELDS: readonly (readonly [what: string, body: unknown, param: string])[] = [
  ['a body that is a text', '"auto"', 'body'],
  ['a body that is null', null, 'body'],
  ['no model', { messages: user('Hi') }, 'model'],
  ['a model that is a number', chatBody({ model: 7 }), 'model'],
  ['an empty model', chatBody({ model: '' }), 'model'],
  ['no messages', { model: 'auto' }, 'messages'],
  ['an empty list of messages', chatBody({ messages: [] }), 'messages'],
  ['messages that are a text', chatBody({ messages: 'Hi' }), 'messages'],
  ['a message without a role', chatBody({ messages: [{ content: 'Hi' }] }), 'messages.0.role'],
  ['an unknown role', chatBody({ messages: [...user('Hi'), { role: 'robot', content: 'Hi' }] }), 'messages.1.role'],
  ['content that is a number', chatBody({ messages: user(7) }), 'messages.0.content'],
  ['too many messages', chatBody({ messages: Array.from({ length: 257 }, () => user('Hi')[0]) }), 'messages'],
  ['stream as a text', chatBody({ stream: 'yes' }), 'stream'],
  ['no tokens at all', chatBody({ max_tokens: 0 }), 'max_tokens'],
  ['half a token', chatBody({ max_completion_tokens: 1.5 }), 'max_completion_tokens'],
  ['more tokens than the policy allows', chatBody({ max_tokens: 1025 }), 'max_tokens'],
  ['more completion tokens than the policy allows', chatBody({ max_completion_tokens: 1e9 }), 'max_completion_tokens'],
  ['several answers', chatBody({ n: 2 }), 'n'],
  ['a negative time budget', chatBody({ phirst: { budget: { totalMs: -1 } } }), 'phirst.budget.totalMs'],
  ['a negative first-token budget', chatBody({ phirst: { budget: { firstTokenMs: -1 } } }), 'phirst.budget.firstTokenMs'],
  ['a negative money budget', chatBody({ phirst: { budget: { costMicroUsd: -1 } } }), 'phirst.budget.costMicroUsd'],
  ['a budget as a text', chatBody({ phirst: { budget: { totalMs: '1000' } } }), 'phirst.budget.totalMs'],
  ['an unknown field of ours', chatBody({ phirst: { colour: 'blue' } }), 'phirst.colour'],
  ['an unknown budget', chatBody({ phirst: { budget: { tokens: 5 } } }), 'phirst.budget.tokens'],
  ['an unknown reason', chatBody({ phirst: { reason: 'mood' } }), 'phirst.reason'],
  ['a confidence above one', chatBody({ phirst: { device: { model: 'phi-3-mini', confidence: 2 } } }), 'phirst.device.confidence'],
  ['text that may not leave its device', chatBody({ phirst: { privacy: 'device-only' } }), 'phirst.privacy'],
];

describe.for([CHAT, '/v1/route'])('%s', (path) => {
  it.for(FAULTY_FIELDS)('answers %s with 400 and its path', async ([, body, param], { expect }) => {
    const { router, upstream } = start();
    const response = await router.post(path, body);
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect(error).toMatchObject({ code: 'invalid_request', type: 'invalid_request_error', param });
    expect(error.message.length).toBeGreaterThan(10);
    expect(upstream.calls).toHaveLength(0);
  });
});

describe('the ceiling of the output', () => {
  it('is named to who asks for more', async ({ expect }) => {
    const error = await errorOf(await start().router.post(CHAT, chatBody({ max_tokens: 5000 })));
    expect(error.message).toContain('1024');
  });
});

describe('a body', () => {
  it.for(['', '{', '{"model": "auto",}', 'model=auto', '{"model":"auto"} {}'])('that is %j is not JSON', async (text, { expect }) => {
    const response = await start().router.post(CHAT, text);
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({ code: 'invalid_request', param: 'body' });
  });

  it('that is nearly JSON is told where it goes wrong', async ({ expect }) => {
    const error = await errorOf(await start().router.post(CHAT, '{"model": "auto",\n "messages": [}'));
    expect(error.message).toMatch(/position \d+|line \d+|token/);
  });

  const otherTypes = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp'];
  it.for(otherTypes)('of %s is not taken', async (type, { expect }) => {
    const response = await start().router.post(CHAT, chatBody(), { 'content-type': type });
    expect(response.status).toBe(415);
    expect((await errorOf(response)).code).toBe('unsupported_media_type');
  });

  it('over the limit is refused by its content-length, unread', async ({ expect }) => {
    let wasRead = false;
    const body = new ReadableStream(
      {
        pull() {
          wasRead = true;
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { 'content-type': 'application/json', 'content-length': '1048577' };
    const response = await start().router.fetch(CHAT, { method: 'POST', headers, body });
    expect(response.status).toBe(413);
    expect((await errorOf(response)).code).toBe('request_too_large');
    expect(wasRead).toBe(false);
  });

  it('without a length is counted, and read no further than the limit', async ({ expect }) => {
    const chunk = new Uint8Array(65_536).fill(32);
    let chunks = 0;
    const body = new ReadableStream({
      pull(controller) {
        chunks += 1;
        controller.enqueue(chunk);
      },
    });
    const response = await start().router.fetch(CHAT, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    expect(response.status).toBe(413);
    expect(chunks).toBeLessThan(20);
  });

  it('with more text than any conversation has is refused', async ({ expect }) => {
    const { router, upstream } = start();
    const messages = [...user('a'.repeat(200_000)), ...user('b'.repeat(200_001))];
    const response = await router.post(CHAT, chatBody({ messages }));
    expect(response.status).toBe(413);
    expect(await errorOf(response)).toMatchObject({ code: 'request_too_large', param: 'messages' });
    expect(upstream.calls).toHaveLength(0);
  });
});

describe('a model', () => {
  const strangers = ['gpt-4o', 'openai/gpt-9', 'phirst/other', 'phirst', 'constructor', 'reference/small'];
  it.for(strangers)('called %s is not found, and what is available is named', async (model, { expect }) => {
    const { router, upstream } = start();
    const response = await router.post(CHAT, chatBody({ model }));
    expect(response.status).toBe(404);
    const error = await errorOf(response);
    expect(error).toMatchObject({ code: 'model_not_found', param: 'model' });
    expect(error.message).toContain('auto, phirst/default, openai/gpt-4o-mini, openai/gpt-4o');
    expect(upstream.calls).toHaveLength(0);
  });
});

describe('x-phirst-remaining-ms', () => {
  it.for(['-1', 'soon', '', 'NaN', 'Infinity'])('of "%s" is a fault', async (value, { expect }) => {
    const response = await start().router.post(CHAT, chatBody(), { 'x-phirst-remaining-ms': value });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).param).toBe('x-phirst-remaining-ms');
  });
});

describe('a path', () => {
  const missing = ['/v1', '/v1/', '/v1/embeddings', '/v1/chat', '/healthz/deep'];
  it.for(missing)('%s that is not there is 404 in OpenAI’s shape', async (path, { expect }) => {
    const response = await start().router.fetch(path);
    expect(response.status).toBe(404);
    expect(await errorOf(response)).toMatchObject({ code: 'not_found', type: 'invalid_request_error' });
  });

  it.for([
    ['GET', CHAT, 'POST'],
    ['PUT', CHAT, 'POST'],
    ['GET', '/v1/route', 'POST'],
    ['POST', '/v1/models', 'GET, HEAD'],
    ['DELETE', '/v1/policy', 'GET, HEAD'],
    ['POST', '/healthz', 'GET, HEAD'],
  ] as const)('answers %s %s with 405 and what it allows', async ([method, path, allowed], { expect }) => {
    const response = await start().router.fetch(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allowed);
    expect((await errorOf(response)).code).toBe('method_not_allowed');
  });

  it('that is not the router’s is the site’s', async ({ expect }) => {
    const site = { fetch: async (request: RequestInfo | URL) => new Response(`site ${(request as Request).url}`) };
    const response = await startRouter({ env: { ASSETS: site } }).fetch('/models/phi-3-nano/config.json');
    expect(await response.text()).toBe('site http://localhost:8787/models/phi-3-nano/config.json');
    expect((await start().router.fetch('/index.html')).status).toBe(404);
  });
});
