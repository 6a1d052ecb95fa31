// The official client, unchanged, against the router over real HTTP, which calls the reference host over real HTTP.
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFetch, type ServedFetch } from '../support/serve-fetch.ts';
import { storedKeys } from '../support/stored-keys.ts';
import '../support/workerd-globals.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import { createApp } from '../../router/app.ts';
import { faultOf } from '../../router/reference-host/fault.ts';
import { createReferenceHost, type ReferenceHost, type ReferenceHostOptions } from '../../router/reference-host/reference-host.ts';

const KEY = 'a-key-of-the-router';
const PERU = [{ role: 'user' as const, content: 'What is the capital of Peru?' }];
const LIMA = 'The capital of Peru is Lima.';

interface Chain extends AsyncDisposable {
  readonly host: ReferenceHost;
  readonly router: ServedFetch;
  readonly client: OpenAI;
  /** Resolves when the connection of an answer is lost at the provider. */
  readonly providerLostReader: Promise<void>;
}

async function startChain({ policy, ...options }: ReferenceHostOptions & { policy?: Policy }): Promise<Chain> {
  const host = createReferenceHost(options);
  let onLoss = () => {};
  const providerLostReader = new Promise<void>((resolve) => (onLoss = resolve));
  const provider = await serveFetch((request) => {
    request.signal.addEventListener('abort', onLoss);
    return host.fetch(request);
  });
  const app = createApp(policy ? { policy } : {});
  const env = { PROVIDER_URL: `${provider.url}/v1`, PROVIDER_NAME: 'reference', PHIRST_KEYS: await storedKeys(KEY) };
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} };
  const router = await serveFetch((request) => app.fetch(request, env, context));
  return {
    host,
    router,
    providerLostReader,
    client: new OpenAI({ baseURL: `${router.url}/v1`, apiKey: KEY }),
    async [Symbol.asyncDispose]() {
      await router[Symbol.asyncDispose]();
      await provider[Symbol.asyncDispose]();
    },
  };
}

let chain: Chain;
beforeAll(async () => {
  chain = await startChain({ delay: 'off' });
});
afterAll(() => chain[Symbol.asyncDispose]());

