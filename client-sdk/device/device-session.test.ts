import { expect, it } from 'vitest';
import { medianRate } from '../../src/budget/rate-model.ts';
import { createScriptedEngine, scriptedToken } from '../../test/support/scripted-engine.ts';
import type { Engine, GenerationResult } from './engine.ts';
import { createDeviceSession } from './device-session.ts';

const asked = [{ role: 'user' as const, content: 'Hello' }];
const options = { maxTokens: 10, onToken: () => {} };

/** An engine that reports these generations, one after the other. */
function reporting(results: readonly Partial<GenerationResult>[], decodeTokensPerSecond?: number): Engine {
  const engine = createScriptedEngine({ tokens: [scriptedToken('a', -0.1)], decodeTokensPerSecond });
  const queue = [...results];
  const generate = async () => ({ stopReason: 'stop' as const, promptTokens: 100, outputTokens: 11, firstTokenMs: 500, totalMs: 1500, ...queue.shift() });
  // One LoadedModel for good, as the real engine gives it.
  const loaded = engine.load();
  return { ...engine, load: () => loaded, generate };
}

async function ready(engine: Engine) {
  const session = createDeviceSession('phi-3-nano', () => engine);
  await session.load({});
  return session;
}

it('learns both rates from an answer', async () => {
  const session = await ready(reporting([{}]));
  await session.generate(asked, options);
  const { prefillRate, decodeRate } = session.state(true);
  expect(medianRate(prefillRate)).toBeCloseTo(200, 6);
  expect(medianRate(decodeRate)).toBeCloseTo(10, 6);
});

it('learns nothing from a prefill that was interrupted, nor a decoding rate from a few tokens', async () => {
  const session = await ready(reporting([{ outputTokens: 0, firstTokenMs: 50, totalMs: 50, stopReason: 'interrupted' }, { outputTokens: 3 }]));
  const before = session.state(true);
  await session.generate(asked, options);
  expect(session.state(true)).toEqual(before);
  await session.generate(asked, options);
  expect(session.state(true).decodeRate).toEqual(before.decodeRate);
});

it('counts the warm-up once, however often it is loaded', async () => {
  const session = createDeviceSession('phi-3-nano', () => reporting([], 40));
  await session.load({});
  const once = session.state(true).decodeRate;
  expect(medianRate(once)).toBeCloseTo(40, 6);
  await session.load({});
  expect(session.state(true).decodeRate).toEqual(once);
});

it('skips a turn that was called off while it waited', async () => {
  let generations = 0;
  const engine = createScriptedEngine({ tokens: () => (generations++, [scriptedToken('a', -0.1)]) });
  const session = await ready(engine);
  const [first, second] = await Promise.all([session.generate(asked, options), session.generate(asked, { ...options, signal: AbortSignal.abort() })]);
  expect([first.stopReason, second.stopReason, generations]).toEqual(['stop', 'interrupted', 1]);
});

it('is failed after the engine broke, but not after a conversation that was too long', async () => {
  const session = await ready(createScriptedEngine({ tokens: [scriptedToken('a', -0.1)], failAt: 0 }));
  await expect(session.generate(asked, options)).rejects.toMatchObject({ code: 'device_failed' });
  expect(session.state(true).status).toBe('failed');
});

it('makes another engine after one could not be made', async () => {
  let attempts = 0;
  const session = createDeviceSession('phi-3-nano', () => {
    if (++attempts === 1) throw new Error('a chunk did not arrive');
    return createScriptedEngine({ tokens: [] });
  });
  await expect(session.load({})).rejects.toThrow('chunk');
  await session.load({});
  expect(session.state(true).status).toBe('ready');
});

it('passes the battery on', () => {
  const session = createDeviceSession('phi-3-nano', () => createScriptedEngine({ tokens: [] }));
  session.setBatteryLevel(0.1);
  expect(session.state(true)).toMatchObject({ batteryLevel: 0.1, status: 'not_ready' });
});
