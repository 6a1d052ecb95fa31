// Whatever is wrong with a request is said with a 4xx, a code and the path of the fault, and costs nothing.
import { describe, it } from 'vitest';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

function start() {
  const upstream = scriptedUpstream(() => Response.json({}));
  return { upstream, router: startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch }) };
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
  ['too many parts', chatBody({ messages: user(Array.from({ length: 65 }, () => ({ type: 'text', text: 'Hi' }))) }), 'messages.0.content'],
  ['a text part without text', chatBody({ messages: user([{ type: 'text' }]) }), 'messages.0.content.0.text'],
  ['a text part with more than text', chatBody({ messages: user([{ type: 'text', text: 'Hi', cache_control: {} }]) }), 'messages.0.content.0.cache_control'],
  ['a part that is a text', chatBody({ messages: user(['Hi']) }), 'messages.0.content.0'],
  ['a spoken answer from earlier', chatBody({ messages: [{ role: 'assistant', audio: { id: 'a' } }, ...user('Hi')] }), 'messages.0.audio'],
  ['a message’s field in capitals', chatBody({ messages: [{ role: 'user', content: 'Hi', Content: 'Ho' }] }), 'messages.0.Content'],
  ['a tool that runs at the provider', chatBody({ tools: [{ type: 'web_search' }] }), 'tools.0.type'],
  ['a tool without a type', chatBody({ tools: [{ function: { name: 'f' } }] }), 'tools.0.type'],
  ['a picture for a prediction', chatBody({ prediction: { type: 'content', content: [{ type: 'image_url' }] } }), 'prediction.content.0.type'],
  ['an order to keep the answer', chatBody({ store: true }), 'store'],
  ['nesting without end', `{"model":"auto","messages":[{"role":"user","content":"Hi"}],"metadata":${'{"0":'.repeat(60_000)}0${'}'.repeat(60_000)}}`, 'body'],
  ['a list of our fields', chatBody({ phirst: [] }), 'phirst'],
  ['a list for a budget', chatBody({ phirst: { budget: [] } }), 'phirst.budget'],
  ['no message but supplied material', chatBody({ phirst: { contextMessages: 1 } }), 'phirst.contextMessages'],
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

describe('a part of a message', () => {
  const others = [
    { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
    { type: 'input_audio', input_audio: { data: '', format: 'wav' } },
    { type: 'file', file: { file_id: 'f' } },
    { type: 'refusal', refusal: 'No.' },
    { type: 'video_url', text: 'Hi' },
  ];
  it.for(others)('of the type $type is refused with its path', async (part, { expect }) => {
    const { router, upstream } = start();
    const response = await router.post(CHAT, chatBody({ messages: user([{ type: 'text', text: 'Hi' }, part]) }));
    expect(response.status).toBe(400);
    expect(await errorOf(response)).toMatchObject({
      param: 'messages.0.content.1.type',
      message: 'messages.0.content.1.type: only text parts are priced and passed on',
    });
    expect(upstream.calls).toHaveLength(0);
  });
});

describe('a field', () => {
  const others = ['service_tier', 'web_search_options', 'modalities', 'audio', 'prompt_cache_key', 'prompt_cache_retention'];
  const gateways = ['models', 'plugins', 'route', 'provider', 'extra_body', 'num_ctx', '__proto__', 'Phirst', 'Model', 'MAX_TOKENS'];
  it.for([...others, ...gateways])('called %s is not passed on, and named', async (name, { expect }) => {
    const { router, upstream } = start();
    const fields = JSON.stringify(chatBody()).slice(1);
    const response = await router.post(CHAT, `{"${name}":null,${fields}`);
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect(error).toMatchObject({ code: 'invalid_request', param: name });
    expect(error.message.startsWith(`${name}: `)).toBe(true);
    expect(upstream.calls).toHaveLength(0);
  });
});

describe('what costs money', () => {
  it.for([
    ['900 KB of tools', chatBody({ tools: [{ type: 'function', function: { name: 'f', description: 'a'.repeat(900_000) } }] }), 413],
    ['a tool call of 500 KB', chatBody({ messages: [{ role: 'assistant', tool_calls: ['a'.repeat(500_000)] }, ...user('Hi')] }), 413],
    ['100,000 characters that are tokens of their own', chatBody({ messages: user('漢 '.repeat(100_000)) }), 402],
    ['a schema of 300 KB', chatBody({ response_format: { a: 'word '.repeat(60_000) } }), 402],
    ['a prediction that would be billed as an answer', chatBody({ prediction: { type: 'content', content: 'word '.repeat(20_000) } }), 402],
  ] as const)('is counted in %s', async ([, body, status], { expect }) => {
    const { router, upstream } = start();
    expect((await router.post(CHAT, body)).status).toBe(status);
    expect(upstream.calls).toHaveLength(0);
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
    expect(await errorOf(response)).toMatchObject({ code: 'request_too_large', param: 'body' });
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
    ['POST', '/v1/models/openai/gpt-4o', 'GET, HEAD'],
    ['DELETE', '/v1/policy', 'GET, HEAD'],
    ['POST', '/healthz', 'GET, HEAD'],
  ] as const)('answers %s %s with 405 and what it allows', async ([method, path, allowed], { expect }) => {
    const response = await start().router.fetch(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allowed);
    expect((await errorOf(response)).code).toBe('method_not_allowed');
  });

  it('that no file of the site has is 404 too', async ({ expect }) => {
    const response = await start().router.fetch('/models/phi-3-nano/missing.json');
    expect(response.status).toBe(404);
    expect((await errorOf(response)).code).toBe('not_found');
  });
});