describe('the openai package', () => {
  it('completes', async () => {
    const completion = await chain.client.chat.completions.create({ model: 'reference/small', messages: PERU });
    expect(completion.choices[0]?.message.content).toBe(LIMA);
    expect(completion.choices[0]?.finish_reason).toBe('stop');
    expect(completion.usage?.total_tokens).toBeGreaterThan(0);
    expect(completion).toMatchObject({ phirst: { routedModel: 'reference/small', reason: 'model_requested' } });
  });

  it('leaves the choice to the policy with the model "auto", and reads it from the headers', async () => {
    const { data, response } = await chain.client.chat.completions.create({ model: 'auto', messages: PERU }).withResponse();
    expect(data.choices[0]?.message.content).toBe(LIMA);
    expect(response.headers.get('x-phirst-routed-model')).toMatch(/^reference\//);
  });

  it('streams', async () => {
    const stream = await chain.client.chat.completions.create({
      model: 'auto',
      messages: PERU,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let chunks = 0;
    let tokens: number | undefined;
    for await (const chunk of stream) {
      chunks += 1;
      text += chunk.choices[0]?.delta.content ?? '';
      tokens = chunk.usage?.completion_tokens ?? tokens;
    }
    expect(text).toBe(LIMA);
    expect(chunks).toBeGreaterThan(5);
    expect(tokens).toBeGreaterThan(0);
  });

  it('lists the models', async () => {
    const ids: string[] = [];
    for await (const model of chain.client.models.list()) ids.push(model.id);
    expect(ids).toEqual(['auto', 'phirst/default', 'reference/small', 'reference/large']);
  });

  it('shows one model, whose name has a slash', async () => {
    expect(await chain.client.models.retrieve('reference/small')).toMatchObject({ id: 'reference/small', object: 'model' });
    await expect(chain.client.models.retrieve('openai/gpt-9')).rejects.toThrow(OpenAI.NotFoundError);
  });

  it('may set every field that is passed on', async () => {
    const message = { role: 'assistant' as const, content: 'Lima.', refusal: null, annotations: [] };
    const fields: OpenAI.ChatCompletionCreateParamsNonStreaming = {
      model: 'auto',
      messages: [{ role: 'developer', content: [{ type: 'text', text: 'Be brief.' }] }, ...PERU, message, ...PERU],
      stream: false,
      stream_options: null,
      max_tokens: 4096,
      max_completion_tokens: null,
      n: 1,
      temperature: 0,
      top_p: 1,
      stop: ['\n'],
      seed: 1,
      frequency_penalty: 0,
      presence_penalty: 0,
      logit_bias: { '50256': -100 },
      logprobs: true,
      top_logprobs: 1,
      response_format: { type: 'text' },
      tools: [{ type: 'function', function: { name: 'f' } }],
      tool_choice: 'auto',
      parallel_tool_calls: false,
      functions: [{ name: 'f' }],
      function_call: 'auto',
      user: 'u',
      safety_identifier: 's',
      metadata: { a: 'b' },
      store: false,
      reasoning_effort: 'low',
      verbosity: 'low',
      prediction: { type: 'content', content: LIMA },
    };
    const { data, response } = await chain.client.chat.completions.create(fields).withResponse();
    expect(data.choices[0]?.message.content).toBe(LIMA);
    expect(response.headers.get('x-phirst-output-limit')).toBe('1024');
  });

  it('throws its own errors, with our codes', async () => {
    const unknown = chain.client.chat.completions.create({ model: 'gpt-9', messages: PERU });
    await expect(unknown).rejects.toThrow(OpenAI.NotFoundError);
    await expect(unknown).rejects.toMatchObject({ code: 'model_not_found', param: 'model' });
    const stranger = new OpenAI({ baseURL: `${chain.router.url}/v1`, apiKey: 'wrong' });
    await expect(stranger.models.list()).rejects.toThrow(OpenAI.AuthenticationError);
  });

  it('does not repeat what repeating can’t mend', async () => {
    const before = chain.host.seen().requests;
    const late = chain.client.chat.completions.create(
      { model: 'auto', messages: PERU },
      { headers: { 'x-phirst-remaining-ms': '0' }, maxRetries: 5 },
    );
    await expect(late).rejects.toMatchObject({ status: 504, code: 'deadline_exceeded' });
    expect(chain.host.seen().requests).toBe(before);
  });

  it('throws when the provider’s stream breaks off', async () => {
    const policy = loadDefaultPolicy();
    const [model] = policy.hosted.models;
    const flaky = { ...policy, hosted: { ...policy.hosted, models: [{ ...model!, id: 'reference/flaky' }] } };
    await using broken = await startChain({ delay: 'off', policy: flaky });
    // The fault goes by the question.
    const content = Array.from({ length: 100 }, (_, index) => `Tell me story number ${index}.`).find((text) => faultOf(text) === 'cut')!;
    const messages = [{ role: 'user' as const, content }];
    const stream = await broken.client.chat.completions.create({ model: 'auto', messages, stream: true });
    let text = '';
    const reading = (async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    })();
    await expect(reading).rejects.toMatchObject({ code: 'stream_truncated' });
    expect(text).toContain('reference host');
  });

  it('that stops reading stops the provider', async () => {
    // At the pace of a real model, for an answer that is still being spoken.
    await using slow = await startChain({ delay: 'on' });
    const stream = await slow.client.chat.completions.create({
      model: 'reference/small',
      messages: [{ role: 'user', content: 'Write a very long poem.' }],
      stream: true,
    });
    for await (const chunk of stream) if (chunk.choices[0]?.delta.content) break;
    await slow.providerLostReader;
    expect(slow.host.seen()).toEqual({ requests: 1, completed: 0, cancelled: 1 });
  });
});
