// A clock and timers that stand still until a test moves them.
import type { SetTimer } from '../../client-sdk/device/stall-watch.ts';

export interface ManualTime {
  readonly now: () => number;
  readonly setTimer: SetTimer;
  /** Moves the clock and fires what falls due on the way, in order; promises that follow from it run on. */
  advance(milliseconds: number): Promise<void>;
  /** Moves the clock at once, as for a page that was asleep: timers that fell due meanwhile fire late. */
  sleep(milliseconds: number): Promise<void>;
}

/**
 * @example
 * const time = createManualTime();
 * time.setTimer(() => unload(), 1000);
 * await time.advance(1000);
 */
export function createManualTime(): ManualTime {
  let elapsed = 0;
  const timers = new Set<{ readonly dueAt: number; readonly callback: () => void }>();

  async function fireDue(until: number, setClock: boolean): Promise<void> {
    for (;;) {
      const [next] = [...timers].filter(({ dueAt }) => dueAt <= until).sort((left, right) => left.dueAt - right.dueAt);
      if (next === undefined) return;
      timers.delete(next);
      if (setClock) elapsed = Math.max(elapsed, next.dueAt);
      next.callback();
      await settle();
    }
  }

  return {
    now: () => elapsed,
    setTimer(callback, milliseconds) {
      if (milliseconds === Infinity) return () => {};
      const timer = { dueAt: elapsed + milliseconds, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(milliseconds) {
      const until = elapsed + milliseconds;
      await fireDue(until, true);
      elapsed = until;
    },
    async sleep(milliseconds) {
      elapsed += milliseconds;
      await fireDue(elapsed, false);
    },
  };
}

/** Lets every promise that can go on do so, dynamic imports among them. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}
