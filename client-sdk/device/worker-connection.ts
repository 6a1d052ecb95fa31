// The page's end of one device worker: requests with ids, and one end for all of them when the worker breaks.
import type { Message } from '../../src/query/query.ts';
import type { EngineToken, GenerateOptions, LoadedModel, LoadProgress } from './engine.ts';
import type { Generated, LoadSettings, PageMessage, WorkerMessage } from './worker/messages.ts';

/** What the connection needs of a Worker. */
export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** A request failed. Where `isUsable`, the worker still answers others. */
export class WorkerRequestError extends Error {
  override readonly name = 'WorkerRequestError';
  readonly isUsable: boolean;
  readonly code: 'model_corrupt' | undefined;

  constructor(message: string, isUsable: boolean, code?: 'model_corrupt') {
    super(message);
    this.isUsable = isUsable;
    this.code = code;
  }
}

export interface GenerationRequest {
  readonly result: Promise<Generated>;
  /** Asks the worker to end it; `result` then resolves as `interrupted`. */
  interrupt(): void;
}

export interface WorkerConnection {
  load(settings: LoadSettings, onProgress: (progress: LoadProgress) => void): Promise<LoadedModel>;
  generate(
    messages: readonly Message[],
    options: Pick<GenerateOptions, 'maxTokens' | 'trimming'>,
    onToken: (token: EngineToken) => void,
  ): GenerationRequest;
  /** Ends the worker; what is still asked for rejects with a WorkerRequestError. */
  close(message: string): void;
  /** False once the worker was closed or has broken by itself. */
  isOpen(): boolean;
}

interface PendingRequest {
  readonly resolve: (value: LoadedModel | Generated) => void;
  readonly reject: (error: WorkerRequestError) => void;
  readonly onReport: (report: LoadProgress | EngineToken) => void;
}

/**
 * A worker that breaks by itself is terminated, and everything asked of it rejects.
 *
 * @param explainNoStart why a worker may have ended before its first word: the browser doesn't say.
 */
export function connectWorker(worker: WorkerLike, explainNoStart: () => Promise<string>): WorkerConnection {
  const pending = new Map<number, PendingRequest>();
  let nextId = 1;
  let closedBecause: string | undefined;

  let hasSpoken = false;

  worker.addEventListener('message', (event: MessageEvent<WorkerMessage>) => receive(event.data));
  worker.addEventListener('error', (event) => {
    if (event.message) close(`The device worker failed: ${event.message}.`);
    else if (hasSpoken) close('The device worker failed.');
    else void explainNoStart().then(close);
  });
  worker.addEventListener('messageerror', () => close('The device worker sent what could not be read.'));

  function receive(message: WorkerMessage): void {
    hasSpoken = true;
    if (message.type === 'fatal') return close(message.message);
    const request = pending.get(message.id);
    if (request === undefined) return;
    if (message.type === 'progress') return request.onReport(message.progress);
    if (message.type === 'token') return request.onReport(message.token);
    pending.delete(message.id);
    if (message.type === 'loaded') request.resolve(message.loaded);
    else if (message.type === 'generated') request.resolve(message.generated);
    else request.reject(new WorkerRequestError(message.message, message.isUsable, message.code));
  }

  function close(message: string): void {
    if (closedBecause !== undefined) return;
    closedBecause = message;
    worker.terminate();
    for (const { reject } of pending.values()) reject(new WorkerRequestError(message, false));
    pending.clear();
  }

  function send<Value>(message: PageMessage, onReport: PendingRequest['onReport']): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (closedBecause !== undefined) return reject(new WorkerRequestError(closedBecause, false));
      try {
        worker.postMessage(message);
      } catch (error) {
        // Something in it can't be cloned: the worker never saw it, and goes on.
        return reject(new WorkerRequestError(`The request could not be sent to the device worker: ${(error as Error).message}`, true));
      }
      pending.set(message.id, { resolve: resolve as PendingRequest['resolve'], reject, onReport });
    });
  }

  return {
    load: (settings, onProgress) =>
      send({ type: 'load', id: nextId++, settings }, onProgress as PendingRequest['onReport']),
    generate(messages, { maxTokens, trimming }, onToken) {
      const id = nextId++;
      return {
        result: send({ type: 'generate', id, messages, maxTokens, trimming }, onToken as PendingRequest['onReport']),
        interrupt() {
          if (pending.has(id)) worker.postMessage({ type: 'interrupt', id } satisfies PageMessage);
        },
      };
    },
    close,
    isOpen: () => closedBecause === undefined,
  };
}
