// Tries one way to start the model after the other, each in a worker of its own: a failed load spoils its worker for good.
import type { LoadAttempt } from '../client-options.ts';
import type { LoadedModel, LoadProgress } from './engine.ts';
import type { PlannedAttempt } from './plan-attempts.ts';
import { WorkerRequestError, type WorkerConnection } from './worker-connection.ts';
import type { LoadSettings } from './worker/messages.ts';

export interface AttemptRun {
  readonly attempts: readonly PlannedAttempt[];
  /** A fresh worker. */
  readonly connect: () => Promise<WorkerConnection>;
  readonly settingsFor: (attempt: PlannedAttempt) => LoadSettings;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal;
}

export interface StartedModel {
  readonly connection: WorkerConnection;
  readonly loaded: LoadedModel;
}

export interface AttemptsOutcome {
  /** Undefined when every attempt failed, or the signal fired. */
  readonly started?: StartedModel | undefined;
  readonly reports: readonly LoadAttempt[];
  /** Where more is known than that it failed. */
  readonly code?: 'model_corrupt' | undefined;
}

/** Never rejects: what went wrong stands in the reports. */
export async function tryAttempts(run: AttemptRun): Promise<AttemptsOutcome> {
  const reports: LoadAttempt[] = [];
  let previous: PlannedAttempt | undefined;
  let reached: LoadProgress['phase'] = 'probing';
  for (const attempt of run.attempts) {
    if (run.signal.aborted) break;
    if (previous !== undefined && wouldFailAlike(previous, reached, attempt)) continue;
    previous = attempt;
    reached = 'probing';
    const connection = await run.connect();
    const stop = () => connection.close('Loading was stopped.');
    if (run.signal.aborted) stop();
    run.signal.addEventListener('abort', stop);
    try {
      const loaded = await connection.load(run.settingsFor(attempt), (progress) => {
        reached = progress.phase;
        run.onProgress(progress);
      });
      reports.push({ backend: attempt.backend, isLoaded: true, message: `${describe(attempt)}: loaded.` });
      return { started: { connection, loaded }, reports };
    } catch (error) {
      const message = (error as Error).message;
      connection.close(message);
      reports.push({ backend: attempt.backend, isLoaded: false, message: `${describe(attempt)}: ${message}` });
      // Its files were fetched twice already, and every other way would fetch them again.
      if (error instanceof WorkerRequestError && error.code === 'model_corrupt') return { reports, code: error.code };
    } finally {
      run.signal.removeEventListener('abort', stop);
    }
  }
  return { reports };
}

/** What failed before the model was started has nothing to do with subgroups: the same again without them is no use. */
function wouldFailAlike(previous: PlannedAttempt, reached: LoadProgress['phase'], next: PlannedAttempt): boolean {
  const isSameFile = previous.backend === next.backend && previous.dtype === next.dtype;
  return isSameFile && (reached === 'probing' || reached === 'downloading');
}

function describe({ backend, dtype, leaveOutSubgroups }: PlannedAttempt): string {
  const isLimited = backend === 'webgpu' && leaveOutSubgroups;
  return `${backend === 'webgpu' ? 'WebGPU' : 'WebAssembly'} ${dtype}${isLimited ? ' without subgroups' : ''}`;
}
