import { expect, it } from 'vitest';
import { createManualTime, settle } from '../../test/support/manual-time.ts';
import { createScriptedEngine, scriptedToken, type EngineScript } from '../../test/support/scripted-engine.ts';
import type { EngineToken } from './engine.ts';
import { superviseGeneration } from './supervise-generation.ts';

const forever = new Promise<void>(() => {});
const visibility = { isHidden: () => false, onChange: () => () => {} };
const nan: EngineToken = { text: '?', signal: { tokenId: 0, logProb: NaN, margin: NaN, entropy: NaN } };

async function supervised(script: EngineScript, maxTokens = 400) {
  const engine = createScriptedEngine(script);
  await engine.load();
  const time = createManualTime();
  const tokens: string[] = [];
  const result = superviseGeneration({
    engine,
    messages: [{ role: 'user', content: 'Hello' }],
    options: { maxTokens, onToken: ({ text }) => tokens.push(text) },
    limits: { firstChunkMs: 1000, chunkMs: 100 },
    vocabularySize: 1000,
    visibility,
    ...time,
  });
  result.catch(() => undefined);
  return { engine, time, tokens, result };
}

const distinct = (count: number) => Array.from({ length: count }, (_, index) => scriptedToken(`${index} `, -0.1, index));

it('hands a good answer through', async () => {
  const { result, tokens } = await supervised({ tokens: distinct(200) });
  expect(await result).toMatchObject({ stopReason: 'stop', outputTokens: 200 });
  expect(tokens).toHaveLength(200);
});

it.each([
  ['before the first token', 0, 999, 1],
  ['amid the answer', 2, 99, 1],
])('calls an engine that falls silent %s stalled', async (_when, at, notYet, then) => {
  const { result, time, tokens } = await supervised({ tokens: distinct(4), beforeToken: (index) => (index === at ? forever : undefined) });
  let isSettled = false;
  void result.catch(() => (isSettled = true));
  await settle();
  await time.advance(notYet);
  expect(isSettled).toBe(false);
  await time.advance(then);
  await expect(result).rejects.toMatchObject({ code: 'device_stalled', param: null });
  expect(tokens).toHaveLength(at);
});

it('calls NaN degenerate at once, passes nothing on after it, and interrupts the engine', async () => {
  let played = 0;
  const { result, tokens } = await supervised({ tokens: [...distinct(2), nan, ...distinct(50)], beforeToken: (index) => void (played = index) });
  await expect(result).rejects.toMatchObject({ code: 'device_degenerate', param: null });
  await settle();
  expect(tokens).toEqual(['0 ', '1 ']);
  expect(played).toBeLessThan(5);
});

it('calls logits without a preference degenerate', async () => {
  const flat = Array.from({ length: 9 }, (_, index) => ({ text: 'x', signal: { tokenId: index, logProb: -Math.log(1000), margin: 0, entropy: Math.log(1000) } }));
  const { result } = await supervised({ tokens: flat });
  await expect(result).rejects.toMatchObject({ code: 'device_degenerate', message: expect.stringContaining('prefers no token') });
});

it('ends an answer without end, and blames the answer rather than the engine', async () => {
  const { result, engine } = await supervised({ tokens: Array(300).fill(scriptedToken('again ', -0.01, 7)) });
  await expect(result).rejects.toMatchObject({ code: 'device_degenerate', param: 'answer' });
  expect(await engine.generate([], { maxTokens: 1, onToken: () => {} })).toMatchObject({ outputTokens: 1 });
});

it('lets the engine’s own error through', async () => {
  const { result } = await supervised({ tokens: distinct(3), failAt: 1 });
  await expect(result).rejects.toMatchObject({ code: 'device_failed' });
});

it('asks nothing of engines that see no logits', async () => {
  const { result } = await supervised({ tokens: Array.from({ length: 300 }, () => ({ text: 'again ' })) });
  expect(await result).toMatchObject({ outputTokens: 300 });
});
