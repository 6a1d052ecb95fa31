// The model on this device over its life: not ready, ready, unsupported or failed; how fast it has proved; one answer at a time.
import { observeRate, rateFromPrior, type RateModel } from '../../src/budget/rate-model.ts';
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Message } from '../../src/query/query.ts';
import type { DeviceState, DeviceStatus } from '../../src/route/route-context.ts';
import type { Engine, GenerateOptions, GenerationResult, LoadedModel, LoadOptions } from './engine.ts';

export interface DeviceSession {
  /** What the decision reads. */
  state(isOnline: boolean): DeviceState;
  /** Loads the model; concurrent calls share one load. Throws what Engine.load throws. */
  load(options: LoadOptions): Promise<LoadedModel>;
  /** Waits for its turn, answers, and learns the device's rates from it. */
  generate(messages: readonly Message[], options: GenerateOptions): Promise<GenerationResult>;
  setBatteryLevel(level: number | undefined): void;
  /** What runs, once something does. */
  loaded(): LoadedModel | undefined;
  dispose(): void;
}

/** A turn that was called off while it waited. */
const NOTHING: GenerationResult = { stopReason: 'interrupted', promptTokens: 0, outputTokens: 0, firstTokenMs: 0, totalMs: 0 };

export function createDeviceSession(modelId: string, createEngine: () => Engine | Promise<Engine>): DeviceSession {
  const model = findDeviceModel(modelId);
  if (!model) throw new PhirstError('invalid_request', `No model named "${modelId}" is in the catalog.`, { param: 'model' });
  let engine: Promise<Engine> | undefined;
  let status: DeviceStatus = 'not_ready';
  let prefillRate: RateModel = rateFromPrior(model.prefillPrior.tokensPerSecond, model.prefillPrior.factor);
  let decodeRate: RateModel = rateFromPrior(model.decodePrior.tokensPerSecond, model.decodePrior.factor);
  let batteryLevel: number | undefined;
  let lastLoaded: LoadedModel | undefined;
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function load(options: LoadOptions): Promise<LoadedModel> {
    try {
      // One engine for good: it shares concurrent loads, and starts a fresh worker after a failure.
      engine ??= makeEngine();
      const loaded = await (await engine).load(options);
      status = 'ready';
      // Asked again, the engine gives the same: its one warm-up counts once.
      if (loaded !== lastLoaded && loaded.decodeTokensPerSecond !== undefined) {
        decodeRate = observeRate(decodeRate, loaded.decodeTokensPerSecond);
      }
      lastLoaded = loaded;
      return loaded;
    } catch (error) {
      const code = PhirstError.isInstance(error) ? error.code : 'device_failed';
      // An aborted load can be tried again; a refused one can't. One that was ready stays so.
      if (code === 'device_unsupported') status = 'unsupported';
      else if (code !== 'aborted') status = 'failed';
      throw error;
    }
  }

  function makeEngine(): Promise<Engine> {
    const made = Promise.resolve().then(createEngine);
    // A chunk that didn't arrive may arrive the next time.
    made.catch(() => (engine = undefined));
    return made;
  }

  async function generateNow(messages: readonly Message[], options: GenerateOptions): Promise<GenerationResult> {
    if (!engine || status !== 'ready') throw new PhirstError('device_failed', 'The model on this device is not loaded.');
    try {
      const result = await (await engine).generate(messages, options);
      learnRates(result);
      return result;
    } catch (error) {
      // A conversation that is too long is the query's fault, not the device's.
      const isBroken = !(PhirstError.isInstance(error) && error.param === 'messages');
      if (isBroken) status = 'failed';
      throw error;
    }
  }

  function learnRates({ promptTokens, outputTokens, firstTokenMs, totalMs }: GenerationResult): void {
    // Without a token the time is that of an interrupt, not of a prefill.
    if (outputTokens > 0 && firstTokenMs > 0) prefillRate = observeRate(prefillRate, (promptTokens * 1000) / firstTokenMs);
    // Two or three tokens time the clock rather than the device.
    if (outputTokens >= 4) decodeRate = observeRate(decodeRate, ((outputTokens - 1) * 1000) / (totalMs - firstTokenMs));
  }

  return {
    state: (isOnline) => ({ status, model: modelId, prefillRate, decodeRate, batteryLevel, isOnline }),
    load,
    generate(messages, options) {
      const turn = lastTurn.then(() => (options.signal?.aborted ? NOTHING : generateNow(messages, options)));
      lastTurn = turn.catch(() => undefined);
      return turn;
    },
    setBatteryLevel: (level) => (batteryLevel = level),
    loaded: () => (status === 'ready' ? lastLoaded : undefined),
    dispose() {
      engine?.then((made) => made.dispose(), () => undefined);
      status = 'not_ready';
    },
  };
}
