// OpenAI's shape over a real session, with a scripted engine and a stand-in for the router's network.
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { createFakeRouter, sse, streamOf } from '../../../test/support/fake-router.ts';
import { createReadyPhirst, UNSURE, type ReadyPhirstOptions } from '../../../test/support/ready-phirst.ts';
import type { ChatCompletionChunk, ChatCompletionCreateParams } from './chat-completion.ts';
import { createOpenAI, type OpenAIShapeOptions } from './create-openai.ts';

const ASK = { model: 'auto', messages: [{ role: 'user' as const, content: 'What is the capital of France?' }] };

const client = async (options: ReadyPhirstOptions = {}, shape: OpenAIShapeOptions = {}) => createOpenAI(await createReadyPhirst(options), shape).chat.completions;

async function chunksOf(stream: AsyncIterable<ChatCompletionChunk>): Promise<ChatCompletionChunk[]> {
  const chunks: ChatCompletionChunk[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks: readonly ChatCompletionChunk[]) => chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');

describe('without streaming', () => {
  it('answers on the device with our facts under phirst', async () => {
    const completion = await (await client()).create(ASK);
    expect(completion).toMatchObject({
      object: 'chat.completion',
      model: 'phi-3-nano',
      choices: [{ index: 0, message: { role: 'assistant', content: 'Paris.', refusal: null }, finish_reason: 'stop', logprobs: null }],
      usage: { prompt_tokens: 10, completion_tokens: 3, total_tokens: 13 },
      phirst: { id: completion.id, source: 'device', reason: 'confident', isUnsure: false, isCalibrated: false, costMicroUsd: 0 },
    });
    expect(completion.phirst.confidence).toBeGreaterThan(0.9);
    expect(JSON.parse(JSON.stringify(completion))).toEqual(completion);
  });

  it('answers with the hosted text where the device is unsure', async () => {
    const completion = await (await client({ tokens: UNSURE })).create(ASK);
    expect(completion).toMatchObject({ model: 'reference/large', choices: [{ message: { content: 'hosted answer' } }], phirst: { source: 'hosted', reason: 'low_confidence' } });
  });

  it('keeps the output limit, and says that it ended there', async () => {
    for (const limit of [{ max_tokens: 2 }, { max_completion_tokens: 2 }, { max_tokens: 2, max_completion_tokens: 2 }]) {
      const completion = await (await client()).create({ ...ASK, ...limit });
      expect(completion.choices[0]).toMatchObject({ message: { content: 'Paris' }, finish_reason: 'length' });
    }
  });

  it('takes our settings under phirst', async () => {
    const router = createFakeRouter();
    const completions = await client({ tokens: UNSURE, router });
    expect((await completions.create({ ...ASK, phirst: { privacy: 'device-only' } })).phirst).toMatchObject({ source: 'device', isUnsure: true, blockedBy: 'privacy_device_only' });
    expect(router.completions).toEqual([]);
    expect((await completions.create({ ...ASK, phirst: { mode: 'only_in_cloud' } })).phirst.reason).toBe('mode_only_in_cloud');
  });

  it('reads text parts and developers', async () => {
    const router = createFakeRouter();
    await (await client({ tokens: UNSURE, router })).create({
      model: 'auto',
      messages: [
        { role: 'developer', content: 'Be brief.' },
        { role: 'user', content: [{ type: 'text', text: 'The capital' } as never, { type: 'text', text: 'of France?' } as never] },
      ],
    });
    expect(router.completions[0]?.['messages']).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'The capital\nof France?' },
    ]);
  });
});

