// Everything a start needs from the network, or from this device: the model's files and ONNX Runtime's.
import type { LoadedFiles } from '../engine.ts';
import { weightFiles } from '../files/model-source.ts';
import type { ReportBytes } from './download-progress.ts';
import { downloadTools } from './download/download-tools.ts';
import { obtainFiles, type WantedFile } from './download/obtain-files.ts';
import type { LoadSettings } from './messages.ts';
import { prepareOnnxRuntime, type OrtBuild } from './onnx-runtime.ts';

/**
 * The model's files by path, with ONNX Runtime made ready beside them.
 *
 * @throws DownloadError
 */
export async function loadFiles(
  settings: LoadSettings,
  build: OrtBuild,
  reportBytes: ReportBytes,
): Promise<{ readonly files: ReadonlyMap<string, Blob>; readonly revision: string | undefined; readonly summary: LoadedFiles }> {
  const request = { source: settings.source, wanted: modelFiles(settings), onBytes: reportBytes };
  const [model, runtime] = await Promise.all([
    downloadTools().then((tools) => obtainFiles(request, tools)),
    prepareOnnxRuntime(settings.assetsUrl, build, reportBytes),
  ]);
  const both = [model, runtime];
  return {
    files: model.files,
    // The last of them holds the weights, be it the only one.
    revision: model.digests.get(weightFiles(settings.dtype, settings.externalDataChunks).at(-1) ?? ''),
    summary: {
      verification: both.every(({ verification }) => verification === 'verified') ? 'verified' : 'unverified',
      storage: both.every(({ storage }) => storage === 'kept') ? 'kept' : 'not_kept',
      downloadedBytes: model.downloadedBytes + runtime.downloadedBytes,
      resumedBytes: model.resumedBytes + runtime.resumedBytes,
    },
  };
}

/** The small ones first: a server that lacks them is found out before the weights have come. */
function modelFiles({ source, dtype, externalDataChunks }: LoadSettings): readonly WantedFile[] {
  return [
    { path: 'config.json' },
    { path: 'generation_config.json', isOptional: true },
    // What a shipped model is known to answer, and how sure it is when it is right.
    ...(source.kind === 'folder' ? [{ path: 'canary.json', isOptional: true }, { path: 'calibration.json', isOptional: true }] : []),
    { path: 'tokenizer_config.json' },
    { path: 'tokenizer.json' },
    ...weightFiles(dtype, externalDataChunks).map((path) => ({ path })),
  ];
}
