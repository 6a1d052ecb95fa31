import { describe, expect, test } from 'vitest';
import { deviceCapability } from '../../test/support/device-capability.ts';
import { deviceModel, largeDeviceModel } from '../../test/support/device-model.ts';
import {
  createFakeDeviceWorker,
  type FakeDeviceWorker,
  type FakeWorkerScript,
} from '../../test/support/fake-device-worker.ts';
import { scriptedToken } from '../../test/support/scripted-engine.ts';
import { createWorkerEngine, type WorkerEngine, type WorkerEngineOptions } from './worker-engine.ts';

const TOKENS = [scriptedToken('a', -0.1), scriptedToken('b', -0.2), scriptedToken('c', -0.3)];

/** An engine whose first worker plays the first script, and so on; the last one is played again. */
function engineWith(
  scripts: Partial<FakeWorkerScript>[],
  options: Partial<WorkerEngineOptions> = {},
): { engine: WorkerEngine; workers: FakeDeviceWorker[] } {
  const workers: FakeDeviceWorker[] = [];
  const engine = createWorkerEngine({
    model: deviceModel(),
    assetsUrl: 'https://app.example/phirst',
    modelsUrl: 'https://app.example/models/',
    probe: async () => deviceCapability(),
    createWorker() {
      const script = scripts[Math.min(workers.length, scripts.length - 1)];
      const worker = createFakeDeviceWorker({ tokens: TOKENS, ...script });
      workers.push(worker);
      return worker;
    },
    ...options,
  });
  return { engine, workers };
}

function say(engine: WorkerEngine, options: { signal?: AbortSignal; onToken?: () => void } = {}) {
  return engine.generate([{ role: 'user', content: 'Hello' }], { maxTokens: 8, onToken: () => {}, ...options });
}

