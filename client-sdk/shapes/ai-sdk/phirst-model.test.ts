// The model inside the real AI SDK, over a real session with a scripted engine and a stand-in for the router's network.
import { APICallError, UnsupportedFunctionalityError, type LanguageModelV4CallOptions, type LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { createProviderRegistry, generateText, jsonSchema, Output, streamText, tool } from 'ai';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadDefaultPolicy } from '../../../src/policy/load-default-policy.ts';
import { createFakeRouter, sse, streamOf } from '../../../test/support/fake-router.ts';
import { createReadyPhirst, UNSURE, type ReadyPhirstOptions } from '../../../test/support/ready-phirst.ts';
import { scriptedToken } from '../../../test/support/scripted-engine.ts';
import { INFERENCE_MODES } from '../../../src/query/query.ts';
import { createPhirstProvider } from './create-provider.ts';

// The AI SDK prints each warning; here they are read instead.
globalThis.AI_SDK_LOG_WARNINGS = false;

const provider = async (options: ReadyPhirstOptions = {}) => createPhirstProvider(await createReadyPhirst(options));
const QUESTION = 'What is the capital of France?';
const CALL: LanguageModelV4CallOptions = { prompt: [{ role: 'user', content: [{ type: 'text', text: QUESTION }] }] };
const IN_CLOUD = { mode: 'only_in_cloud' } as const;

async function partsOf(stream: ReadableStream<LanguageModelV4StreamPart>): Promise<LanguageModelV4StreamPart[]> {
  const parts: LanguageModelV4StreamPart[] = [];
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
  return parts;
}

describe('in the AI SDK', () => {
  it('generateText answers on the device, and tells where from', async () => {
    const phirst = await provider();
    const result = await generateText({ model: phirst(), prompt: QUESTION });
    expect(result.text).toBe('Paris.');
    expect(result.finishReason).toBe('stop');
    expect(result.usage).toMatchObject({ inputTokens: 10, outputTokens: 3, totalTokens: 13 });
    expect(result.response.modelId).toBe('phi-3-nano');
    expect(result.providerMetadata?.['phirst']).toMatchObject({ source: 'device', model: 'phi-3-nano', reason: 'confident', isUnsure: false, id: result.response.id });
  });

  it('streamText shows the hosted text where the device was unsure, and nothing it withdrew', async () => {
    const phirst = await provider({ tokens: UNSURE });
    const result = streamText({ model: phirst(), prompt: QUESTION });
    let text = '';
    for await (const delta of result.textStream) text += delta;
    expect(text).toBe('hosted answer');
    expect(await result.usage).toMatchObject({ inputTokens: 12, outputTokens: 3 });
    expect((await result.response).modelId).toBe('reference/large');
    expect((await result.providerMetadata)?.['phirst']).toMatchObject({ source: 'hosted', reason: 'low_confidence', costMicroUsd: 60 });
  });

  it('takes the conversation, the output limit, and our settings', async () => {
    const router = createFakeRouter();
    const phirst = await provider({ tokens: UNSURE, router });
    await generateText({
      model: phirst('auto', { budget: { costMicroUsd: 20_000 } }),
      instructions: 'Be brief.',
      messages: [{ role: 'user', content: 'Hello' }, { role: 'assistant', content: 'Hi.' }, { role: 'user', content: QUESTION }],
      maxOutputTokens: 7,
      providerOptions: { phirst: IN_CLOUD },
    });
    expect(router.completions[0]).toMatchObject({
      messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user', content: 'Hello' }, { role: 'assistant', content: 'Hi.' }, { role: 'user', content: QUESTION }],
      max_tokens: 7,
      phirst: { reason: 'mode_only_in_cloud', budget: { costMicroUsd: 20_000 } },
    });
  });

  it('warns of settings that reach no model, by name', async () => {
    const { warnings } = await generateText({ model: (await provider())(), prompt: QUESTION, temperature: 0.7, topK: 5, seed: 1, stopSequences: ['x'], maxOutputTokens: 20 });
    expect(warnings?.map((warning) => warning.type === 'unsupported' && warning.feature)).toEqual(['temperature', 'topK', 'seed', 'stopSequences']);
    expect((await generateText({ model: (await provider())(), prompt: QUESTION })).warnings).toEqual([]);
  });

  it('refuses tools, schemas and files', async () => {
    const model = (await provider())();
    const weather = tool({ inputSchema: jsonSchema<{ place: string }>({ type: 'object' }), execute: ({ place }) => place });
    await expect(generateText({ model, prompt: QUESTION, tools: { weather } })).rejects.toSatisfy(UnsupportedFunctionalityError.isInstance);
    expect((await generateText({ model, prompt: QUESTION, tools: { weather }, toolChoice: 'none' })).text).toBe('Paris.');
    await expect(generateText({ model, prompt: QUESTION, output: Output.object({ schema: jsonSchema<object>({ type: 'object' }) }) })).rejects.toSatisfy(UnsupportedFunctionalityError.isInstance);
    const image = { type: 'file' as const, mediaType: 'image/png', data: new Uint8Array([1]) };
    await expect(generateText({ model, messages: [{ role: 'user', content: [image] }] })).rejects.toSatisfy(UnsupportedFunctionalityError.isInstance);
  });

  it('is found by a registry, which has no other model', async () => {
    const registry = createProviderRegistry({ phirst: await provider() });
    expect((await generateText({ model: registry.languageModel('phirst:auto'), prompt: QUESTION })).text).toBe('Paris.');
    expect(() => registry.languageModel('phirst:gpt-5')).toThrow('gpt-5');
  });
});

