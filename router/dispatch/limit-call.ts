// One call to a provider ends when its time is up or when the person it was for goes away, whichever is first.
import { PhirstError } from '../../src/errors/phirst-error.ts';

/** What setTimeout can count to; a longer limit is none. */
const LONGEST_TIMER_MS = 2_147_483_647;

export interface CallLimit {
  /** Aborts with the PhirstError that says why: `deadline_exceeded` or `aborted`. */
  readonly signal: AbortSignal;
  /** The call is over: stop the clock. */
  end(): void;
}

/**
 * @param input.remainingMs undefined = no limit; throws `deadline_exceeded` at once when nothing is left.
 * @param input.clientSignal the incoming request's own signal
 */
export function limitCall(input: { remainingMs: number | undefined; clientSignal: AbortSignal }): CallLimit {
  const { remainingMs = Infinity, clientSignal } = input;
  if (remainingMs <= 0) throw deadlineExceeded();
  const controller = new AbortController();
  const timer =
    remainingMs > LONGEST_TIMER_MS ? undefined : setTimeout(() => controller.abort(deadlineExceeded()), remainingMs);
  const leave = () => controller.abort(new PhirstError('aborted', 'The caller went away.'));
  if (clientSignal.aborted) leave();
  else clientSignal.addEventListener('abort', leave, { once: true });
  return {
    signal: controller.signal,
    end() {
      if (timer !== undefined) clearTimeout(timer);
      clientSignal.removeEventListener('abort', leave);
    },
  };
}

function deadlineExceeded(): PhirstError {
  return new PhirstError('deadline_exceeded', 'The time budget ran out before the answer was complete.');
}
