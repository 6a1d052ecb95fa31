// The SDK's front door: wires the device, the edge and the policy together.
import { PhirstError } from '../src/errors/phirst-error.ts';
import type { GainSource } from './gain/gain-source.ts';
import type { Policy } from '../src/policy/policy.ts';
import { HEADERS } from '../src/wire/headers.ts';
import { findDeviceModel } from '../src/catalog/device-models.ts';
import type { Answer, AskInput, AskOptions, LoadAttempt, Phirst, PhirstOptions, PrepareOptions, Readiness } from './client-options.ts';
import { deviceLimits } from './device/device-limits.ts';
import { createDeviceSession } from './device/device-session.ts';
import { createEdgeClient } from './edge/edge-client.ts';
import { abortError } from './edge/edge-error.ts';
import type { Events } from './events/create-events.ts';
import { loadPolicySource } from './edge/policy-loader.ts';
import type { PolicyInForce } from './edge/policy-source.ts';
import { sessionLoader } from './edge/session-loader.ts';
import { publicBase } from './public-base.ts';
import { createAnswerStream, type AnswerStream } from './session/answer-stream.ts';
import { createDeadlineSignal } from './session/deadline-signal.ts';
import { loadSafety } from './session/load-safety.ts';
import { createQueryRun, type RunDependencies } from './session/query-run.ts';
import { localStorageOrNone } from './local-storage.ts';
import { readQuery } from './session/read-query.ts';
import { runQuery } from './session/run-query.ts';
import { setLongTimeout } from './session/set-long-timeout.ts';
import { newId } from './new-id.ts';
import { whenAborted } from './when-aborted.ts';

/** How long a first query waits for the router's policy before it runs under the built-in one. */
const POLICY_WAIT_MS = 1500;

interface StartInput {
  readonly id: string;
  readonly input: AskInput;
  readonly askOptions: AskOptions;
  readonly stream: AnswerStream;
  /** Aborted when nobody reads the answer any more. */
  readonly abandoned: AbortSignal;
}

/**
 * Makes a client. Nothing is downloaded until `prepare`; questions asked before that are answered by hosted models.
 *
 * @example
 * const phirst = createPhirst({ router: 'https://ai.example.com' });
 * await phirst.prepare({ onProgress: ({ ratio }) => (bar.value = ratio) });
 * const answer = phirst.ask('What is the capital of France?', { budget: { totalMs: 5000 } });
 * for await (const part of answer) if (part.type === 'text-delta') output.append(part.text);
 * const { source, reason, confidence } = await answer.done;
 */
