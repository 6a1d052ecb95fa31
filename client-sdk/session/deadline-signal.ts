// One signal for everything that ends a query early: the app's own, the client's end, and the time budget.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { setLongTimeout } from './set-long-timeout.ts';

export interface DeadlineSignal {
  readonly signal: AbortSignal;
  /** Stops the clock; call it when the query has ended. */
  clear(): void;
}

/** Aborts with the reason of one of the signals, or after `totalMs` with a PhirstError `deadline_exceeded`. */
export function createDeadlineSignal(signals: readonly AbortSignal[], totalMs: number | undefined): DeadlineSignal {
  const deadline = new AbortController();
  const clear = setLongTimeout(() => {
    deadline.abort(new PhirstError('deadline_exceeded', `The time budget of ${Math.round(totalMs ?? 0)} ms ran out.`));
  }, totalMs ?? Infinity);
  return { signal: AbortSignal.any([...signals, deadline.signal]), clear };
}
