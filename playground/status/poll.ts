// Asking the same thing again and again: one request at a time, and later after each failure in a row.

export interface PollOptions {
  /** Resolves with whether there was an answer; never rejects. */
  readonly ask: () => Promise<boolean>;
  readonly everyMs: number;
  /** While this is false nothing is asked; `askNow` goes on from there. */
  readonly isWanted: () => boolean;
}

export interface Poll {
  /** Asks at once, unless a request is under way. */
  askNow(): void;
  stop(): void;
}

/** The longest wait after failures, where the usual one isn't longer anyway. */
const LONGEST_WAIT_MS = 30_000;

export function createPoll({ ask, everyMs, isWanted }: PollOptions): Poll {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let isAsking = false;
  let isStopped = false;

  async function look(): Promise<void> {
    clearTimeout(timer);
    if (isAsking || isStopped || !isWanted()) return;
    isAsking = true;
    failures = (await ask()) ? 0 : failures + 1;
    isAsking = false;
    const waitMs = Math.min(everyMs * 2 ** failures, Math.max(everyMs, LONGEST_WAIT_MS));
    if (!isStopped) timer = setTimeout(() => void look(), waitMs);
  }

  return {
    askNow: () => void look(),
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
