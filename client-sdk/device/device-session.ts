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
  dispose(): void;
}

export function createDeviceSession(modelId: string, createEngine: () => Engine | Promise<Engine>): DeviceSession {
  const model = findDeviceModel(modelId);
  if (!model) throw new PhirstError('invalid_request', `No model named "${modelId}" is in the catalog.`, { param: 'model' });
  let engine: Promise<Engine> | undefined;
  let status: DeviceStatus = 'not_ready';
  let prefillRate: RateModel = rateFromPrior(model.prefillPrior.tokensPerSecond, model.prefillPrior.factor);
  let decodeRate: RateModel = rateFromPrior(model.decodePrior.tokensPerSecond, model.decodePrior.factor);
  let batteryLevel: number | undefined;
  let lastTurn: Promise<unknown> = Promise.resolve();

  async function load(options: LoadOptions): Promise<LoadedModel> {
    try {
      // One engine for good: it shares concurrent loads, and starts a fresh worker after a failure.
      engine ??= Promise.resolve(createEngine());
      const loaded = await (await engine).load(options);
      status = 'ready';
      if (loaded.decodeTokensPerSecond !== undefined) decodeRate = observeRate(decodeRate, loaded.decodeTokensPerSecond);
      return loaded;
    } catch (error) {
      const code = PhirstError.isInstance(error) ? error.code : 'device_failed';
      // An aborted load can be tried again; a refused one can't. One that was ready stays so.
      if (code === 'device_unsupported') status = 'unsupported';
      else if (code !== 'aborted') status = 'failed';
      throw error;
    }
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
    if (firstTokenMs > 0) prefillRate = observeRate(prefillRate, (promptTokens * 1000) / firstTokenMs);
    // Two or three tokens time the clock rather than the device.
    if (outputTokens >= 4) decodeRate = observeRate(decodeRate, ((outputTokens - 1) * 1000) / (totalMs - firstTokenMs));
  }

  return {
    state: (isOnline) => ({ status, model: modelId, prefillRate, decodeRate, batteryLevel, isOnline }),
    load,
    generate(messages, options) {
      const turn = lastTurn.then(() => generateNow(messages, options));
      lastTurn = turn.catch(() => undefined);
      return turn;
    },
    setBatteryLevel: (level) => (batteryLevel = level),
    dispose() {
      void engine?.then((made) => made.dispose());
      status = 'not_ready';
    },
  };
}
