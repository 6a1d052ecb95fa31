// One signal for everything that ends a query early: the app's own, the client's end, and the time budget.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { setLongTimeout } from './set-long-timeout.ts';

export interface DeadlineSignal {
  readonly signal: AbortSignal;
  /** Stops the clock and lets go of the signals; call it when the query has ended. */
  clear(): void;
}

/** Aborts with the reason of one of the signals, or after `totalMs` with a PhirstError `deadline_exceeded`. */
export function createDeadlineSignal(signals: readonly AbortSignal[], totalMs: number | undefined): DeadlineSignal {
  const deadline = new AbortController();
  const stopClock = setLongTimeout(() => {
    deadline.abort(new PhirstError('deadline_exceeded', `The time budget of ${Math.round(totalMs ?? 0)} ms ran out.`));
  }, totalMs ?? Infinity);
  // Not AbortSignal.any: an app's and a client's own signals live on, and would keep all that ever listened to one of theirs.
  const forwards = signals.map((signal) => {
    const forward = () => deadline.abort(signal.reason);
    if (signal.aborted) forward();
    else signal.addEventListener('abort', forward, { once: true });
    return () => signal.removeEventListener('abort', forward);
  });
  const clear = () => {
    stopClock();
    for (const letGo of forwards) letGo();
  };
  return { signal: deadline.signal, clear };
}