describe('when something fails', () => {
  // Phirst itself asks once.
  const standard = loadDefaultPolicy();
  const policy = { ...standard, hosted: { ...standard.hosted, retry: { maximumRetries: 0, maximumDelayMs: 0 } } };
  const failing = (code: string, status: number) =>
    createFakeRouter({ policy, complete: () => Response.json({ error: { message: 'No.', type: 'x', param: null, code } }, { status }) });

  it('is an APICallError that the AI SDK tries again where that can help', async () => {
    for (const [code, status, tries] of [['rate_limited', 429, 2], ['unauthenticated', 401, 1]] as const) {
      const router = failing(code, status);
      const phirst = await provider({ router });
      const failed = streamText({ model: phirst('auto', IN_CLOUD), prompt: QUESTION, maxRetries: 1, onError: () => {} });
      await failed.consumeStream();
      expect(router.completions).toHaveLength(tries);
      const error: unknown = await phirst('auto', IN_CLOUD).doGenerate(CALL).then(undefined, (reason: unknown) => reason);
      expect(error).toSatisfy(APICallError.isInstance);
      expect(error).toMatchObject({ statusCode: status, isRetryable: tries === 2, message: 'No.', data: { code }, cause: { code } });
      // No text of the query in what may end up in a log.
      expect(JSON.stringify(error)).not.toContain('France');
    }
  });

  it('is an error part once text was shown', async () => {
    const phirst = await provider({ router: createFakeRouter({ complete: () => streamOf(['Par'], null) }) });
    const { stream } = await phirst('auto', IN_CLOUD).doStream(CALL);
    const parts = await partsOf(stream);
    expect(parts.map(({ type }) => type)).toEqual(['stream-start', 'response-metadata', 'text-start', 'text-delta', 'text-end', 'error']);
    expect(parts.at(-1)).toMatchObject({ error: { data: { code: 'stream_truncated' } } });
    const errors: unknown[] = [];
    await streamText({ model: phirst('auto', IN_CLOUD), prompt: QUESTION, onError: ({ error }) => void errors.push(error) }).consumeStream();
    expect(errors).toHaveLength(1);
  });

  it('ends with the app’s own reason when it aborts, before and after the first text', async () => {
    const reason = new DOMException('enough', 'AbortError');
    const phirst = await provider();
    await expect(phirst().doGenerate({ ...CALL, abortSignal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(phirst().doStream({ ...CALL, abortSignal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const aborting = new AbortController();
    const hanging = createFakeRouter({
      complete: () => new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('data: {"choices":[{"delta":{"content":"P"}}]}\n\n')) })),
    });
    const { stream } = await (await provider({ router: hanging }))('auto', IN_CLOUD).doStream({ ...CALL, abortSignal: aborting.signal });
    const parts = partsOf(stream);
    aborting.abort(reason);
    await expect(parts).rejects.toBe(reason);
  });

  it('stops the hosted model when the stream is cancelled', async () => {
    let isAborted = false;
    const router = createFakeRouter({
      complete: ({ signal }) => {
        signal.addEventListener('abort', () => (isAborted = true));
        return new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('data: {"choices":[{"delta":{"content":"P"}}]}\n\n')) }));
      },
    });
    const { stream } = await (await provider({ router }))('auto', IN_CLOUD).doStream(CALL);
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    await expect.poll(() => isAborted).toBe(true);
  });
});

