// The model's download as chat parts, under the name that browser-ai gave them.
import type { Phirst, Readiness } from '../../client-options.ts';
import type { LoadProgress } from '../../device/engine.ts';
import type { PhirstUIChunk } from './ui-chunks.ts';
import type { ModelDownloadProgressData } from './ui-message.ts';

/** Ends when the model is loaded, or can't be; throws the PhirstError of an abort. Nothing comes where nothing is downloaded. */
export async function* preparationChunks(phirst: Phirst, signal: AbortSignal): AsyncGenerator<PhirstUIChunk, void, undefined> {
  let newest: LoadProgress | undefined;
  let wake = () => {};
  const onProgress = (progress: LoadProgress) => {
    newest = progress;
    wake();
  };
  const prepared = phirst.prepare({ onProgress, signal });
  // Awaited below; a consumer that has left must not leave its rejection unheard.
  prepared.catch(() => undefined);
  let hasDownloaded = false;
  let readiness: Readiness | undefined;
  do {
    // Reports that came while this one was shown are one: the newest says it all.
    if (!newest) readiness = await Promise.race([prepared, new Promise<undefined>((resolve) => (wake = () => resolve(undefined)))]);
    const progress = newest;
    newest = undefined;
    if (progress?.phase === 'downloading') {
      hasDownloaded = true;
      yield progressChunk({ status: 'downloading', progress: progress.ratio, message: 'The model is being downloaded.' });
    }
  } while (!readiness);
  if (!readiness.isReady) yield progressChunk({ status: 'unavailable', progress: 0, message: readiness.message });
  else if (hasDownloaded) yield progressChunk({ status: 'complete', progress: 1, message: 'The model is on this device.' });
}

/** Transient: `onData` hears of it, and no message keeps it. */
function progressChunk(data: ModelDownloadProgressData): PhirstUIChunk {
  return { type: 'data-modelDownloadProgress', data, transient: true };
}