describe('streaming', () => {
  it('gives the role first, the text, and the finish reason last', async () => {
    const chunks = await chunksOf(await (await client({ tokens: UNSURE })).create({ ...ASK, stream: true }));
    expect(chunks.map(({ choices }) => choices[0]?.delta)).toEqual([{ role: 'assistant', content: 'hosted ' }, { content: 'answer' }, {}]);
    expect(chunks.map(({ choices }) => choices[0]?.finish_reason)).toEqual([null, null, 'stop']);
    expect(new Set(chunks.map(({ id, model }) => `${id} ${model}`))).toEqual(new Set([`${chunks[0]?.id} reference/large`]));
    expect(chunks[0]?.phirst).toMatchObject({ route: { source: 'hosted', reason: 'low_confidence' } });
    expect(chunks.at(-1)?.phirst).toMatchObject({ source: 'hosted', id: chunks[0]?.id });
    expect(chunks.some((chunk) => 'usage' in chunk)).toBe(false);
  });

  it('never shows withdrawn text', async () => {
    expect(textOf(await chunksOf(await (await client({ tokens: UNSURE })).create({ ...ASK, stream: true })))).toBe('hosted answer');
    expect(textOf(await chunksOf(await (await client()).create({ ...ASK, stream: true })))).toBe('Paris.');
  });

  it('streams the device’s tokens at once where no hosted model may answer', async () => {
    const chunks = await chunksOf(await (await client()).create({ ...ASK, stream: true, phirst: { mode: 'only_on_device' } }));
    expect(chunks.map(({ choices }) => choices[0]?.delta.content)).toEqual(['Par', 'is', '.', undefined]);
  });

  it('shows and withdraws where the app says it will replace', async () => {
    const chunks = await chunksOf(await (await client({ tokens: UNSURE })).create({ ...ASK, stream: true, phirst: { revise: 'replace' } }));
    const at = chunks.findIndex(({ phirst }) => phirst && 'revise' in phirst);
    expect(textOf(chunks.slice(0, at))).toBe('London.');
    expect(chunks[at]?.phirst).toEqual({ revise: { reason: 'low_confidence', withdrawnText: 'London.' } });
    expect(textOf(chunks.slice(at))).toBe('hosted answer');
  });

  it('tells the usage in a chunk without choices where it is asked for', async () => {
    const chunks = await chunksOf(await (await client({ tokens: UNSURE })).create({ ...ASK, stream: true, stream_options: { include_usage: true } }));
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 } });
    expect(chunks.slice(0, -1).every(({ usage }) => usage === null)).toBe(true);
  });

  it('can be read once', async () => {
    const stream = await (await client()).create({ ...ASK, stream: true });
    await chunksOf(stream);
    await expect(chunksOf(stream)).rejects.toThrow('only once');
  });
});

