// One signal for everything that ends a query early: the app's own, and the time budget.
import { PhirstError } from '../../src/errors/phirst-error.ts';

export interface DeadlineSignal {
  readonly signal: AbortSignal;
  /** Stops the clock; call it when the query has ended. */
  clear(): void;
}

/** Aborts with the app's reason, or after `totalMs` with a PhirstError `deadline_exceeded`. */
export function createDeadlineSignal(appSignal: AbortSignal | undefined, totalMs: number | undefined): DeadlineSignal {
  const deadline = new AbortController();
  const timer =
    totalMs === undefined
      ? undefined
      : setTimeout(() => {
          deadline.abort(new PhirstError('deadline_exceeded', `The time budget of ${totalMs} ms ran out.`));
        }, totalMs);
  return {
    signal: appSignal ? AbortSignal.any([appSignal, deadline.signal]) : deadline.signal,
    clear: () => clearTimeout(timer),
  };
}
