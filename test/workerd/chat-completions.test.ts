import { describe, it } from 'vitest';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { createReferenceHost } from '../../router/reference-host/reference-host.ts';
import { CHAT, chatBody, errorOf } from './support/chat-body.ts';
import { COMPLETION, scriptedUpstream } from './support/scripted-upstream.ts';
import { startRouter } from './support/start-router.ts';

function startWithProvider(answer: () => Response = () => Response.json(COMPLETION)) {
  const upstream = scriptedUpstream(answer);
  const env = { PROVIDER_KEY: 'sk-1', PROVIDER_URL: 'https://models.example/v1/', PHIRST_LOCAL: '1' };
  return { upstream, router: startRouter({ env, fetch: upstream.fetch, newDecisionId: () => 'decision-1' }) };
}

/** A router in development: the reference host behind a binding. */
function startWithReferenceHost() {
  const host = createReferenceHost({ delay: 'off' });
  const binding = { fetch: (input: RequestInfo | URL, init?: RequestInit) => host.fetch(new Request(input, init)) };
  return { host, router: startRouter({ env: { REFERENCE_HOST: binding } }) };
}

describe('an answer', () => {
  it('tells in headers and body who was asked, who answered, and why', async ({ expect }) => {
    const { router } = startWithProvider();
    const response = await router.post(CHAT, chatBody());
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'x-phirst-decision-id': 'decision-1',
      'x-phirst-requested-model': 'auto',
      'x-phirst-routed-model': 'openai/gpt-4o-mini',
      'x-phirst-served-model': 'openai/gpt-4o-mini',
      'x-phirst-reason': 'smallest_adequate',
      'x-phirst-attempts': '1',
      'x-phirst-policy': 'default',
      'server-timing': expect.stringMatching(/^upstream;dur=\d+$/),
      'cache-control': 'no-store',
    });
    expect(await response.json()).toEqual({
      ...COMPLETION,
      phirst: {
        decisionId: 'decision-1',
        requestedModel: 'auto',
        routedModel: 'openai/gpt-4o-mini',
        servedModel: 'openai/gpt-4o-mini',
        reason: 'smallest_adequate',
        policy: 'default',
        attempts: [{ model: 'openai/gpt-4o-mini', code: 'ok', ms: expect.any(Number) }],
        // 12 × 0.15 + 3 × 0.6
        costMicroUsd: expect.closeTo(3.6, 9),
      },
    });
  });

  it('keeps every byte of the provider’s JSON before ours', async ({ expect }) => {
    const fields = '{ "id": "1", "created": 12345678901234567890,\n "logprob": -1.50, "choices": [ {} ], "text": "\\u00e9" ';
    const { router } = startWithProvider(() => new Response(`${fields}}\n`, { headers: { 'content-type': 'application/json' } }));
    const answered = await (await router.post(CHAT, chatBody())).text();
    expect(answered.startsWith(`${fields},"phirst":{`)).toBe(true);
    expect(answered.endsWith('}}\n')).toBe(true);
    expect(JSON.parse(answered).phirst.costMicroUsd).toBeNull();
  });

  it.for(['<html>', '[]', '"text"', 'null', '', '{"id":"1"}', '{"choices":[]}', '{"choices":{}}'])('that is %j instead of a completion is the provider’s fault', async (text, { expect }) => {
    const { router } = startWithProvider(() => new Response(text));
    const response = await router.post(CHAT, chatBody());
    expect(response.status).toBe(502);
    expect((await errorOf(response)).code).toBe('provider_response_invalid');
  });
});

