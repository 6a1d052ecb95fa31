// From settings to a model that answers: runtime, device, files, session, canary, warm-up.
import { AutoConfig, AutoModelForCausalLM, AutoTokenizer, env, type ProgressInfo } from '@huggingface/transformers';
import type { LoadedModel, LoadProgress } from '../engine.ts';
import { explainMissingModel } from '../explain-missing-asset.ts';
import { MODEL_CACHE, modelFileUrl } from '../model-location.ts';
import { readStoredAnswers, type StoredAnswers } from './canary-answers.ts';
import { runCanary } from './canary.ts';
import { createDownloadProgress, type DownloadProgress } from './download-progress.ts';
import { openGpuDevice } from './gpu-device.ts';
import type { LoadSettings } from './messages.ts';
import { createModelHost, type ModelHost } from './model-host.ts';
import { chooseOrtBuild, ortBuildBytes, prepareOnnxRuntime } from './onnx-runtime.ts';
import { warmUp } from './warm-up.ts';
import { yieldBetweenSteps } from './yield-between-steps.ts';

export interface LoadListeners {
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onFatal: (message: string) => void;
}

/**
 * Once per worker: after a failure nothing else can be loaded in the same one, because transformers.js keeps the
 * rejected promise and gives it to every later call.
 */
export async function loadModel(
  settings: LoadSettings,
  { onProgress, onFatal }: LoadListeners,
): Promise<{ readonly host: ModelHost; readonly loaded: LoadedModel }> {
  const { backend, dtype, location, contextTokens } = settings;
  const build = chooseOrtBuild(backend, 'Suspending' in WebAssembly);
  const progress = createDownloadProgress(settings.expectedBytes + ortBuildBytes(build), onProgress);
  // First of all: a missing adapter must not cost a download.
  const device =
    backend === 'webgpu' ? await openGpuDevice({ leaveOutSubgroups: settings.leaveOutSubgroups, onFatal }) : undefined;

  progress.enter('downloading');
  useModelLocation(settings);
  const progress_callback = followFiles(progress);
  // Asked for by itself: of all the files only this one says by name that it is missing.
  const config = await AutoConfig.from_pretrained(location.model, { progress_callback }).catch(async (cause: Error) => {
    const isShipped = !settings.keepInCache;
    const explanation = isShipped ? await explainMissingModel(modelFileUrl(location, 'config.json')) : undefined;
    throw explanation === undefined ? cause : new Error(explanation, { cause });
  });
  const [, tokenizer] = await Promise.all([
    prepareOnnxRuntime(settings.assetsUrl, build, progress.reportBytes),
    AutoTokenizer.from_pretrained(location.model, { progress_callback }),
  ]);
  const model = await AutoModelForCausalLM.from_pretrained(location.model, {
    config,
    device: backend,
    dtype,
    use_external_data_format: settings.externalDataChunks,
    session_options: device === undefined ? {} : { executionProviders: [{ name: 'webgpu', device }] },
    progress_callback,
  });
  yieldBetweenSteps(model);

  progress.enter('warming_up');
  const vocabularySize = await runCanary({ model, tokenizer, dtype, stored: await storedAnswers(settings) });
  const host = createModelHost(model, tokenizer, contextTokens);
  const decodeTokensPerSecond = await warmUp(host);
  progress.enter('ready');
  return { host, loaded: { backend, dtype, decodeTokensPerSecond, vocabularySize } };
}

/** Only models that are shipped have some. */
async function storedAnswers({ location, keepInCache }: LoadSettings): Promise<StoredAnswers | undefined> {
  if (keepInCache) return undefined;
  const response = await fetch(modelFileUrl(location, 'canary.json'));
  return response.ok ? readStoredAnswers(await response.json()) : undefined;
}

/** Shipped models go through the same remote path as the hub's: `localModelPath` takes no absolute URL for a tokenizer. */
function useModelLocation({ location, keepInCache }: LoadSettings): void {
  env.allowLocalModels = false;
  env.allowRemoteModels = true;
  env.remoteHost = location.remoteHost;
  env.remotePathTemplate = location.remotePathTemplate;
  env.useBrowserCache = keepInCache && typeof caches !== 'undefined';
  env.cacheKey = MODEL_CACHE;
  env.useWasmCache = false;
}

/** Counts the bytes of each file, and goes on to `starting` when the weights and all beside them are here. */
function followFiles(progress: DownloadProgress): (info: ProgressInfo) => void {
  const pending = new Set<string>();
  let hasWeights = false;
  return (info) => {
    if (info.status === 'initiate') pending.add(info.file);
    if (info.status === 'progress') progress.reportBytes(info.file, info.loaded, info.total);
    if (info.status === 'progress_total') {
      for (const [file, { loaded, total }] of Object.entries(info.files)) progress.reportBytes(file, loaded, total);
    }
    if (info.status !== 'done') return;
    pending.delete(info.file);
    hasWeights ||= info.file.endsWith('.onnx');
    if (hasWeights && pending.size === 0) progress.enter('starting');
  };
}