/** One letter per part: a stream matches `^smbd+ef$`, `^smbd+ex$`, or `^smf$` where the answer is empty; or the call failed before its first text. */
const LETTERS: Readonly<Record<string, string>> = {
  'stream-start': 's',
  'response-metadata': 'm',
  'text-start': 'b',
  'text-delta': 'd',
  'text-end': 'e',
  finish: 'f',
  error: 'x',
};

it('keeps the grammar of stream parts, wherever the hosted stream is cut and however it is chunked', async () => {
  const recorded = await streamOf(['Pa', 'ris ', 'est 🗼', '.']).text();
  const bytes = new TextEncoder().encode(recorded);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length), fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 12 }), async (end, sizes) => {
      const router = createFakeRouter({ complete: () => new Response(chunked(bytes.subarray(0, end), sizes), { headers: sse('').headers }) });
      const phirst = await provider({ router });
      const outcome = await phirst('auto', IN_CLOUD).doStream(CALL).then(
        async ({ stream }) => partsOf(stream),
        (error: unknown) => error,
      );
      const parts = Array.isArray(outcome) ? (outcome as LanguageModelV4StreamPart[]) : [];
      const word = parts.map(({ type }) => LETTERS[type] ?? '?').join('');
      const text = parts.reduce((shown, part) => (part.type === 'text-delta' ? shown + part.delta : shown), '');
      const ids = new Set(parts.flatMap((part) => (part.type.startsWith('text-') && 'id' in part ? [part.id] : [])));
      const isWhole = /^smbd+ef$/.test(word) && text === 'Paris est 🗼.';
      const isBroken = /^smbd+ex$/.test(word) && 'Paris est 🗼.'.startsWith(text);
      const isRefused = APICallError.isInstance(outcome);
      expect([isWhole, isBroken, isRefused].filter(Boolean), word).toHaveLength(1);
      expect(ids.size).toBe(isRefused ? 0 : 1);
    }),
    { numRuns: 200 },
  );
});

const scripts = fc.record({
  tokens: fc.array(fc.record({ text: fc.string({ unit: 'grapheme', maxLength: 3 }), logProb: fc.double({ min: -3, max: 0, noNaN: true }) }), { maxLength: 6 }),
  failAt: fc.option(fc.nat(6), { nil: undefined }),
});

it('keeps the grammar and the whole text, whatever the device says, whenever it breaks, and wherever the hosted stream is cut', async () => {
  const bytes = new TextEncoder().encode(await streamOf(['hosted ', 'answer']).text());
  await fc.assert(
    fc.asyncProperty(scripts, fc.nat(bytes.length), fc.constantFrom(...INFERENCE_MODES), async ({ tokens, failAt }, end, mode) => {
      const router = createFakeRouter({ complete: () => new Response(chunked(bytes.subarray(0, end), [7, 30]), { headers: sse('').headers }) });
      const phirst = await provider({ router, tokens: tokens.map(({ text, logProb }) => scriptedToken(text, logProb)), failAt });
      const outcome = await phirst('auto', { mode }).doStream(CALL).then(
        async ({ stream }) => partsOf(stream),
        (error: unknown) => error,
      );
      const parts = Array.isArray(outcome) ? (outcome as LanguageModelV4StreamPart[]) : [];
      const word = parts.map(({ type }) => LETTERS[type] ?? '?').join('');
      const text = parts.reduce((shown, part) => (part.type === 'text-delta' ? shown + part.delta : shown), '');
      const said = tokens.map((token) => token.text).join('');
      const isWhole = /^sm(bd+e)?f$/.test(word) && (text === said || text === 'hosted answer');
      const isBroken = /^smbd+ex$/.test(word) && (said.startsWith(text) || 'hosted answer'.startsWith(text));
      expect([isWhole, isBroken, APICallError.isInstance(outcome)].filter(Boolean), word).toHaveLength(1);
    }),
    { numRuns: 150 },
  );
});

function chunked(bytes: Uint8Array, sizes: readonly number[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      let from = 0;
      for (const size of [...sizes, bytes.length]) {
        if (from < bytes.length) controller.enqueue(bytes.subarray(from, from + size));
        from += size;
      }
      controller.close();
    },
  });
}