describe('what the provider is asked', () => {
  it('is the caller’s body with the routed model, one output limit and none of our fields', async ({ expect }) => {
    const { router, upstream } = startWithProvider();
    const fields = { temperature: 0.2, tools: [{ type: 'function', function: { name: 'f' } }], response_format: { type: 'json_object' } };
    const phirst = { reason: 'low_confidence', device: { model: 'phi-3-mini', confidence: 0.3 } };
    await router.post(CHAT, chatBody({ ...fields, max_tokens: 20, phirst }));
    expect(upstream.calls[0]?.url).toBe('https://models.example/v1/chat/completions');
    expect(upstream.calls[0]?.body).toEqual({ ...chatBody(fields), model: 'gpt-4o', max_tokens: 20 });
    expect(upstream.calls[0]?.redirect).toBe('manual');
  });

  it('has the policy’s ceiling where the caller names none', async ({ expect }) => {
    const { router, upstream } = startWithProvider();
    await router.post(CHAT, chatBody());
    await router.post(CHAT, chatBody({ max_tokens: null }));
    expect(upstream.calls.map(({ body }) => body['max_tokens'])).toEqual([1024, 1024]);
  });

  it('names the limit the way the provider heeds it', async ({ expect }) => {
    const { router, upstream } = startWithProvider();
    await router.post(CHAT, chatBody({ max_completion_tokens: 30 }));
    expect(upstream.calls[0]?.body).toMatchObject({ max_tokens: 30 });
    expect(upstream.calls[0]?.body).not.toHaveProperty('max_completion_tokens');

    const openAi = scriptedUpstream(() => Response.json(COMPLETION));
    await startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: openAi.fetch }).post(CHAT, chatBody({ max_tokens: 30 }));
    expect(openAi.calls[0]?.url).toBe('https://api.openai.com/v1/chat/completions');
    expect(openAi.calls[0]?.body).toMatchObject({ max_completion_tokens: 30 });
    expect(openAi.calls[0]?.body).not.toHaveProperty('max_tokens');
  });

  it('has the policy’s ceiling instead of a higher limit, and the caller is told', async ({ expect }) => {
    const { router, upstream } = startWithProvider();
    const lowered = [{ max_tokens: 4096 }, { max_completion_tokens: 1e9 }, { max_tokens: 1025, max_completion_tokens: 2048 }];
    for (const fields of lowered) {
      const response = await router.post(CHAT, chatBody(fields));
      expect(response.status).toBe(200);
      expect(response.headers.get('x-phirst-output-limit')).toBe('1024');
    }
    const kept = await router.post(CHAT, chatBody({ max_tokens: 4096, max_completion_tokens: 1024 }));
    expect(kept.headers.get('x-phirst-output-limit')).toBeNull();
    expect(upstream.calls.map(({ body }) => body['max_tokens'])).toEqual([1024, 1024, 1024, 1024]);
  });

  it('ends with our model’s name, whatever the caller’s fields are', async ({ expect }) => {
    const { router, upstream } = startWithProvider();
    await router.post(CHAT, `{"messages":[{"role":"user","content":"Hi"}],"model":"openai/gpt-4o","user":"u","model":"auto"}`);
    expect(Object.entries(upstream.calls[0]!.body).at(-1)).toEqual(['model', 'gpt-4o-mini']);
  });

  it.for([
    'x',
    '00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01',
    '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-secret',
    'cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  ])('carries no traceparent of another form: %s', async (traceparent, { expect }) => {
    const { router, upstream } = startWithProvider();
    expect((await router.post(CHAT, chatBody(), { traceparent })).status).toBe(200);
    expect(upstream.calls[0]?.headers.get('traceparent')).toBeNull();
  });

  it('carries the caller’s trace on', async ({ expect }) => {
    const { router, upstream } = startWithProvider();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await router.post(CHAT, chatBody(), { traceparent, 'x-other': '1' });
    expect(upstream.calls[0]?.headers.get('traceparent')).toBe(traceparent);
    expect(upstream.calls[0]?.headers.get('x-other')).toBeNull();
  });

  it('needs no key where the server wants none', async ({ expect }) => {
    const upstream = scriptedUpstream(() => Response.json(COMPLETION));
    await startRouter({ env: { PROVIDER_URL: 'http://localhost:11434/v1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch }).post(CHAT, chatBody());
    expect(upstream.calls[0]?.headers.get('authorization')).toBeNull();
  });
});

describe('the choice', () => {
  it('is the strongest affordable model when the device was unsure', async ({ expect }) => {
    const body = chatBody({ model: 'phirst/default', phirst: { reason: 'low_confidence' } });
    const response = await startWithProvider().router.post(CHAT, body);
    expect(response.headers.get('x-phirst-requested-model')).toBe('phirst/default');
    expect(response.headers.get('x-phirst-routed-model')).toBe('openai/gpt-4o');
    expect(response.headers.get('x-phirst-reason')).toBe('strongest_affordable');
  });

  it('is the caller’s where it names a model', async ({ expect }) => {
    const { router, upstream } = startWithProvider();
    const response = await router.post(CHAT, chatBody({ model: 'openai/gpt-4o' }));
    expect(response.headers.get('x-phirst-reason')).toBe('model_requested');
    expect(upstream.calls[0]?.body['model']).toBe('gpt-4o');
  });

  it.for(['auto', 'openai/gpt-4o-mini'])('of %s stays within the money, and says so when that allows nothing', async (model, { expect }) => {
    const { router, upstream } = startWithProvider();
    const response = await router.post(CHAT, chatBody({ model, phirst: { budget: { costMicroUsd: 1 } } }));
    expect(response.status).toBe(402);
    expect((await errorOf(response)).code).toBe('over_cost_budget');
    expect(upstream.calls).toHaveLength(0);
  });

  it('takes no caller’s word for more money than the policy allows', async ({ expect }) => {
    const policy = loadDefaultPolicy();
    const upstream = scriptedUpstream(() => Response.json(COMPLETION));
    const poor = { ...policy, budget: { costMicroUsd: 1 } };
    const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' }, fetch: upstream.fetch, policy: poor });
    const response = await router.post(CHAT, chatBody({ phirst: { budget: { costMicroUsd: 1e9 } } }));
    expect(response.status).toBe(402);
    expect(upstream.calls).toHaveLength(0);
  });

  it('is nobody when no model of the policy has its provider configured', async ({ expect }) => {
    const upstream = scriptedUpstream(() => Response.json(COMPLETION));
    const router = startRouter({ env: { PROVIDER_KEY: 'sk-1', PROVIDER_NAME: 'groq', PHIRST_LOCAL: '1' }, fetch: upstream.fetch });
    const response = await router.post(CHAT, chatBody());
    expect(response.status).toBe(503);
    const error = await errorOf(response);
    expect(error.code).toBe('provider_not_configured');
    expect(error.message).toContain('PROVIDER_NAME');
    expect(upstream.calls).toHaveLength(0);
  });

  it('reads OpenAI’s other shapes of messages', async ({ expect }) => {
    const messages = [
      { role: 'developer', content: 'Be brief.' },
      { role: 'user', content: [{ type: 'text', text: 'What is' }, { type: 'text', text: 'this?' }] },
      // As OpenAI's own answers are, sent back unchanged.
      { role: 'assistant', content: 'A shade.', refusal: null, annotations: [], audio: null },
      { role: 'assistant', content: null, tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '{}' } }] },
      { role: 'tool', tool_call_id: '1', content: 'A lamp.' },
    ];
    const { router, upstream } = startWithProvider();
    expect((await router.post(CHAT, chatBody({ messages }))).status).toBe(200);
    expect(upstream.calls[0]?.body['messages']).toEqual(messages);
  });
});

