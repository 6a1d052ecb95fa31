// The model on this device over its life: loaded by the app, kept while it is used, restarted once when it breaks,
// unloaded when nobody asks; how fast it has proved; one answer at a time.
import { observeRate, rateFromPrior, type RateModel } from '../../src/budget/rate-model.ts';
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import type { ErrorCode } from '../../src/errors/error-code.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Message } from '../../src/query/query.ts';
import type { DeviceState, DeviceStatus } from '../../src/route/route-context.ts';
import { loadDevicePath } from '../session/load-device-path.ts';
import { setLongTimeout } from '../session/set-long-timeout.ts';
import { whenAborted } from '../when-aborted.ts';
import type { Calibration } from '../../src/calibration/calibration.ts';
import { deviceLimits, type DeviceLimits } from './device-limits.ts';
import type { Judge } from './make-judge.ts';
import type { Engine, GenerateOptions, GenerationResult, LoadedModel, LoadOptions } from './engine.ts';
import { pageVisibility, type PageVisibility } from './page-visibility.ts';
import type { SetTimer } from './stall-watch.ts';

/** What became of the device, for display and debugging. */
export interface DeviceReport {
  readonly status: DeviceStatus;
  readonly model: string;
  /** What runs, or ran last. */
  readonly loaded?: LoadedModel | undefined;
  /** What it broke of last. */
  readonly lastFault?: { readonly code: ErrorCode; readonly message: string } | undefined;
  /** True once the one restart of the session has been used. */
  readonly wasRestarted: boolean;
  /** Questions that are being answered on the device or wait for it. */
  readonly questions: number;
}

export interface DeviceSession {
  /** What the decision reads. */
  state(isOnline: boolean): DeviceState;
  report(): DeviceReport;
  /** Loads the model; concurrent calls share one load. Throws what Engine.load throws. */
  load(options: LoadOptions): Promise<LoadedModel>;
  /** A question has come: an unloaded model begins to load again, if nothing large has to be downloaded for it; a loaded one counts as used. */
  wake(): void;
  /**
   * Waits for its turn and for a model that is coming back, answers, and learns the device's rates from it. A fault
   * rejects with its code (device-fault.ts); the broken engine is disposed and, the first time, replaced in the background.
   */
  generate(messages: readonly Message[], options: GenerateOptions): Promise<GenerationResult>;
  setBatteryLevel(level: number | undefined): void;
  /** What runs, once something does. */
  loaded(): LoadedModel | undefined;
  /** Judges its answers. Throws before a model was loaded: there are none then. */
  judge(): Judge;
  dispose(): void;
}

export interface DeviceSessionOptions {
  /** Read anew for every answer: the policy may change. */
  readonly limits?: (() => DeviceLimits) | undefined;
  /** Used instead of what comes with the model. */
  readonly calibration?: Calibration | undefined;
  /** Are the weights here already? Without it a large model that is gone waits for the app to load it. */
  readonly isCached?: (() => Promise<boolean>) | undefined;
  readonly visibility?: PageVisibility | undefined;
  readonly now?: (() => number) | undefined;
  readonly setTimer?: SetTimer | undefined;
}

/** A turn that was called off while it waited. */
const NOTHING: GenerationResult = { stopReason: 'interrupted', promptTokens: 0, outputTokens: 0, firstTokenMs: 0, totalMs: 0 };
/** Nobody asked for a download: a model that comes back by itself may fetch so much and no more. */
const LARGEST_SILENT_DOWNLOAD = 50e6;

