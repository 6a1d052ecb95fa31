// Given up in every phase there is: one end for who gave up, nothing left behind, and the next one is served.
import { describe, expect, test } from 'vitest';
import { deviceCapability } from '../../test/support/device-capability.ts';
import { deviceModel } from '../../test/support/device-model.ts';
import { createFakeDeviceWorker, type FakeDeviceWorker, type FakeWorkerScript } from '../../test/support/fake-device-worker.ts';
import { settle } from '../../test/support/manual-time.ts';
import { scriptedToken } from '../../test/support/scripted-engine.ts';
import { createDeviceSession } from './device-session.ts';
import { createWorkerEngine } from './worker-engine.ts';

const TOKENS = [scriptedToken('a', -0.1, 1), scriptedToken('b', -0.2, 2), scriptedToken('c', -0.3, 3)];
const forever = new Promise<void>(() => {});
const asked = [{ role: 'user' as const, content: 'Hello' }];

function engineWith(script: Partial<FakeWorkerScript>, probe = async () => deviceCapability()) {
  const workers: FakeDeviceWorker[] = [];
  const engine = createWorkerEngine({
    model: deviceModel(),
    assetsUrl: 'https://app.example/phirst',
    modelsUrl: 'https://app.example/models/',
    probe,
    createWorker() {
      const worker = createFakeDeviceWorker({ tokens: TOKENS, ...(workers.length === 0 ? script : {}) });
      workers.push(worker);
      return worker;
    },
  });
  return { engine, workers };
}

describe('a load that is given up', () => {
  test('while the device is looked at starts no worker', async () => {
    const stop = new AbortController();
    const { engine, workers } = engineWith({}, async () => (stop.abort(), deviceCapability()));
    await expect(engine.load({ signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
    await settle();
    expect(workers).toEqual([]);
    expect(await engine.load()).toMatchObject({ backend: 'webgpu' });
  });

  test.each(['downloading', 'starting', 'warming_up'] as const)('while %s ends its worker, and the next load begins afresh', async (phase) => {
    const stop = new AbortController();
    const { engine, workers } = engineWith({
      beforeLoad: async () => {
        workers[0]!.send({ type: 'progress', id: 1, progress: { phase, ratio: 0.6, loadedBytes: 0, totalBytes: 0 } });
        stop.abort();
        await forever;
      },
    });
    await expect(engine.load({ signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
    await settle();
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
    expect(await engine.load()).toMatchObject({ backend: 'webgpu' });
    expect(workers).toHaveLength(2);
  });

  test('when everything is disposed ends its worker', async () => {
    const { engine, workers } = engineWith({ beforeLoad: () => forever });
    const loading = engine.load();
    await settle();
    engine.dispose();
    await expect(loading).rejects.toMatchObject({ code: 'aborted' });
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
  });
});

describe('an answer that is given up', () => {
  test.each([
    ['before the first token', 0],
    ['amid it', 2],
  ])('%s is interrupted in the worker, which answers the next one', async (_when, at) => {
    const stop = new AbortController();
    let turn = 0;
    const { engine, workers } = engineWith({ beforeToken: (index) => void (turn === 0 && index === at && stop.abort()) });
    await engine.load();
    const given = await engine.generate(asked, { maxTokens: 9, signal: stop.signal, onToken: () => {} });
    expect(given).toMatchObject({ stopReason: 'interrupted', outputTokens: at });
    expect(workers[0]?.received.map(({ type }) => type)).toEqual(['load', 'generate', 'interrupt']);
    turn = 1;
    expect(await engine.generate(asked, { maxTokens: 9, onToken: () => {} })).toMatchObject({ stopReason: 'stop', outputTokens: 3 });
  });
});

describe('questions that wait for their turn', () => {
  test('are answered in the order in which they came; who gives up is passed over and costs nobody anything', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const { engine, workers } = engineWith({ beforeToken: (index) => (index === 0 ? held : undefined) });
    const session = createDeviceSession('phi-3-nano', () => engine);
    await session.load({});
    const order: string[] = [];
    const ask = (name: string, signal?: AbortSignal) =>
      session.generate([{ role: 'user', content: name }], { maxTokens: 1, signal, onToken: () => order.push(name) });
    const stop = new AbortController();
    const answers = [ask('first'), ask('second', stop.signal), ask('third')];
    await settle();
    expect(session.report().questions).toBe(3);
    stop.abort();
    release();
    expect((await Promise.all(answers)).map(({ stopReason }) => stopReason)).toEqual(['length', 'interrupted', 'length']);
    expect(order).toEqual(['first', 'third']);
    await settle();
    expect(session.report().questions).toBe(0);
    // The worker never heard of the second one.
    expect(workers[0]?.received.filter(({ type }) => type === 'generate')).toHaveLength(2);
  });
});
