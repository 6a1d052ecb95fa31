// A request ends when its time is up or when the person it was for goes away, whichever is first. The clock runs from its
// arrival: while its body is read as well as while a provider answers.
import { PhirstError } from '../../src/errors/phirst-error.ts';

/** Where nobody says how long an answer may take. */
const UNSTATED_MS = 120_000;
/** Whatever anybody says: as long as OpenAI's own clients wait. */
const LONGEST_MS = 600_000;

export interface CallLimit {
  /** Aborts with the PhirstError that says why: `deadline_exceeded` or `aborted`. */
  readonly signal: AbortSignal;
  /** So much is left from now on, whatever was before; throws `deadline_exceeded` when that is nothing. */
  setRemaining(remainingMs: number): void;
  /** The caller has gone, by another sign than its signal. */
  leave(): void;
  /** It is over: stop the clock. */
  end(): void;
}

/**
 * @param input.remainingMs undefined = two minutes, until `setRemaining` knows better
 * @param input.clientSignal the incoming request's own signal
 */
export function limitCall(input: { remainingMs: number | undefined; clientSignal: AbortSignal }): CallLimit {
  const { remainingMs = UNSTATED_MS, clientSignal } = input;
  const controller = new AbortController();
  const startTimer = (milliseconds: number) => {
    if (milliseconds <= 0) throw deadlineExceeded();
    return setTimeout(() => controller.abort(deadlineExceeded()), Math.min(milliseconds, LONGEST_MS));
  };
  let timer = startTimer(remainingMs);
  const leave = () => controller.abort(new PhirstError('aborted', 'The caller went away.'));
  if (clientSignal.aborted) leave();
  else clientSignal.addEventListener('abort', leave, { once: true });
  return {
    signal: controller.signal,
    setRemaining(milliseconds) {
      clearTimeout(timer);
      timer = startTimer(milliseconds);
    },
    leave,
    end() {
      clearTimeout(timer);
      clientSignal.removeEventListener('abort', leave);
    },
  };
}

function deadlineExceeded(): PhirstError {
  return new PhirstError('deadline_exceeded', 'The time budget ran out before the answer was complete.');
}