describe('the reference host behind the router', () => {
  it('answers an exam question', async ({ expect }) => {
    const response = await startWithReferenceHost().router.post(CHAT, chatBody({ model: 'reference/small' }));
    const answer = await response.json<{ choices: [{ message: { content: string } }]; phirst: { costMicroUsd: number } }>();
    expect(answer.choices[0].message.content).toBe('The capital of Peru is Lima.');
    expect(answer.phirst.costMicroUsd).toBeGreaterThan(0);
  });

  it('is told apart from a real model by what it says to anything else', async ({ expect }) => {
    const messages = [{ role: 'user', content: 'Write me a poem about rain.' }];
    const response = await startWithReferenceHost().router.post(CHAT, chatBody({ messages }));
    const text = await response.text();
    expect(text).toContain('stand-in');
    expect(text).toContain('PROVIDER_KEY');
  });

  it('streams through the router byte for byte', async ({ expect }) => {
    const { host, router } = startWithReferenceHost();
    const body = chatBody({ model: 'reference/small', stream: true, stream_options: { include_usage: true } });
    const response = await router.post(CHAT, body);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('x-phirst-served-model')).toBe('reference/small');

    const direct = await host.fetch(
      new Request('http://host/v1/chat/completions', { method: 'POST', body: JSON.stringify({ ...body, model: 'small' }) }),
    );
    const bytes = await response.arrayBuffer();
    expect(new Uint8Array(bytes)).toEqual(new Uint8Array(await direct.arrayBuffer()));
    const text = new TextDecoder().decode(bytes);
    expect(text).toContain('"usage":{');
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });
});
