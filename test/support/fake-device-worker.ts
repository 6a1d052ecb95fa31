// A device worker without a model: speaks the messages of client-sdk/device/worker/messages.ts and plays a script.
import type { WorkerLike } from '../../client-sdk/device/worker-connection.ts';
import type { LoadSettings, PageMessage, WorkerMessage } from '../../client-sdk/device/worker/messages.ts';
import type { EngineScript } from './scripted-engine.ts';

export interface FakeWorkerScript extends EngineScript {
  /** Loading fails with it, in the phase given. */
  readonly loadFailure?: { readonly phase: 'downloading' | 'starting'; readonly message: string } | undefined;
  /** Loading waits for it. */
  readonly beforeLoad?: (() => Promise<void>) | undefined;
}

export interface FakeDeviceWorker extends WorkerLike {
  readonly received: readonly PageMessage[];
  readonly isTerminated: boolean;
  /** What the worker was asked to load. */
  readonly settings: LoadSettings | undefined;
  /** Sends any message to the page. */
  send(message: WorkerMessage): void;
  /** Fires an event of the Worker itself: `error`, `messageerror`. */
  fire(type: string, message?: string): void;
}

export function createFakeDeviceWorker(script: FakeWorkerScript): FakeDeviceWorker {
  const target = new EventTarget();
  const received: PageMessage[] = [];
  let isTerminated = false;
  let interruptedId: number | undefined;

  function send(message: WorkerMessage): void {
    if (!isTerminated) target.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }));
  }

  async function load({ id, settings }: Extract<PageMessage, { type: 'load' }>): Promise<void> {
    const report = (phase: 'downloading' | 'starting' | 'ready', ratio: number) =>
      send({ type: 'progress', id, progress: { phase, ratio, loadedBytes: 0, totalBytes: settings.expectedBytes } });
    report('downloading', 0.5);
    await script.beforeLoad?.();
    const { loadFailure } = script;
    if (loadFailure?.phase === 'starting') report('starting', 0.9);
    if (loadFailure) return send({ type: 'failed', id, message: loadFailure.message, isUsable: false });
    report('ready', 1);
    send({ type: 'loaded', id, loaded: { backend: settings.backend, dtype: settings.dtype } });
  }

  async function generate({ id, messages, maxTokens }: Extract<PageMessage, { type: 'generate' }>): Promise<void> {
    const tokens = typeof script.tokens === 'function' ? script.tokens(messages) : script.tokens;
    let outputTokens = 0;
    const finish = (stopReason: 'stop' | 'length' | 'interrupted') =>
      send({ type: 'generated', id, generated: { stopReason, promptTokens: 10, cachedPromptTokens: 0, droppedMessages: 0, outputTokens } });
    for (const [index, token] of tokens.entries()) {
      if (outputTokens >= maxTokens) return finish('length');
      await script.beforeToken?.(index);
      if (interruptedId === id) return finish('interrupted');
      if (index === script.failAt) return send({ type: 'failed', id, message: 'The run failed.', isUsable: false });
      outputTokens++;
      send({ type: 'token', id, token });
    }
    finish('stop');
  }

  return {
    received,
    get isTerminated() {
      return isTerminated;
    },
    get settings() {
      return received.find((message) => message.type === 'load')?.settings;
    },
    send,
    fire: (type, message = '') => void target.dispatchEvent(Object.assign(new Event(type), { message })),
    addEventListener: target.addEventListener.bind(target),
    postMessage(message: PageMessage) {
      received.push(message);
      if (message.type === 'interrupt') interruptedId = message.id;
      // As from another thread: never before the page's own code has run on.
      else queueMicrotask(() => void (message.type === 'load' ? load(message) : generate(message)));
    },
    terminate: () => (isTerminated = true),
  };
}