describe('ending early', () => {
  const hanging = () => {
    let aborted = false;
    const encoder = new TextEncoder();
    const router = createFakeRouter({
      complete: ({ signal }) => {
        signal.addEventListener('abort', () => (aborted = true));
        const body = new ReadableStream({ start: (controller) => controller.enqueue(encoder.encode('data: {"choices":[{"delta":{"content":"Par"}}]}\n\n')) });
        return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
      },
    });
    return { router, wasAborted: () => aborted };
  };
  const STREAM = { ...ASK, stream: true as const, phirst: { mode: 'only_in_cloud' as const } };

  it('ends silently by the stream’s controller or by the signal, and stops the hosted model', async () => {
    for (const way of ['controller', 'signal', 'break']) {
      const { router, wasAborted } = hanging();
      const aborting = new AbortController();
      const stream = await (await client({ router })).create(STREAM, { signal: aborting.signal });
      let text = '';
      for await (const chunk of stream) {
        text += chunk.choices[0]?.delta.content ?? '';
        if (way === 'break') break;
        (way === 'controller' ? stream.controller : aborting).abort();
      }
      expect(text).toBe('Par');
      await expect.poll(wasAborted).toBe(true);
    }
  });

  it('ends silently where the app aborts between the answer’s beginning and its reading', async () => {
    const { router } = hanging();
    const aborting = new AbortController();
    const stream = await (await client({ router })).create(STREAM, { signal: aborting.signal });
    aborting.abort();
    expect(stream.controller.signal.aborted).toBe(true);
    expect(textOf(await chunksOf(stream))).toBe('Par');
  });

  it('is an APIUserAbortError before the first text', async () => {
    const completions = await client({}, { errors: OpenAI });
    for (const body of [ASK, { ...ASK, stream: true as const }]) {
      await expect(completions.create(body, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(OpenAI.APIUserAbortError);
    }
  });
});

describe('errors', () => {
  const down = () => createFakeRouter({ complete: () => Response.json({ error: { message: 'Slow down.', type: 'rate_limit_error', param: null, code: 'rate_limited' } }, { status: 429 }) });

  it('have the fields of an APIError', async () => {
    const failed = (await client({ router: down() })).create({ ...ASK, phirst: { mode: 'only_in_cloud' } });
    await expect(failed).rejects.toMatchObject({ name: 'APIError', status: 429, code: 'rate_limited', type: 'rate_limit_error', param: null, message: '429 Slow down.', error: { message: 'Slow down.' } });
    await expect(failed).rejects.toMatchObject({ cause: { code: 'rate_limited' } });
  });

  it('are instances of the openai package’s own classes where the app passes them', async () => {
    const completions = await client({ router: down() }, { errors: OpenAI });
    await expect(completions.create({ ...ASK, phirst: { mode: 'only_in_cloud' } })).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    await expect(completions.create({ ...ASK, stream: true, phirst: { mode: 'only_in_cloud' } })).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    await expect(completions.create({ ...ASK, model: 'gpt-5' })).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  it('break a stream that was cut', async () => {
    const router = createFakeRouter({ complete: () => streamOf(['Par'], null) });
    const stream = await (await client({ router })).create({ ...ASK, stream: true, phirst: { mode: 'only_in_cloud' } });
    await expect(chunksOf(stream)).rejects.toMatchObject({ status: 502, code: 'stream_truncated' });
  });

  it('name an event that is none', async () => {
    const router = createFakeRouter({ complete: () => sse('data: {"choices":[{"delta":{"content":"P"}}]}\n\ndata: {"choi\n\n') });
    const stream = await (await client({ router })).create({ ...ASK, stream: true, phirst: { mode: 'only_in_cloud' } });
    await expect(chunksOf(stream)).rejects.toMatchObject({ code: 'provider_response_invalid' });
  });
});

describe('what a routed answer cannot honour', () => {
  const refused: readonly [string, object][] = [
    ['tools', { tools: [{ type: 'function', function: { name: 'weather' } }] }],
    ['tool_choice', { tool_choice: 'required' }],
    ['n', { n: 2 }],
    ['response_format', { response_format: { type: 'json_object' } }],
    ['response_format', { response_format: { type: 'json_schema', json_schema: { name: 'x' } } }],
    ['logprobs', { logprobs: true }],
    ['top_logprobs', { top_logprobs: 3 }],
    ['stop', { stop: ['\n'] }],
    ['logit_bias', { logit_bias: { 50256: -100 } }],
    ['modalities', { modalities: ['text', 'audio'] }],
    ['store', { store: true }],
    ['web_search_options', { web_search_options: { search_context_size: 'low' } }],
    ['max_tokens', { max_tokens: 1, max_completion_tokens: 2 }],
    ['stream_options.include_obfuscation', { stream: true, stream_options: { include_obfuscation: true } }],
    ['phirst.privat', { phirst: { privat: 'device-only' } }],
    ['phirst.revise', { phirst: { revise: 'maybe' } }],
    ['temperature', { temperature: 0.7 }],
    ['maxTokens', { max_tokens: 0.5 }],
    ['messages.0.content.0.type', { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:' } }] }] }],
    ['messages.0.role', { messages: [{ role: 'tool', content: '21 °C', tool_call_id: '1' }] }],
    ['messages.1.tool_calls', { messages: [ASK.messages[0], { role: 'assistant', content: null, tool_calls: [{ id: '1' }] }] }],
    ['messages.0.name', { messages: [{ role: 'user', content: 'Hello', name: 'Ann' }] }],
  ];

  it.each(refused)('refuses %s by name: %j', async (param, fields) => {
    const router = createFakeRouter();
    const failed = (await client({ router })).create({ ...ASK, ...fields } as ChatCompletionCreateParams);
    await expect(failed).rejects.toMatchObject({ status: 400, type: 'invalid_request_error', param });
    expect(router.completions).toEqual([]);
  });

  it('refuses request options it doesn’t know', async () => {
    await expect((await client()).create(ASK, { timeout: 1000 } as never)).rejects.toMatchObject({ status: 400, param: 'timeout' });
  });

  it('takes values that ask for what is done anyway', async () => {
    const neutral = { n: 1, logprobs: false, tools: [], stop: null, response_format: { type: 'text' }, store: false, temperature: null, top_p: 1, presence_penalty: 0, seed: undefined };
    const earlier = { role: 'assistant', content: 'Berlin.', refusal: null, annotations: [] };
    const messages = [{ role: 'user', content: 'And of Germany?' }, earlier, ...ASK.messages];
    expect((await (await client()).create({ ...ASK, ...neutral, messages } as never)).choices[0]?.message.content).toBe('Paris.');
  });

  it('ignores settings without effect where the app hears of it', async () => {
    const heard: (readonly string[])[] = [];
    const completions = await client({}, { onIgnored: (names) => heard.push(names) });
    await completions.create({ ...ASK, temperature: 0.7, seed: 7 });
    expect(heard).toEqual([['temperature', 'seed']]);
    await expect(completions.create({ ...ASK, stop: ['x'] } as never)).rejects.toMatchObject({ param: 'stop' });
  });
});
