// Loading happens once however often it is asked for, and goes on for as long as somebody still waits.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { LoadedModel, LoadOptions, LoadProgress } from './engine.ts';

/** Does the work; must stop when the signal fires. */
export type StartLoading = (
  signal: AbortSignal,
  onProgress: (progress: LoadProgress) => void,
) => Promise<LoadedModel>;

/**
 * A load() for an engine: concurrent calls share one `start`. A caller whose signal fires gets an `aborted` error at
 * once; when the last one has gone, the work is stopped. A call after the end starts again.
 */
export function shareLoad(start: StartLoading): (options?: LoadOptions) => Promise<LoadedModel> {
  let current: SharedWork | undefined;
  return (options = {}) => {
    if (options.signal?.aborted) return Promise.reject(loadingStopped(options.signal.reason));
    if (current === undefined || current.stop.signal.aborted) {
      const work = beginWork(start);
      const forget = () => {
        if (current === work) current = undefined;
      };
      work.result.then(forget, forget);
      current = work;
    }
    return joinWork(current, options);
  };
}

/** The error of a load that was given up. */
export function loadingStopped(cause?: unknown): PhirstError {
  return new PhirstError('aborted', 'Loading the model was stopped.', { cause });
}

interface SharedWork {
  readonly result: Promise<LoadedModel>;
  readonly listeners: Set<(progress: LoadProgress) => void>;
  readonly stop: AbortController;
  /** How many callers wait. */
  waiting: number;
}

function beginWork(start: StartLoading): SharedWork {
  const stop = new AbortController();
  const listeners: SharedWork['listeners'] = new Set();
  let ratio = 0;
  const result = Promise.resolve().then(() =>
    start(stop.signal, (progress) => {
      // A second attempt begins again at 0; the bar must not.
      ratio = Math.max(ratio, progress.ratio);
      for (const listener of listeners) listener({ ...progress, ratio });
    }),
  );
  return { result, listeners, stop, waiting: 0 };
}

async function joinWork(work: SharedWork, { signal, onProgress }: LoadOptions): Promise<LoadedModel> {
  // A function of its own: the same callback given by two callers is still called for each.
  const listener = (progress: LoadProgress) => onProgress?.(progress);
  let onAbort = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(loadingStopped(signal?.reason));
  });
  signal?.addEventListener('abort', onAbort);
  work.listeners.add(listener);
  work.waiting++;
  try {
    return await Promise.race([work.result, aborted]);
  } finally {
    work.waiting--;
    work.listeners.delete(listener);
    signal?.removeEventListener('abort', onAbort);
    if (signal?.aborted && work.waiting === 0) work.stop.abort();
  }
}
