// What every engine must do, run by each of them. A script says what the model answers and when.
import { describe, expect, test } from 'vitest';
import type { Engine, EngineToken, GenerateOptions, GenerationResult } from '../../client-sdk/device/engine.ts';
import type { Message } from '../../src/query/query.ts';
import { scriptedToken, type EngineScript } from '../support/scripted-engine.ts';

const QUESTION: readonly Message[] = [{ role: 'user', content: 'What is the capital of France?' }];
const TOKENS: readonly EngineToken[] = [
  scriptedToken('The', -0.01),
  scriptedToken(' answer', -0.02),
  scriptedToken(' is', -0.03),
  scriptedToken(' Paris', -0.5),
  scriptedToken('', -0.001),
];

/** @param create an engine that plays the script and isn't loaded yet. */
export function describeEngine(name: string, create: (script: EngineScript) => Engine): void {
  async function loaded(script: Partial<EngineScript> = {}): Promise<Engine> {
    const engine = create({ tokens: TOKENS, ...script });
    await engine.load();
    return engine;
  }

  describe(`engine: ${name}`, () => {
    test('gives the tokens in order, each with its signal, and then one result', async () => {
      const { tokens, result } = await answer(await loaded());
      expect(tokens).toEqual(TOKENS);
      expect(result).toMatchObject({ stopReason: 'stop', outputTokens: TOKENS.length });
      expect(result.totalMs).toBeGreaterThanOrEqual(result.firstTokenMs);
    });

    test('gives no token after the result', async () => {
      const { tokens } = await answer(await loaded(), { maxTokens: 2 });
      await new Promise((resolve) => setImmediate(resolve));
      expect(tokens).toHaveLength(2);
    });

    test('stops at maxTokens and says so', async () => {
      const { tokens, result } = await answer(await loaded(), { maxTokens: 3 });
      expect(tokens).toEqual(TOKENS.slice(0, 3));
      expect(result).toMatchObject({ stopReason: 'length', outputTokens: 3 });
    });

    test('says `stop` when the answer ends exactly at maxTokens', async () => {
      const { result } = await answer(await loaded(), { maxTokens: TOKENS.length });
      expect(result.stopReason).toBe('stop');
    });

    test('ends soon after its signal fires, with what was said so far', async () => {
      const stop = new AbortController();
      const engine = await loaded({ beforeToken: (index) => (index === 2 ? stop.abort() : undefined) });
      const { tokens, result } = await answer(engine, { signal: stop.signal });
      expect(result).toMatchObject({ stopReason: 'interrupted', outputTokens: tokens.length });
      expect(tokens.length).toBeLessThanOrEqual(3);
      expect(tokens).toEqual(TOKENS.slice(0, tokens.length));
    });

    test('answers nothing under a signal that has fired already', async () => {
      const { tokens, result } = await answer(await loaded(), { signal: AbortSignal.abort() });
      expect(tokens).toEqual([]);
      expect(result).toMatchObject({ stopReason: 'interrupted', outputTokens: 0 });
    });

    test('answers again after an interruption', async () => {
      const engine = await loaded();
      await answer(engine, { signal: AbortSignal.abort() });
      expect((await answer(engine)).tokens).toEqual(TOKENS);
    });

    test('answers one question at a time', async () => {
      const engine = await loaded();
      const order: number[] = [];
      await Promise.all([1, 2].map((id) => engine.generate(QUESTION, { maxTokens: 9, onToken: () => order.push(id) })));
      expect(order).toEqual([...TOKENS.map(() => 1), ...TOKENS.map(() => 2)]);
    });

    test('breaks in the middle of an answer with device_failed, and stays broken', async () => {
      const engine = await loaded({ failAt: 2 });
      const tokens: EngineToken[] = [];
      const generation = engine.generate(QUESTION, { maxTokens: 9, onToken: (token) => tokens.push(token) });
      await expect(generation).rejects.toMatchObject({ code: 'device_failed' });
      expect(tokens).toEqual(TOKENS.slice(0, 2));
      await expect(answer(engine)).rejects.toMatchObject({ code: 'device_failed' });
    });

    test('keeps its accounts within the prompt, whatever it may drop of it', async () => {
      const conversation: Message[] = [...QUESTION, { role: 'assistant', content: 'Paris.' }, ...QUESTION];
      const engine = await loaded();
      for (const trimming of [undefined, { rule: 'drop-oldest-turns', contextTokens: 512, answerTokens: 8 }] as const) {
        const result = await engine.generate(conversation, { maxTokens: 32, trimming, onToken: () => {} });
        expect(result.cachedPromptTokens ?? 0).toBeLessThanOrEqual(result.promptTokens);
        expect(result.droppedMessages ?? 0).toBeLessThan(conversation.length);
      }
    });

    test('ends an interrupted answer without waiting for the token it holds', async () => {
      const stop = new AbortController();
      const engine = await loaded({ beforeToken: (index) => (index === 2 ? new Promise((resolve) => stop.signal.addEventListener('abort', () => resolve())) : undefined) });
      setTimeout(() => stop.abort(), 5);
      expect((await answer(engine, { signal: stop.signal })).result).toMatchObject({ stopReason: 'interrupted' });
    });

    test('refuses to answer before it is loaded', async () => {
      await expect(answer(create({ tokens: TOKENS }))).rejects.toMatchObject({ code: 'device_failed' });
    });

    test('reports a progress that never falls and ends at 1', async () => {
      const ratios: number[] = [];
      await create({ tokens: TOKENS }).load({ onProgress: ({ ratio }) => ratios.push(ratio) });
      expect(ratios).toEqual([...ratios].sort((left, right) => left - right));
      expect(ratios.at(-1)).toBe(1);
    });

    test('does not load under a signal that has fired already', async () => {
      const loading = create({ tokens: TOKENS }).load({ signal: AbortSignal.abort() });
      await expect(loading).rejects.toMatchObject({ code: 'aborted' });
    });

    test('gives up an answer when it is disposed, and works no more', async () => {
      const engine = await loaded({ beforeToken: (index) => (index === 1 ? engine.dispose() : undefined) });
      await expect(answer(engine)).rejects.toMatchObject({ code: 'device_failed' });
      await expect(answer(engine)).rejects.toMatchObject({ code: 'device_failed' });
      await expect(engine.load()).rejects.toMatchObject({ code: 'device_failed' });
    });
  });
}

async function answer(
  engine: Engine,
  options: Partial<GenerateOptions> = {},
): Promise<{ tokens: EngineToken[]; result: GenerationResult }> {
  const tokens: EngineToken[] = [];
  const result = await engine.generate(QUESTION, { maxTokens: 32, onToken: (token) => tokens.push(token), ...options });
  return { tokens, result };
}
