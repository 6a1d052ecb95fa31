import { setTimeout as pause } from 'node:timers/promises';

/** Ready means that the Worker answers, which is later than the port being open. */
export async function waitUntilReady(url: string, signal: AbortSignal): Promise<void> {
  while (!(await answers(url, signal))) await pause(100, undefined, { signal });
}

async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const health = await fetch(`${url}/healthz`, { signal });
    await health.arrayBuffer();
    return health.ok;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}