export function createDeviceSession(
  modelId: string,
  createEngine: () => Engine | Promise<Engine>,
  options: DeviceSessionOptions = {},
): DeviceSession {
  const model = findDeviceModel(modelId);
  if (!model) throw new PhirstError('invalid_request', `No model named "${modelId}" is in the catalog.`, { param: 'model' });
  const { limits = () => deviceLimits({}), isCached = async () => false, now = () => performance.now(), setTimer = setLongTimeout } = options;
  const visibility = options.visibility ?? pageVisibility();
  const { downloadBytes } = model;
  let engine: Promise<Engine> | undefined;
  let status: DeviceStatus = 'not_ready';
  let prefillRate: RateModel = rateFromPrior(model.prefillPrior.tokensPerSecond, model.prefillPrior.factor);
  let decodeRate: RateModel = rateFromPrior(model.decodePrior.tokensPerSecond, model.decodePrior.factor);
  let batteryLevel: number | undefined;
  let lastLoaded: LoadedModel | undefined;
  let judge: Judge | undefined;
  let lastFault: DeviceReport['lastFault'];
  let lastTurn: Promise<unknown> = Promise.resolve();
  let questions = 0;
  let wasRestarted = false;
  let isDisposed = false;
  /** A load nobody asked for; never rejects. */
  let reload: Promise<void> = Promise.resolve();
  let loadMs = 0;
  let readyAt = 0;
  let clearIdle = () => {};

  async function load(loadOptions: LoadOptions): Promise<LoadedModel> {
    const startedAt = now();
    // One engine until it breaks: it shares concurrent loads.
    engine ??= makeEngine();
    const loading = engine;
    try {
      // What asks it and watches over its answers comes with the model: without a network it could not be fetched any more.
      const [loaded, { makeJudge }] = await Promise.all([(await loading).load(loadOptions), loadDevicePath()]);
      // A broken engine may still come back from its load; another has its place then.
      if (engine !== loading) throw new PhirstError('device_failed', 'The model on this device broke while it was loaded.');
      if (loaded !== lastLoaded) {
        loadMs = now() - startedAt;
        // Asked again, the engine gives the same: its one warm-up counts once.
        if (loaded.decodeTokensPerSecond !== undefined) decodeRate = observeRate(decodeRate, loaded.decodeTokensPerSecond);
      }
      status = 'ready';
      lastLoaded = loaded;
      judge = makeJudge(modelId, loaded, options.calibration);
      unloadWhenIdle();
      return loaded;
    } catch (error) {
      const code = PhirstError.isInstance(error) ? error.code : 'device_failed';
      if (isDisposed) throw error;
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

  function discardEngine(): void {
    clearIdle();
    engine?.then((made) => made.dispose(), () => undefined);
    engine = undefined;
  }

  function unloadWhenIdle(): void {
    clearIdle();
    if (questions > 0 || status !== 'ready') return;
    clearIdle = setTimer(() => {
      discardEngine();
      status = 'unloaded';
    }, limits().idleUnloadMs);
  }

  function startReload(): void {
    status = 'reloading';
    readyAt = now() + loadMs;
    reload = reloadFromCache().catch(noteFault);
  }

  async function reloadFromCache(): Promise<void> {
    const mayLoad = downloadBytes <= LARGEST_SILENT_DOWNLOAD || (await isCached());
    if (isDisposed || status !== 'reloading') return;
    if (mayLoad) await load({});
    else status = 'not_ready';
  }

  function noteFault(error: unknown): void {
    const isKnown = PhirstError.isInstance(error);
    lastFault = { code: isKnown ? error.code : 'device_failed', message: isKnown ? error.message : String(error) };
  }

  function onFault(error: unknown): void {
    noteFault(error);
    discardEngine();
    if (wasRestarted || isDisposed) {
      status = 'failed';
      return;
    }
    wasRestarted = true;
    startReload();
  }

  async function generateNow(messages: readonly Message[], given: GenerateOptions): Promise<GenerationResult> {
    const { signal } = given;
    if (status === 'reloading') await Promise.race([reload, ...(signal ? [whenAborted(signal)] : [])]);
    if (signal?.aborted) return NOTHING;
    if (!engine || status !== 'ready') throw new PhirstError('device_failed', 'The model on this device is not loaded.');
    const generating = engine;
    try {
      const { superviseGeneration } = await loadDevicePath();
      const supervised = { engine: await generating, messages, options: given, limits: limits().stall, vocabularySize: lastLoaded?.vocabularySize, visibility, now, setTimer };
      const result = await superviseGeneration(supervised);
      learnRates(result);
      return result;
    } catch (error) {
      if (generating === engine && isEngineBroken(error)) onFault(error);
      throw error;
    }
  }

  function learnRates({ promptTokens, cachedPromptTokens = 0, outputTokens, firstTokenMs, totalMs }: GenerationResult): void {
    // Without a token the time is that of an interrupt, not of a prefill.
    if (outputTokens > 0 && firstTokenMs > 0) prefillRate = observeRate(prefillRate, ((promptTokens - cachedPromptTokens) * 1000) / firstTokenMs);
    // Two or three tokens time the clock rather than the device.
    if (outputTokens >= 4) decodeRate = observeRate(decodeRate, ((outputTokens - 1) * 1000) / (totalMs - firstTokenMs));
  }

  return {
    state: (isOnline) => ({
      status,
      model: modelId,
      prefillRate,
      decodeRate,
      batteryLevel,
      isOnline,
      ...(status === 'reloading' && { readyInMs: Math.max(0, readyAt - now()) }),
    }),
    report: () => ({ status, model: modelId, loaded: lastLoaded, lastFault, wasRestarted, questions }),
    load,
    wake() {
      if (status === 'unloaded') startReload();
      // Its safety check may take longer than what is left until an idle model goes.
      else unloadWhenIdle();
    },
    generate(messages, given) {
      questions++;
      clearIdle();
      const turn = lastTurn.then(() => (given.signal?.aborted ? NOTHING : generateNow(messages, given)));
      lastTurn = turn.then(() => undefined, () => undefined).then(() => {
        questions--;
        unloadWhenIdle();
      });
      return turn;
    },
    setBatteryLevel: (level) => (batteryLevel = level),
    loaded: () => (status === 'ready' ? lastLoaded : undefined),
    judge() {
      if (!judge) throw new PhirstError('internal', 'No model was loaded.');
      return judge;
    },
    dispose() {
      isDisposed = true;
      discardEngine();
      status = 'not_ready';
    },
  };
}

/** A conversation that is too long is the query's fault, an answer without end the model's: neither is the engine's. */
function isEngineBroken(error: unknown): boolean {
  return !PhirstError.isInstance(error) || (error.param !== 'messages' && error.param !== 'answer');
}
