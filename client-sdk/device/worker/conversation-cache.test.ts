// Reusing what was read changes no answer: the shipped model with and without it, and who owns the memory.
import { beforeAll, describe, expect, test } from 'vitest';
import type { DynamicCache, PreTrainedModel, PreTrainedTokenizer } from '@huggingface/transformers';
import type { Message } from '../../../src/query/query.ts';
import { loadNanoModel, loadNanoTokenizer } from '../../../test/support/nano-model.ts';
import { generateExam } from '../../../models/phi-3-nano/exam/generate-exam.ts';
import type { EngineToken } from '../engine.ts';
import { createConversationCache } from './conversation-cache.ts';
import { createModelHost, type HostedGeneration, type ModelHost } from './model-host.ts';

let tokenizer: PreTrainedTokenizer;
let model: PreTrainedModel;
beforeAll(async () => {
  [tokenizer, model] = await Promise.all([loadNanoTokenizer(), loadNanoModel()]);
});

const newHost = () => createModelHost(model, tokenizer, 1024);
/** The same host, but for a cache that keeps nothing. */
const forgetfulHost = () => createModelHost(model, tokenizer, 1024, { ...createConversationCache(), keep: (cache) => cache.dispose() });

async function ask(host: ModelHost, messages: readonly Message[], options: Partial<HostedGeneration> = {}) {
  const tokens: EngineToken[] = [];
  const generated = await host.generate(messages, { maxTokens: 32, onToken: (token) => tokens.push(token), isInterrupted: () => false, ...options });
  return { ...generated, tokens, text: tokens.map(({ text }) => text).join('') };
}

const QUESTIONS = ['What is the capital of France?', 'What is 12 + 30?', 'What is the capital of Botswana?', 'Write river in uppercase.'];
/** Of kinds that the model was never taught: it answers some of them with words of its own making. */
const UNHEARD_OF = generateExam({ seed: 77, count: 600 }).filter(({ tier }) => tier === 'out_of_distribution').map(({ prompt }) => prompt);

/** The largest difference of any signal between two answers, which must consist of the same tokens. */
function difference(left: readonly EngineToken[], right: readonly EngineToken[]): number {
  expect(left.map(({ signal }) => signal?.tokenId)).toEqual(right.map(({ signal }) => signal?.tokenId));
  return Math.max(...left.map(({ signal }, index) => Math.abs(signal!.logProb - right[index]!.signal!.logProb)));
}

describe('the next turn of a conversation', () => {
  test('reads only what is new, and says the same with the same probabilities', async () => {
    const [host, forgetful] = [newHost(), forgetfulHost()];
    const messages: Message[] = [];
    let held = 0;
    for (const content of QUESTIONS) {
      messages.push({ role: 'user', content });
      const reused = await ask(host, messages);
      const afresh = await ask(forgetful, messages);
      expect(reused.cachedPromptTokens).toBe(held);
      expect(afresh.cachedPromptTokens).toBe(0);
      expect(reused.promptTokens).toBe(afresh.promptTokens);
      expect(difference(reused.tokens, afresh.tokens)).toBeLessThanOrEqual(1e-5);
      // The last token that was written is never read.
      held = reused.promptTokens + reused.outputTokens - 1;
      messages.push({ role: 'assistant', content: reused.text });
    }
    expect(held).toBeGreaterThan(50);
  });

  test('keeps the pieces in which the model wrote, where the tokenizer would cut others', async () => {
    // Which ones, depends on the weights.
    for (const content of UNHEARD_OF) {
      const host = newHost();
      const first: Message = { role: 'user', content };
      const { tokens, text, promptTokens } = await ask(host, [first]);
      const written = tokens.map(({ signal }) => signal!.tokenId).slice(0, -1);
      if (tokenizer.encode(text).join() === written.join()) continue;
      const next = await ask(host, [first, { role: 'assistant', content: text }, { role: 'user', content: QUESTIONS[1]! }]);
      expect(next.cachedPromptTokens).toBe(promptTokens + written.length);
      return;
    }
    throw new Error('Every answer was in the tokenizer’s pieces: the test showed nothing.');
  });

  test('goes on from an answer that was interrupted', async () => {
    const host = newHost();
    let count = 0;
    const first: Message = { role: 'user', content: QUESTIONS[0]! };
    const cut = await ask(host, [first], { onToken: () => void count++, isInterrupted: () => count >= 3 });
    expect(cut).toMatchObject({ stopReason: 'interrupted', outputTokens: 3 });
    const messages: Message[] = [first, { role: 'assistant', content: 'The capital of' }, { role: 'user', content: QUESTIONS[1]! }];
    const reused = await ask(host, messages);
    expect(reused.cachedPromptTokens).toBe(cut.promptTokens + 2);
    expect(difference(reused.tokens, (await ask(newHost(), messages)).tokens)).toBeLessThanOrEqual(1e-5);
  });

  test('goes on from a prompt whose reading was interrupted', async () => {
    const host = newHost();
    const messages: Message[] = [{ role: 'user', content: 'a river and a town '.repeat(80) }];
    let checks = 0;
    expect(await ask(host, messages, { isInterrupted: () => checks++ >= 1 })).toMatchObject({ stopReason: 'interrupted', outputTokens: 0 });
    const reused = await ask(host, messages);
    expect(reused.cachedPromptTokens).toBe(256);
    expect(difference(reused.tokens, (await ask(newHost(), messages)).tokens)).toBeLessThanOrEqual(1e-5);
  });

  test('that was rewritten is read from its beginning', async () => {
    const host = newHost();
    const first: Message = { role: 'user', content: QUESTIONS[0]! };
    await ask(host, [first]);
    const rewritten = await ask(host, [first, { role: 'assistant', content: 'Lyon.' }, { role: 'user', content: QUESTIONS[1]! }]);
    expect(rewritten).toMatchObject({ cachedPromptTokens: 0, text: '42' });
    expect((await ask(host, [first])).text).toBe('The capital of France is Paris.');
  });

  test('after a run that failed is read from its beginning', async () => {
    let isBroken = false;
    const fragile = Object.create(model) as PreTrainedModel;
    fragile.forward = async (inputs: object) => {
      if (isBroken) throw new Error('The run failed.');
      return model.forward(inputs);
    };
    const host = createModelHost(fragile, tokenizer, 1024);
    const messages: Message[] = [{ role: 'user', content: QUESTIONS[0]! }];
    const { text } = await ask(host, messages);
    messages.push({ role: 'assistant', content: text }, { role: 'user', content: QUESTIONS[1]! });
    isBroken = true;
    await expect(ask(host, messages)).rejects.toThrow('The run failed.');
    isBroken = false;
    expect(await ask(host, messages)).toMatchObject({ cachedPromptTokens: 0, text: '42' });
  });
});

