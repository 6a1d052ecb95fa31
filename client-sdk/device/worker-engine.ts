// The default engine: transformers.js in a dedicated worker. The page only speaks messages; the worker may be ended at
// any time, which is the one sure way to free a GPU.
import type { DeviceModel } from '../../src/catalog/device-models.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { DeviceRefusal } from '../../src/policy/refuse-device.ts';
import type { LoadAttempt } from '../client-options.ts';
import { absoluteUrl } from './absolute-url.ts';
import { probeCapability, type DeviceCapability } from './capability.ts';
import type { Backend, Engine, GenerationResult } from './engine.ts';
import { explainMissingWorker } from './explain-missing-asset.ts';
import { isModelCached } from './is-model-cached.ts';
import { modelSource } from './files/model-source.ts';
import { persistStorage } from './persist-storage.ts';
import { planAttempts, refusalSentence, type PlannedAttempt } from './plan-attempts.ts';
import { runGeneration } from './run-generation.ts';
import { loadingStopped, shareLoad } from './shared-load.ts';
import { spawnDeviceWorker } from './spawn-worker.ts';
import { tryAttempts, type StartedModel } from './try-attempts.ts';
import { connectWorker, type WorkerLike } from './worker-connection.ts';
import type { LoadSettings } from './worker/messages.ts';

export interface WorkerEngineOptions {
  readonly model: DeviceModel;
  /** Where device-worker.js and ort/ are served; relative to the page. */
  readonly assetsUrl: string;
  /** Where shipped models are served; relative to the page. */
  readonly modelsUrl: string;
  readonly backends?: readonly Backend[] | undefined;
  readonly allowSoftwareAdapter?: boolean | undefined;
  /** The policy's, asked for at each load: it may have been fetched meanwhile. */
  readonly refusals?: (() => readonly DeviceRefusal[] | undefined) | undefined;
  /** Replaced in tests. */
  readonly createWorker?: ((assetsUrl: string) => WorkerLike | Promise<WorkerLike>) | undefined;
  /** Replaced in tests. */
  readonly probe?: (() => Promise<DeviceCapability>) | undefined;
}

export interface WorkerEngine extends Engine {
  /** What the last load() tried, in order; the reasons of what failed are in the messages. For Readiness. */
  loadReport(): readonly LoadAttempt[];
}

/**
 * An engine for one model. Nothing happens before load(). After a failure load() may be called again: it starts a new
 * worker. A conversation that is too long rejects with `device_failed` and the param `messages`; the engine still works.
 *
 * @example
 * const engine = createWorkerEngine({ model, assetsUrl: '/phirst/', modelsUrl: '/models/' });
 * await engine.load({ onProgress: ({ ratio }) => show(ratio) });
 * await engine.generate([{ role: 'user', content: 'Hello' }], { maxTokens: 32, onToken: ({ text }) => write(text) });
 */
export function createWorkerEngine(options: WorkerEngineOptions): WorkerEngine {
  const { model, createWorker = spawnDeviceWorker, probe = probeCapability } = options;
  const assetsUrl = absoluteUrl(options.assetsUrl);
  const modelsUrl = absoluteUrl(options.modelsUrl);
  const disposal = new AbortController();
  let reports: readonly LoadAttempt[] = [];
  let started: StartedModel | undefined;
  // One generation at a time: each waits for the one before.
  let previous: Promise<unknown> = Promise.resolve();

  const load = shareLoad(async (signal, onProgress) => {
    reports = [];
    onProgress({ phase: 'probing', ratio: 0, loadedBytes: 0, totalBytes: 0 });
    const attempts = await makePlan();
    void persistStorage(model.downloadBytes);
    const outcome = await tryAttempts({
      attempts,
      connect: async () => connectWorker(await createWorker(assetsUrl), () => explainMissingWorker(`${assetsUrl}device-worker.js`)),
      settingsFor,
      onProgress,
      signal: AbortSignal.any([signal, disposal.signal]),
    });
    reports = outcome.reports;
    if (signal.aborted || disposal.signal.aborted) {
      outcome.started?.connection.close('Loading was stopped.');
      throw loadingStopped();
    }
    if (outcome.started === undefined) {
      const reasons = reports.map(({ message }) => message).join(' ');
      throw new PhirstError(outcome.code ?? 'device_failed', `${model.label} could not be started on this device. ${reasons}`);
    }
    started = outcome.started;
    return started.loaded;
  });

  async function makePlan(): Promise<readonly PlannedAttempt[]> {
    const [capability, isCached] = await Promise.all([probe(), isModelCached(model, modelsUrl)]);
    const { backends, allowSoftwareAdapter } = options;
    const plan = planAttempts(capability, model, { backends, allowSoftwareAdapter, isCached, refusals: options.refusals?.() });
    if (plan.attempts.length > 0) return plan.attempts;
    throw new PhirstError('device_unsupported', refusalSentence(plan));
  }

  function settingsFor(attempt: PlannedAttempt): LoadSettings {
    return {
      ...attempt,
      source: modelSource(model, modelsUrl),
      assetsUrl,
      contextTokens: model.contextTokens,
      expectedBytes: model.downloadBytes,
    };
  }

  function assertNotDisposed(): void {
    if (disposal.signal.aborted) throw new PhirstError('device_failed', 'The engine was disposed.');
  }

  return {
    async load(loadOptions) {
      assertNotDisposed();
      if (!started?.connection.isOpen()) return load(loadOptions);
      loadOptions?.onProgress?.({ phase: 'ready', ratio: 1, loadedBytes: 0, totalBytes: 0 });
      return started.loaded;
    },
    generate(messages, generateOptions) {
      const startedAt = performance.now();
      const result: Promise<GenerationResult> = previous.then(() => {
        assertNotDisposed();
        if (started === undefined) throw new PhirstError('device_failed', 'No model is loaded.');
        return runGeneration({ connection: started.connection, messages, options: generateOptions, startedAt });
      });
      previous = result.catch(() => {});
      return result;
    },
    dispose() {
      disposal.abort();
      started?.connection.close('The engine was disposed.');
    },
    loadReport: () => reports,
  };
}
