import { setTimeout as pause } from 'node:timers/promises';

/** Ready means that the Worker answers, which is later than the port being open. */
export async function waitUntilReady(url: string, signal: AbortSignal, log: (line: string) => void): Promise<void> {
  while (!(await answers(url, signal, log))) await pause(100, undefined, { signal });
}

async function answers(url: string, signal: AbortSignal, log: (line: string) => void): Promise<boolean> {
  try {
    const health = await fetch(`${url}/healthz`, { signal });
    const { fault } = (await health.json()) as { fault?: string };
    // A setting that is wrong stays wrong: say so now, and let the person mend it while it runs.
    if (fault !== undefined) log(fault);
    return health.ok || fault !== undefined;
  } catch {
    signal.throwIfAborted();
    return false;
  }
}