describe('loading', () => {
  test('tells the worker where everything is', async () => {
    const { engine, workers } = engineWith([{}]);
    expect(await engine.load()).toEqual({ backend: 'webgpu', dtype: 'q4' });
    expect(workers[0]?.settings).toMatchObject({
      assetsUrl: 'https://app.example/phirst/',
      source: { kind: 'folder', baseUrl: 'https://app.example/models/test-model/' },
      backend: 'webgpu',
      leaveOutSubgroups: false,
      contextTokens: 1024,
    });
    expect(engine.loadReport()).toEqual([{ backend: 'webgpu', isLoaded: true, message: 'WebGPU q4: loaded.' }]);
  });

  test('tries the next way in a fresh worker, and ends the one that failed', async () => {
    const wrongNumbers = { loadFailure: { phase: 'starting', message: 'Wrong numbers.' } } as const;
    const { engine, workers } = engineWith([wrongNumbers, {}]);
    await engine.load();
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
    expect(workers[1]?.settings).toMatchObject({ backend: 'webgpu', leaveOutSubgroups: true });
    expect(engine.loadReport()).toEqual([
      { backend: 'webgpu', isLoaded: false, message: 'WebGPU q4: Wrong numbers.' },
      { backend: 'webgpu', isLoaded: true, message: 'WebGPU q4 without subgroups: loaded.' },
    ]);
  });

  test('does not try the same files again without subgroups when they could not be had', async () => {
    const missing = { loadFailure: { phase: 'downloading', message: 'Not found.' } } as const;
    const { engine, workers } = engineWith([missing, {}]);
    expect(await engine.load()).toMatchObject({ backend: 'wasm' });
    expect(workers).toHaveLength(2);
  });

  test('rejects with every reason when no way works', async () => {
    const { engine, workers } = engineWith([{ loadFailure: { phase: 'starting', message: 'No.' } }]);
    await expect(engine.load()).rejects.toMatchObject({
      code: 'device_failed',
      message: expect.stringContaining('WebGPU q4: No. WebGPU q4 without subgroups: No. WebAssembly q4: No.'),
    });
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);
  });

  test('starts no worker for a device that can not', async () => {
    const { engine, workers } = engineWith([{}], {
      model: largeDeviceModel(),
      probe: async () => deviceCapability({ browser: 'safari', operatingSystem: 'ios' }),
    });
    await expect(engine.load()).rejects.toMatchObject({ code: 'device_unsupported', message: expect.stringContaining('iOS') });
    expect(workers).toEqual([]);
    expect(engine.loadReport()).toEqual([]);
  });

  test('happens once for two calls, and not again', async () => {
    const { engine, workers } = engineWith([{}]);
    const [first, second] = await Promise.all([engine.load(), engine.load()]);
    expect(first).toBe(second);
    expect(await engine.load()).toBe(first);
    expect(workers).toHaveLength(1);
  });

  test('never lets the progress fall, though a second way begins at nothing', async () => {
    const { engine } = engineWith([{ loadFailure: { phase: 'starting', message: 'No.' } }, {}]);
    const ratios: number[] = [];
    await engine.load({ onProgress: ({ ratio }) => ratios.push(ratio) });
    expect(ratios).toEqual([0, 0.5, 0.9, 0.9, 1]);
  });

  test('ends the worker when it is given up', async () => {
    const stop = new AbortController();
    const { engine, workers } = engineWith([{ beforeLoad: async () => stop.abort() }, {}]);
    await expect(engine.load({ signal: stop.signal })).rejects.toMatchObject({ code: 'aborted' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(workers[0]?.isTerminated).toBe(true);
    expect(workers).toHaveLength(1);
    expect(await engine.load()).toMatchObject({ backend: 'webgpu' });
  });

  test('goes on for the caller who still waits when another gives up', async () => {
    const stop = new AbortController();
    const { engine, workers } = engineWith([{ beforeLoad: async () => stop.abort() }]);
    const [givenUp, waiting] = await Promise.allSettled([engine.load({ signal: stop.signal }), engine.load()]);
    expect(givenUp).toMatchObject({ status: 'rejected', reason: { code: 'aborted' } });
    expect(waiting).toMatchObject({ status: 'fulfilled' });
    expect(workers[0]?.isTerminated).toBe(false);
  });

  test.each(['error', 'messageerror'])('fails when the worker fires %s', async (type) => {
    const { engine, workers } = engineWith([{ beforeLoad: async () => workers[0]?.fire(type, 'Syntax.') }, {}]);
    await engine.load();
    expect(engine.loadReport()[0]).toMatchObject({ isLoaded: false });
    expect(workers[0]?.isTerminated).toBe(true);
  });
});

describe('a worker that breaks', () => {
  test.each([
    ['reports an error of the graphics processor', (worker: FakeDeviceWorker) => worker.send({ type: 'fatal', message: 'A shader is wrong.' })],
    ['throws', (worker: FakeDeviceWorker) => worker.fire('error', 'Uncaught TypeError')],
    ['says what nobody can read', (worker: FakeDeviceWorker) => worker.fire('messageerror')],
  ])('and %s ends the answer with device_failed', async (_how, breakIt) => {
    const { engine, workers } = engineWith([{ beforeToken: (index) => (index === 1 ? breakIt(workers[0]!) : undefined) }]);
    await engine.load();
    await expect(say(engine)).rejects.toMatchObject({ code: 'device_failed' });
    await expect(say(engine)).rejects.toMatchObject({ code: 'device_failed' });
    expect(workers[0]?.isTerminated).toBe(true);
  });

  test.each([
    ['The graphics processor was lost (unknown): no reason', 'device_lost'],
    ['Array buffer allocation failed', 'device_out_of_memory'],
  ])('of "%s" says so', async (message, code) => {
    const { engine, workers } = engineWith([{ beforeToken: (index) => (index === 1 ? workers[0]!.send({ type: 'fatal', message }) : undefined) }]);
    await engine.load();
    await expect(say(engine)).rejects.toMatchObject({ code, message });
  });

  test('is replaced by loading again', async () => {
    const { engine, workers } = engineWith([{ failAt: 1 }, {}]);
    await engine.load();
    await expect(say(engine)).rejects.toMatchObject({ code: 'device_failed' });
    await engine.load();
    expect(await say(engine)).toMatchObject({ stopReason: 'stop', outputTokens: 3 });
    expect(workers).toHaveLength(2);
  });
});

test('a conversation that is too long is refused, and the next one is answered', async () => {
  const { engine, workers } = engineWith([{}]);
  await engine.load();
  const worker = workers[0]!;
  const tooLong = say(engine);
  await Promise.resolve();
  worker.send({ type: 'failed', id: worker.received.at(-1)!.id, message: 'Too long.', isUsable: true });
  await expect(tooLong).rejects.toMatchObject({ code: 'device_failed', param: 'messages', message: 'Too long.' });
  expect(await say(engine)).toMatchObject({ stopReason: 'stop' });
});

describe('a protocol that goes wrong', () => {
  test('messages about what nobody asked are ignored', async () => {
    const { engine, workers } = engineWith([{ beforeToken: (index) => (index === 1 ? confuse() : undefined) }]);
    const confuse = () => {
      const loaded = { backend: 'wasm', dtype: 'q4' } as const;
      workers[0]!.send({ type: 'token', id: 99, token: TOKENS[0]! });
      workers[0]!.send({ type: 'loaded', id: 1, loaded });
      workers[0]!.send({ type: 'failed', id: 77, message: 'No.', isUsable: false });
    };
    await engine.load();
    expect(await say(engine)).toMatchObject({ stopReason: 'stop', outputTokens: 3 });
  });

  test('a request that can’t be cloned is refused, and the next one is answered', async () => {
    const { engine, workers } = engineWith([{}]);
    await engine.load();
    const { postMessage } = workers[0]!;
    workers[0]!.postMessage = (message: unknown) => postMessage(structuredClone(message));
    const uncloneable = { role: 'user', content: () => 'Hello' } as unknown as { role: 'user'; content: string };
    await expect(engine.generate([uncloneable], { maxTokens: 1, onToken: () => {} })).rejects.toMatchObject({ param: 'messages' });
    expect(await say(engine)).toMatchObject({ stopReason: 'stop' });
  });

  test.each(['downloading', 'starting'] as const)('a worker that dies while %s makes room for the next way to start', async (phase) => {
    const { engine, workers } = engineWith([{ beforeLoad: async () => die() }, {}]);
    const die = () => {
      workers[0]!.send({ type: 'progress', id: 1, progress: { phase, ratio: 0.6, loadedBytes: 0, totalBytes: 0 } });
      workers[0]!.fire('error', 'Crashed.');
    };
    await engine.load();
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, false]);
  });
});
