// Notices a device that stopped giving tokens: a worker that was killed, or a GPU that hangs, says nothing at all.
import { setLongTimeout } from '../session/set-long-timeout.ts';
import type { PageVisibility } from './page-visibility.ts';

/** Calls back after so many milliseconds; returns what prevents it. */
export type SetTimer = (callback: () => void, milliseconds: number) => () => void;

export interface StallLimits {
  /** Milliseconds until the first token. */
  readonly firstChunkMs: number;
  /** Milliseconds between two tokens. */
  readonly chunkMs: number;
}

export interface StallWatchOptions {
  readonly limits: StallLimits;
  readonly visibility: PageVisibility;
  /** Called once, with a sentence. */
  readonly onStall: (message: string) => void;
  /** Milliseconds that never go back. */
  readonly now?: () => number;
  readonly setTimer?: SetTimer;
}

export interface StallWatch {
  /** A token has come. */
  onToken(): void;
  stop(): void;
}

/** A timer later than this was held up with the whole page; the device may have been as well. */
const LATE_SHARE = 1.5;
const LATE_MS = 1000;

/**
 * Begins at once. While the page is hidden, and when the page itself was asleep, nothing counts as a stall: the time
 * begins anew when it is back. The answer's deadline is somebody else's and goes on.
 */
export function watchForStall({ limits, visibility, onStall, now = () => performance.now(), setTimer = setLongTimeout }: StallWatchOptions): StallWatch {
  let clear = () => {};
  let limitMs = limits.firstChunkMs;
  let isStopped = false;

  function begin(): void {
    clear();
    if (isStopped || visibility.isHidden()) return;
    const begunAt = now();
    clear = setTimer(() => {
      const waitedMs = now() - begunAt;
      if (waitedMs > limitMs * LATE_SHARE + LATE_MS) return begin();
      stop();
      onStall(`The model on this device gave no token for ${Math.round(limitMs)} ms.`);
    }, limitMs);
  }

  const endVisibility = visibility.onChange(begin);

  function stop(): void {
    isStopped = true;
    clear();
    endVisibility();
  }

  begin();
  return {
    onToken() {
      limitMs = limits.chunkMs;
      begin();
    },
    stop,
  };
}
