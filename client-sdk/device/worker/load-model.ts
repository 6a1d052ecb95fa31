// From settings to a model that answers: runtime, device, files, session, canary, warm-up.
import { AutoConfig, AutoModelForCausalLM, AutoTokenizer, env } from '@huggingface/transformers';
import type { Calibration } from '../../../src/calibration/calibration.ts';
import type { LoadedModel, LoadProgress } from '../engine.ts';
import { weightFiles } from '../files/model-source.ts';
import { readStoredAnswers, type StoredAnswers } from './canary-answers.ts';
import { runCanary } from './canary.ts';
import { createDownloadProgress } from './download-progress.ts';
import { serveFiles } from './download/serve-files.ts';
import { openGpuDevice } from './gpu-device.ts';
import { loadFiles } from './load-files.ts';
import type { LoadSettings } from './messages.ts';
import { createModelHost, type ModelHost } from './model-host.ts';
import { chooseOrtBuild, ortBuildBytes } from './onnx-runtime.ts';
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
  const { backend, dtype, contextTokens } = settings;
  const build = chooseOrtBuild(backend, 'Suspending' in WebAssembly);
  const progress = createDownloadProgress(settings.expectedBytes + ortBuildBytes(build), onProgress);
  // First of all: a missing adapter must not cost a download.
  const device =
    backend === 'webgpu' ? await openGpuDevice({ leaveOutSubgroups: settings.leaveOutSubgroups, onFatal }) : undefined;

  progress.enter('downloading');
  const { files, revision, summary } = await loadFiles(settings, build, progress.reportBytes);

  progress.enter('starting');
  useFiles(files);
  const [config, tokenizer] = await Promise.all([AutoConfig.from_pretrained(MODEL), AutoTokenizer.from_pretrained(MODEL)]);
  const model = await AutoModelForCausalLM.from_pretrained(MODEL, {
    config,
    device: backend,
    dtype,
    // Handed over below as Blobs instead: transformers.js would hold each of them once more.
    use_external_data_format: false,
    session_options: {
      externalData: externalData(settings, files),
      ...(device === undefined ? {} : { executionProviders: [{ name: 'webgpu', device }] }),
    },
  });
  yieldBetweenSteps(model);

  progress.enter('warming_up');
  const vocabularySize = await runCanary({ model, tokenizer, dtype, stored: await storedAnswers(files) });
  const host = createModelHost(model, tokenizer, contextTokens);
  const decodeTokensPerSecond = await warmUp(host);
  progress.enter('ready');
  return { host, loaded: { backend, dtype, files: summary, revision, calibration: await fittedConfidence(files), decodeTokensPerSecond, vocabularySize } };
}

/** Only models that are shipped have some. */
async function storedAnswers(files: ReadonlyMap<string, Blob>): Promise<StoredAnswers | undefined> {
  const kept = files.get('canary.json');
  return kept && readStoredAnswers(JSON.parse(await kept.text()));
}

/** Only models that were labelled have one. Of another version it is none: answers are uncalibrated then. */
async function fittedConfidence(files: ReadonlyMap<string, Blob>): Promise<Calibration | undefined> {
  const kept = files.get('calibration.json');
  if (!kept) return undefined;
  const document = JSON.parse(await kept.text()) as Calibration;
  return document.schemaVersion === 1 ? document : undefined;
}

/** transformers.js asks for `<remoteHost><model>/<file>`; all of that is answered from here, and nothing leaves. */
const HOST = 'https://files.phirst.invalid/';
const MODEL = 'model';

function useFiles(files: ReadonlyMap<string, Blob>): void {
  env.allowLocalModels = false;
  env.allowRemoteModels = true;
  env.remoteHost = HOST;
  env.remotePathTemplate = '{model}/';
  env.useBrowserCache = false;
  env.useWasmCache = false;
  env.fetch = serveFiles(`${HOST}${MODEL}/`, files);
}

/** By the names the graph itself calls them: those of the files, without their folder. */
function externalData({ dtype, externalDataChunks }: LoadSettings, files: ReadonlyMap<string, Blob>) {
  const [, ...chunks] = weightFiles(dtype, externalDataChunks);
  return chunks.map((path) => ({ path: path.slice(path.lastIndexOf('/') + 1), data: files.get(path) as Blob }));
}
