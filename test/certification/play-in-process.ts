// Plays wire scripts as a fetch: rejects, hangs, drips and cuts as a connection would, by the timers of the moment.
import type { WireScript } from './wire-script.ts';

/** What became of one call on the far side. */
export interface PlayedCall {
  readonly body: Record<string, unknown>;
  /** The last byte of its script was read, or it was refused. */
  isOver: boolean;
  /** Its signal fired, or the reader let go of its body. */
  isLetGo: boolean;
}

export interface PlayedNetwork {
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly calls: readonly PlayedCall[];
}

/** @param scriptOf what the far side does with the call of that index. */
export function playInProcess(scriptOf: (call: PlayedCall, index: number) => WireScript): PlayedNetwork {
  const calls: PlayedCall[] = [];
  return {
    calls,
    fetch(_input, init = {}) {
      const call: PlayedCall = { body: JSON.parse((init.body as string) ?? '{}') as Record<string, unknown>, isOver: false, isLetGo: false };
      calls.push(call);
      const signal = init.signal ?? undefined;
      signal?.addEventListener('abort', () => (call.isLetGo = true));
      if (signal?.aborted) call.isLetGo = true;
      return play(scriptOf(call, calls.length - 1), call, signal);
    },
  };
}

function play(script: WireScript, call: PlayedCall, signal: AbortSignal | undefined): Promise<Response> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal?.reason as Error);
    if (signal?.aborted) return leave();
    signal?.addEventListener('abort', leave, { once: true });
    if (script.kind === 'silent') return;
    if (script.kind !== 'answer') {
      call.isOver = true;
      return reject(new TypeError(script.kind === 'refuse' ? 'fetch failed: connection refused' : 'fetch failed: connection reset'));
    }
    const begin = () => resolve(new Response(bodyOf(script, call, signal), { status: script.status, headers: { ...script.headers } }));
    if (script.headersAfterMs === undefined) begin();
    else setTimeout(begin, script.headersAfterMs);
  });
}

function bodyOf(script: Extract<WireScript, { kind: 'answer' }>, call: PlayedCall, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  let step = 0;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      signal?.addEventListener('abort', () => controller.error(signal.reason));
    },
    async pull(controller) {
      for (;;) {
        const next = script.body[step++];
        if (next === undefined) break;
        if ('waitMs' in next) {
          await new Promise((resolve) => setTimeout(resolve, next.waitMs));
          if (signal?.aborted || call.isLetGo) return;
          continue;
        }
        if (next.send.length === 0) continue;
        return controller.enqueue(next.send);
      }
      if (script.end === 'hang') return new Promise(() => {});
      call.isOver = true;
      if (script.end === 'clean') controller.close();
      else controller.error(new TypeError('terminated: connection lost'));
    },
    cancel() {
      call.isLetGo = true;
    },
  });
}