export function createPhirst(options: PhirstOptions = {}): Phirst {
  const modelId = options.model ?? 'phi-3-nano';
  const model = findDeviceModel(modelId);
  if (!model) throw new PhirstError('invalid_request', `No model named "${modelId}" is in the catalog.`, { param: 'model' });
  const deviceOptions = {
    model,
    assetsUrl: options.assetsUrl ?? `${publicBase()}phirst/`,
    modelsUrl: options.modelsUrl ?? `${publicBase()}models/`,
    backends: options.backends,
    allowSoftwareAdapter: options.allowSoftwareAdapter,
  };
  const policyNow = () => ownPolicy ?? policySource.current()?.policy;
  const refusals = () => policyNow()?.device.refusals;
  let loadReport: () => readonly LoadAttempt[] = () => [];
  const createDefaultEngine = async () => {
    // A chunk of its own: a page that never prepares a device never loads it.
    const { createWorkerEngine } = await import('./device/worker-engine.ts');
    const engine = createWorkerEngine({ ...deviceOptions, refusals });
    loadReport = engine.loadReport;
    return engine;
  };
  const device = createDeviceSession(modelId, options.createEngine ?? createDefaultEngine, {
    limits: () => deviceLimits(policyNow()?.device),
    calibration: options.calibration,
    isCached: async () => (await import('./device/is-model-cached.ts')).isModelCached(model, deviceOptions.modelsUrl),
  });
  if (options.apiKey !== undefined) import('./edge/session-token.ts').then(({ warnOfKeyInPage }) => warnOfKeyInPage(), () => undefined);
  const baseUrl = (options.router ?? '').replace(/\/+$/, '');
  // Called through an arrow: the browser's fetch must keep `globalThis` as its receiver.
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await (options.fetch ? options.fetch(input, init) : globalThis.fetch(input, init));
    // Whatever the router answers says what it has in force.
    policySource.hear(response.headers.get(HEADERS.sequence));
    return response;
  };
  const { session } = options;
  let grantedUnit: string | undefined;
  const tokens =
    session &&
    sessionLoader({
      session,
      baseUrl,
      fetch,
      now: () => performance.now(),
      unit: () => policySource.ownUnit(),
      onGranted: (unit) => (grantedUnit = unit),
    });
  const edge = createEdgeClient({ baseUrl, apiKey: options.apiKey, session: tokens, fetch });
  const storage = localStorageOrNone();
  // Outside a browser nobody tells; then it is the router that will.
  const isOnline = () => globalThis.navigator?.onLine ?? true;
  // Never against the wish of a person whose browser tells it.
  const mayRecord = options.events === true && (globalThis.navigator as { globalPrivacyControl?: boolean } | undefined)?.globalPrivacyControl !== true;
  const events = mayRecord
    ? import('./events/create-events.ts').then(({ createEvents }) => createEvents({ ...options, baseUrl, fetch, tokens, isOnline, storage, newId, setTimer: setLongTimeout }))
    : undefined;
  // Events are never what an app fails of.
  const record = (act: (recorder: Events) => unknown) => void events?.then(act).catch(() => undefined);
  record(() => undefined);
  const disposal = new AbortController();
  const policySource = loadPolicySource({
    edge,
    baseUrl,
    storage,
    now: () => Date.now(),
    signal: disposal.signal,
    newId,
    option: options.unit,
    overrides: options.overrides,
    session,
    grantedUnit: () => grantedUnit,
  });
  let ownPolicy: Policy | undefined = options.policy;

  // The word lists are as large as the rest of the decision: they load beside the page's own start, not before it.
  let description = import('../src/query/describe-query.ts');
  description.catch(() => undefined);

  const dependencies: Omit<RunDependencies, 'describe'> = {
    device,
    edge,
    redact: options.redact,
    now: () => performance.now(),
    isOnline,
  };

  // Where a policy names a gain model: a chunk of its own, and no question waits for it.
  let gains: GainSource | undefined;
  let gainsLoading: Promise<unknown> | undefined;
  function gainModelOf(policy: Policy, privacy: string) {
    const sha256 = policy.start.gainModel?.sha256;
    // Text marked `device-only` causes no request; what is here already may be used.
    if (sha256 === undefined || (!gains && privacy === 'device-only')) return undefined;
    if (gains) return gains.find(sha256, privacy !== 'device-only');
    gainsLoading ??= import('./gain/gain-source.ts').then(
      ({ createGainSource }) => (gains = createGainSource({ baseUrl, fetch, caches: globalThis.caches })).find(sha256),
      () => (gainsLoading = undefined),
    );
    return undefined;
  }

  /** What a query runs under. Text marked `device-only` causes no request at all, not even for the policy. */
  async function policyFor(privacy: string, signal: AbortSignal): Promise<PolicyInForce> {
    if (privacy === 'device-only' || !dependencies.isOnline()) return policySource.restored();
    policySource.check();
    await waitForPolicy(signal);
    return policySource.restored();
  }

  /** A router that hangs must hold up neither a device that is ready nor one that is to be prepared. */
  async function waitForPolicy(...signals: readonly AbortSignal[]): Promise<void> {
    const patience = createDeadlineSignal(signals, POLICY_WAIT_MS);
    await Promise.race([policySource.ready().catch(() => undefined), whenAborted(patience.signal)]);
    patience.clear();
  }

  /** A chunk that didn't arrive is asked for again with the next query. */
  function loadDescription() {
    return description.catch(() => (description = import('../src/query/describe-query.ts')));
  }

  async function start({ id, input, askOptions, stream, abandoned }: StartInput) {
    const startedAt = performance.now();
    let clearDeadline = () => {};
    try {
      const query = readQuery(input, askOptions);
      const totalMs = query.budget.totalMs ?? policyNow()?.budget.totalMs;
      const signals = [disposal.signal, abandoned, ...(askOptions.signal ? [askOptions.signal] : [])];
      const { signal, clear } = createDeadlineSignal(signals, totalMs);
      clearDeadline = clear;
      const ready = await Promise.race([Promise.all([policyFor(query.privacy, signal), loadDescription()]), whenAborted(signal)]);
      if (!ready) throw abortError(signal);
      const [fromRouter, { describeQuery }] = ready;
      // An app's own policy stands outside of every experiment.
      const inForce = ownPolicy ? { ...fromRouter, policy: ownPolicy, hash: undefined, assignment: undefined } : fromRouter;
      // A limit of the router's policy may have arrived only now; it counts from ask() on.
      const limitMs = query.budget.totalMs ?? inForce.policy.budget.totalMs ?? Infinity;
      const limit = createDeadlineSignal([signal], limitMs - (performance.now() - startedAt));
      clearDeadline = () => {
        clear();
        limit.clear();
      };
      const safety = await Promise.race([loadSafety({ policy: inForce.policy, query, option: options.safety }), whenAborted(limit.signal)]);
      const run = createQueryRun({
        id,
        query,
        inForce,
        safety: safety ?? undefined,
        gainModel: gainModelOf(inForce.policy, query.privacy),
        stream,
        signal: limit.signal,
        startedAt,
        routerPolicy: fromRouter.policy,
        dependencies: { ...dependencies, describe: describeQuery },
      });
      await runQuery(run);
      record((recorder) => recorder.recordRun(run, stream.answer.done));
    } catch (error) {
      stream.fail(PhirstError.isInstance(error) ? error : new PhirstError('internal', 'Phirst failed unexpectedly.', { cause: error }));
    } finally {
      clearDeadline();
    }
  }

  return {
    async prepare(prepareOptions: PrepareOptions = {}): Promise<Readiness> {
      if (disposal.signal.aborted) throw disposal.signal.reason as PhirstError;
      policySource.refresh().catch(() => undefined);
      try {
        const { probeCapability } = await import('./device/capability.ts');
        device.setBatteryLevel((await probeCapability()).batteryLevel);
        // Its refusals are newer than the built-in ones: a browser that broke last week is in the router's list alone.
        await waitForPolicy(disposal.signal, ...(prepareOptions.signal ? [prepareOptions.signal] : []));
        if (disposal.signal.aborted) throw disposal.signal.reason as PhirstError;
        const policy = policyNow();
        if (policy) gainModelOf(policy, 'any');
        const loaded = await device.load(prepareOptions);
        return { isReady: true, model: modelId, loaded, attempts: loadReport() };
      } catch (error) {
        if (PhirstError.isInstance(error) && error.code === 'aborted') throw error;
        const known = PhirstError.isInstance(error) ? error.code : undefined;
        const code = known === 'device_unsupported' || known === 'model_corrupt' ? known : 'device_failed';
        const message = error instanceof Error ? error.message : String(error);
        return { isReady: false, model: modelId, code, message, attempts: loadReport() };
      }
    },
    async capability() {
      policySource.refresh().catch(() => undefined);
      const { judgeDevice } = await import('./device/judge-device.ts');
      await waitForPolicy(disposal.signal);
      return judgeDevice({ ...deviceOptions, refusals: refusals() });
    },
    ask(input: AskInput, askOptions: AskOptions = {}): Answer {
      const id = newId();
      const abandoned = new AbortController();
      const stream = createAnswerStream(id, () => abandoned.abort());
      void start({ id, input, askOptions, stream, abandoned: abandoned.signal });
      return stream.answer;
    },
    policy: () => policySource.report(ownPolicy),
    device: device.report,
    feedback(id, rating) {
      record((recorder) => recorder.feedback(id, rating));
      return mayRecord;
    },
    track(id, metric, value) {
      record((recorder) => recorder.track(id, metric, value));
      return mayRecord;
    },
    clearCache: async () => (await import('./device/clear-cache.ts')).clearCache(),
    usePolicy: (policy) => (ownPolicy = policy),
    dispose() {
      disposal.abort(new PhirstError('aborted', 'This client was disposed: create another one.'));
      record((recorder) => recorder.dispose());
      device.dispose();
    },
  };
}
