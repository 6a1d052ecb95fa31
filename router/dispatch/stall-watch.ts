// Whether somebody we wait for has been silent for too long. One timer for many waits: setting one with every chunk would
// cost a tenth of what passing the chunk on costs.

export interface StallWatch {
  /** Waiting begins, or goes on if nothing was heard since. */
  wait(): void;
  /** Something was heard: the next wait begins anew. */
  hear(): void;
  /** From now on this is the limit. */
  hurry(limitMs: number): void;
  /** Busy elsewhere: nobody is waited for. */
  rest(): void;
  end(): void;
}

/** `createStallWatch({ limitMs: 15_000, now, onStall: () => controller.abort(stalled()) })` */
export function createStallWatch({ limitMs: firstLimitMs, now, onStall }: { limitMs: number; now: () => number; onStall: () => void }): StallWatch {
  let limitMs = firstLimitMs;
  let since: number | undefined;
  let isWaiting = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    if (timer !== undefined) clearTimeout(timer);
    timer = undefined;
  };
  const look = () => {
    timer = undefined;
    if (!isWaiting || since === undefined) return;
    const leftMs = limitMs - (now() - since);
    if (leftMs <= 0) onStall();
    else timer = setTimeout(look, leftMs);
  };
  return {
    wait() {
      since ??= now();
      isWaiting = true;
      timer ??= setTimeout(look, limitMs);
    },
    hear() {
      since = undefined;
    },
    hurry(milliseconds) {
      limitMs = Math.min(limitMs, milliseconds);
      stop();
    },
    rest() {
      isWaiting = false;
    },
    end() {
      isWaiting = false;
      stop();
    },
  };
}
