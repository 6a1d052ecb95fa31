// The life of the model behind a device session: what breaks it, what brings it back, when it goes to sleep.
import { describe, expect, it } from 'vitest';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { createManualTime, settle } from '../../test/support/manual-time.ts';
import { createScriptedEngine, scriptedToken, type ScriptedEngineOptions } from '../../test/support/scripted-engine.ts';
import { createDeviceSession, type DeviceSessionOptions } from './device-session.ts';
import type { Engine } from './engine.ts';

const forever = new Promise<void>(() => {});
const asked = [{ role: 'user' as const, content: 'Hello' }];
const options = { maxTokens: 10, onToken: () => {} };
const GOOD = { tokens: [scriptedToken('a', -0.1, 1), scriptedToken('b', -0.1, 2)] };
const BROKEN = { ...GOOD, failAt: 1 };

interface CountedEngine extends Engine {
  isDisposed: boolean;
}

/** A session whose first engine plays the first script, and so on; the last one is played again. */
async function sessionWith(scripts: readonly ScriptedEngineOptions[], given: DeviceSessionOptions & { modelId?: string; loadTakesMs?: number } = {}) {
  const time = createManualTime();
  const engines: CountedEngine[] = [];
  const { modelId = 'phi-3-nano', loadTakesMs = 0, ...sessionOptions } = given;
  const createEngine = () => {
    const engine = createScriptedEngine(scripts[Math.min(engines.length, scripts.length - 1)] as ScriptedEngineOptions);
    const counted: CountedEngine = {
      ...engine,
      isDisposed: false,
      async load(loadOptions) {
        if (loadTakesMs > 0) await new Promise<void>((resolve) => void time.setTimer(resolve, loadTakesMs));
        return engine.load(loadOptions);
      },
      dispose() {
        this.isDisposed = true;
        engine.dispose();
      },
    };
    engines.push(counted);
    return counted;
  };
  const limits = () => ({ stall: { firstChunkMs: 1000, chunkMs: 100 }, idleUnloadMs: 60_000 });
  const session = createDeviceSession(modelId, createEngine, { limits, ...time, ...sessionOptions });
  const loading = session.load({});
  await settle();
  await time.advance(loadTakesMs);
  await loading;
  return { session, engines, time };
}

describe('an engine that breaks', () => {
  it('is disposed and replaced in the background, once', async () => {
    const { session, engines } = await sessionWith([BROKEN, GOOD]);
    await expect(session.generate(asked, options)).rejects.toMatchObject({ code: 'device_failed' });
    await settle();
    expect(engines[0]?.isDisposed).toBe(true);
    expect(session.report()).toMatchObject({ status: 'ready', wasRestarted: true, lastFault: { code: 'device_failed' } });
    expect(await session.generate(asked, options)).toMatchObject({ stopReason: 'stop' });
    expect(engines).toHaveLength(2);
  });

  it('a second time stays failed for the session', async () => {
    const { session, engines } = await sessionWith([BROKEN]);
    await expect(session.generate(asked, options)).rejects.toMatchObject({ code: 'device_failed' });
    await settle();
    await expect(session.generate(asked, options)).rejects.toMatchObject({ code: 'device_failed' });
    await settle();
    expect(session.state(true).status).toBe('failed');
    expect(engines.map(({ isDisposed }) => isDisposed)).toEqual([true, true]);
    await expect(session.generate(asked, options)).rejects.toMatchObject({ code: 'device_failed' });
    expect(engines).toHaveLength(2);
  });

  it('and can’t be restarted leaves the session failed', async () => {
    const loadError = new PhirstError('device_failed', 'No.');
    const { session } = await sessionWith([BROKEN, { ...GOOD, loadError }]);
    await expect(session.generate(asked, options)).rejects.toMatchObject({ code: 'device_failed' });
    await settle();
    expect(session.report()).toMatchObject({ status: 'failed', lastFault: { message: 'No.' } });
  });

  it('by falling silent is not waited for', async () => {
    const { session, engines, time } = await sessionWith([{ ...GOOD, beforeToken: (index) => (index === 1 ? forever : undefined) }, GOOD]);
    const stalled = session.generate(asked, options);
    stalled.catch(() => undefined);
    const next = session.generate(asked, options);
    await settle();
    await time.advance(100);
    await expect(stalled).rejects.toMatchObject({ code: 'device_stalled' });
    expect(await next).toMatchObject({ stopReason: 'stop' });
    expect(engines.map(({ isDisposed }) => isDisposed)).toEqual([true, false]);
  });

  it('is not one whose answer goes on without end, nor one that was asked too much', async () => {
    const tooLong: Engine['generate'] = () => Promise.reject(new PhirstError('device_failed', 'Too long.', { param: 'messages' }));
    const { session, engines } = await sessionWith([{ tokens: Array(300).fill(scriptedToken('la', -0.1, 3)) }]);
    await expect(session.generate(asked, { ...options, maxTokens: 300 })).rejects.toMatchObject({ code: 'device_degenerate' });
    engines[0]!.generate = tooLong;
    await expect(session.generate(asked, options)).rejects.toMatchObject({ param: 'messages' });
    expect(session.report()).toMatchObject({ status: 'ready', wasRestarted: false });
    expect(engines).toHaveLength(1);
  });

  it('is never downloaded again by itself', async () => {
    let cached = true;
    const { session, engines } = await sessionWith([BROKEN], { modelId: 'phi-3-mini-4k', isCached: async () => cached });
    cached = false;
    await expect(session.generate(asked, options)).rejects.toMatchObject({ code: 'device_failed' });
    await settle();
    expect(session.state(true).status).toBe('not_ready');
    expect(engines).toHaveLength(1);
  });

  it('is loaded again from the cache, however large it is', async () => {
    const { session, engines } = await sessionWith([BROKEN, GOOD], { modelId: 'phi-3-mini-4k', isCached: async () => true });
    await expect(session.generate(asked, options)).rejects.toMatchObject({ code: 'device_failed' });
    await settle();
    expect(session.state(true).status).toBe('ready');
    expect(engines).toHaveLength(2);
  });
});