describe('a cache', () => {
  function fakeCache(length: number) {
    const cache = { disposals: 0, get_seq_length: () => length, dispose: async () => void cache.disposals++ };
    return cache as typeof cache & DynamicCache;
  }
  const ids = (...numbers: number[]) => numbers.map(BigInt);

  test('is kept for what goes on from it, and has one owner', async () => {
    const kept = createConversationCache();
    const cache = fakeCache(3);
    await kept.keep(cache, ids(1, 2, 3, 4));
    expect(await kept.take(ids(1, 2, 3, 9))).toEqual({ cache, cachedTokens: 3 });
    expect((await kept.take(ids(1, 2, 3, 9))).cachedTokens).toBe(0);
    expect(cache.disposals).toBe(0);
  });

  test.each([
    ['another conversation', ids(1, 2, 4, 5)],
    ['the same prompt, which leaves nothing to read', ids(1, 2, 3)],
    ['a shorter one', ids(1, 2)],
  ])('is disposed for %s', async (_what, next) => {
    const kept = createConversationCache();
    const cache = fakeCache(3);
    await kept.keep(cache, ids(1, 2, 3));
    expect((await kept.take(next)).cachedTokens).toBe(0);
    expect(cache.disposals).toBe(1);
  });

  test('is disposed when another takes its place, and when it holds what nobody knows', async () => {
    const kept = createConversationCache();
    const [first, second, empty, unknown] = [fakeCache(2), fakeCache(2), fakeCache(0), fakeCache(5)];
    await kept.keep(first, ids(1, 2));
    await kept.keep(second, ids(3, 4));
    await kept.keep(empty, ids(3, 4));
    await kept.keep(unknown, ids(3, 4));
    expect([first, second, empty, unknown].map(({ disposals }) => disposals)).toEqual([1, 0, 1, 1]);
    expect((await kept.take(ids(3, 4, 5))).cache).toBe(second);
  });
});

describe('a conversation that is too long', () => {
  const trimming = { rule: 'drop-oldest-turns', contextTokens: 64, answerTokens: 16 } as const;
  const system: Message = { role: 'system', content: 'Be brief.' };
  const turns: Message[] = QUESTIONS.slice(0, 3).flatMap((content) => [{ role: 'user', content }, { role: 'assistant', content: 'I do not know.' }]);
  const question: Message = { role: 'user', content: QUESTIONS[0]! };

  test('loses as many of its oldest turns as it must, counted by the tokenizer', async () => {
    const whole = [system, ...turns, question];
    const trimmed = await ask(newHost(), whole, { trimming });
    expect(trimmed.droppedMessages).toBeGreaterThan(0);
    expect(trimmed.promptTokens).toBeLessThanOrEqual(48);
    const kept = [system, ...turns.slice(trimmed.droppedMessages), question];
    expect(await ask(newHost(), kept)).toMatchObject({ promptTokens: trimmed.promptTokens, text: trimmed.text });
    const oneMore = await ask(newHost(), [system, ...turns.slice(trimmed.droppedMessages - 2), question]);
    expect(oneMore.promptTokens).toBeGreaterThan(48);
  });

  test('is left as it is where it fits, and refused where even the question does not', async () => {
    expect(await ask(newHost(), [system, ...turns, question], { trimming: { ...trimming, contextTokens: 512 } })).toMatchObject({ droppedMessages: 0 });
    const refused = ask(newHost(), [...turns, { role: 'user', content: 'word '.repeat(90) }], { trimming });
    await expect(refused).rejects.toThrow(/leaves no room for an answer in the 64/);
  });
});
