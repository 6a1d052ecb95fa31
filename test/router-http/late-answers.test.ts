// The official client, unchanged, when the router had to send its headers before it knew who answers. Real time: two seconds
// of silence each, side by side.
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { serveFetch } from '../support/serve-fetch.ts';
import '../support/workerd-globals.ts';
import { createApp } from '../../router/app.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';

const MESSAGES = [{ role: 'user' as const, content: 'What is the capital of Peru?' }];
const EVENTS = [
  { id: 'c1', object: 'chat.completion.chunk', created: 7, model: 'm', choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] },
  { id: 'c1', object: 'chat.completion.chunk', created: 7, model: 'm', choices: [{ index: 0, delta: { content: 'Li' }, finish_reason: null }] },
  { id: 'c1', object: 'chat.completion.chunk', created: 7, model: 'm', choices: [{ index: 0, delta: { content: 'ma.' }, finish_reason: null }] },
  { id: 'c1', object: 'chat.completion.chunk', created: 7, model: 'm', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
  { id: 'c1', object: 'chat.completion.chunk', created: 7, model: 'm', choices: [], usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 } },
];

const stream = () =>
  new Response(EVENTS.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('') + 'data: [DONE]\n\n', { headers: { 'content-type': 'text/event-stream' } });
const never = (signal: AbortSignal) => new Promise<Response>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** A router whose first model says nothing for three seconds, and whose second answers with this. */
async function startLate(second: (signal: AbortSignal) => Response | Promise<Response>) {
  const policy = loadDefaultPolicy();
  const hosted = { ...policy.hosted, timeout: { firstChunkMs: 2500 }, retry: { maximumRetries: 0, maximumDelayMs: 0 } };
  let calls = 0;
  const app = createApp({
    policy: { ...policy, hosted },
    fetch: async (_url, init) => (calls++ === 0 ? never(init.signal as AbortSignal) : second(init.signal as AbortSignal)),
  });
  const env = { PROVIDER_KEY: 'sk-1', PHIRST_LOCAL: '1' };
  const context = { waitUntil() {}, passThroughOnException() {}, props: {} };
  const router = await serveFetch((request) => app.fetch(request, env, context));
  return { router, client: new OpenAI({ baseURL: `${router.url}/v1`, apiKey: 'k', maxRetries: 0 }) };
}

describe.concurrent('the openai package', () => {
  it('streams an answer whose model was known late, and may read who gave it', async () => {
    const { router, client } = await startLate(stream);
    await using _router = router;
    const answer = await client.chat.completions.create({ model: 'auto', messages: MESSAGES, stream: true, stream_options: { include_usage: true } });
    let text = '';
    let tokens: number | undefined;
    let record: unknown;
    for await (const chunk of answer) {
      text += chunk.choices[0]?.delta.content ?? '';
      tokens = chunk.usage?.total_tokens ?? tokens;
      record = (chunk as { phirst?: unknown }).phirst ?? record;
    }
    expect(text).toBe('Lima.');
    expect(tokens).toBe(15);
    expect(record).toMatchObject({ routedModel: 'openai/gpt-4o-mini', servedModel: 'openai/gpt-4o', reason: 'fallback', attempts: [{ code: 'provider_stalled' }, { code: 'ok' }] });
  });

  it('gathers it into one completion', async () => {
    const { router, client } = await startLate(stream);
    await using _router = router;
    const completion = await client.chat.completions.stream({ model: 'auto', messages: MESSAGES }).finalChatCompletion();
    expect(completion.choices[0]?.message.content).toBe('Lima.');
    expect(completion).toMatchObject({ id: 'c1', model: 'm' });
  });

  it('throws its own error, with our code, for one that failed late', async () => {
    const { router, client } = await startLate(() => Response.json({ error: { message: 'no' } }, { status: 401 }));
    await using _router = router;
    const answer = await client.chat.completions.create({ model: 'auto', messages: MESSAGES, stream: true });
    const reading = (async () => {
      for await (const _chunk of answer);
    })();
    await expect(reading).rejects.toThrow(OpenAI.APIError);
    await expect(reading).rejects.toMatchObject({ code: 'provider_not_configured' });
  });
});