describe('a model nobody asks', () => {
  it('is unloaded, and comes back with the next question', async () => {
    const { session, engines, time } = await sessionWith([GOOD]);
    await time.advance(59_999);
    await session.generate(asked, options);
    await settle();
    await time.advance(59_999);
    expect(session.state(true).status).toBe('ready');
    await time.advance(1);
    expect(session.state(true).status).toBe('unloaded');
    expect(engines[0]?.isDisposed).toBe(true);
    session.wake();
    expect(session.state(true)).toMatchObject({ status: 'reloading', readyInMs: 0 });
    expect(await session.generate(asked, options)).toMatchObject({ stopReason: 'stop' });
    expect(session.report()).toMatchObject({ status: 'ready', wasRestarted: false });
    expect(engines).toHaveLength(2);
  });

  it('is not unloaded between a question and its beginning on the device', async () => {
    const { session, time } = await sessionWith([GOOD]);
    await time.advance(59_999);
    session.wake();
    // As long as an app's safety check may take.
    await time.advance(1000);
    expect(session.state(true).status).toBe('ready');
  });

  it('is not unloaded amid an answer, however long it takes', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const { session, time } = await sessionWith([{ ...GOOD, beforeToken: () => held }], { limits: () => ({ stall: { firstChunkMs: Infinity, chunkMs: Infinity }, idleUnloadMs: 1000 }) });
    const answer = session.generate(asked, options);
    await settle();
    await time.advance(5000);
    release();
    expect(await answer).toMatchObject({ stopReason: 'stop' });
  });

  it('that is too large to download unasked waits for prepare() when its cache is gone', async () => {
    const { session, time } = await sessionWith([GOOD], { modelId: 'phi-3-mini-4k', isCached: async () => false });
    await time.advance(60_000);
    session.wake();
    await settle();
    expect(session.state(true).status).toBe('not_ready');
    await session.load({});
    expect(session.state(true).status).toBe('ready');
  });

  it('says how long it will be gone, by the time it took before', async () => {
    const { session, time } = await sessionWith([GOOD], { loadTakesMs: 3000 });
    await time.advance(60_000);
    session.wake();
    expect(session.state(true).readyInMs).toBe(3000);
    await settle();
    await time.advance(1000);
    expect(session.state(true).readyInMs).toBe(2000);
    const answer = session.generate(asked, options);
    await time.advance(2000);
    expect(await answer).toMatchObject({ stopReason: 'stop' });
    expect(session.state(true)).not.toHaveProperty('readyInMs');
  });
});

it('lets a waiting question go at its deadline while the model comes back', async () => {
  const deadline = new AbortController();
  const { session, time } = await sessionWith([GOOD], { modelId: 'phi-3-mini-4k', isCached: () => new Promise(() => {}) });
  await time.advance(60_000);
  session.wake();
  const waiting = session.generate(asked, { ...options, signal: deadline.signal });
  await settle();
  deadline.abort();
  expect(await waiting).toMatchObject({ stopReason: 'interrupted', outputTokens: 0 });
});

it('dispose() frees the engine and brings nothing back', async () => {
  const { session, engines, time } = await sessionWith([{ ...GOOD, beforeToken: (index) => (index === 1 ? forever : undefined) }, GOOD]);
  const answer = session.generate(asked, options);
  answer.catch(() => undefined);
  await settle();
  session.dispose();
  await expect(answer).rejects.toMatchObject({ code: 'device_failed' });
  await time.advance(600_000);
  expect(engines.map(({ isDisposed }) => isDisposed)).toEqual([true]);
  expect(session.state(true).status).toBe('not_ready');
});
