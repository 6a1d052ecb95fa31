// One answer from the worker, with the times the caller sees and the caller's right to stop it.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Message } from '../../src/query/query.ts';
import { faultOf } from './device-fault.ts';
import type { GenerateOptions, GenerationResult } from './engine.ts';
import { WorkerRequestError, type WorkerConnection } from './worker-connection.ts';

/** A forward pass can't be stopped; a worker that hasn't come back after this hangs. */
const INTERRUPT_PATIENCE_MS = 20_000;

export interface GenerationRun {
  readonly connection: WorkerConnection;
  readonly messages: readonly Message[];
  readonly options: GenerateOptions;
  /** When the caller asked, by performance.now(): waiting for the answer before counts. */
  readonly startedAt: number;
}

/** Rejects with the code of what broke; its param is `messages` where the conversation was at fault and the worker still works. */
export async function runGeneration({ connection, messages, options, startedAt }: GenerationRun): Promise<GenerationResult> {
  const { onToken, signal } = options;
  const elapsed = () => performance.now() - startedAt;
  if (signal?.aborted) {
    const totalMs = elapsed();
    return { stopReason: 'interrupted', promptTokens: 0, outputTokens: 0, firstTokenMs: totalMs, totalMs };
  }
  let firstTokenMs: number | undefined;
  let hangTimer: ReturnType<typeof setTimeout> | undefined;
  const request = connection.generate(messages, options, (token) => {
    firstTokenMs ??= elapsed();
    onToken(token);
  });
  const onAbort = () => {
    request.interrupt();
    hangTimer = setTimeout(() => connection.close('The device worker no longer answers.'), INTERRUPT_PATIENCE_MS);
  };
  signal?.addEventListener('abort', onAbort);
  try {
    const generated = await request.result;
    const totalMs = elapsed();
    return { ...generated, firstTokenMs: firstTokenMs ?? totalMs, totalMs };
  } catch (error) {
    const isUsable = error instanceof WorkerRequestError && error.isUsable;
    // After any other error every later run in that worker fails as well.
    if (!isUsable) connection.close((error as Error).message);
    const { message } = error as Error;
    if (isUsable) throw new PhirstError('device_failed', message, { cause: error, param: 'messages' });
    throw new PhirstError(faultOf(message), message, { cause: error });
  } finally {
    clearTimeout(hangTimer);
    signal?.removeEventListener('abort', onAbort);
  }
}
