// An error that knows when trying again makes sense.
import type { ErrorCode } from '../src/errors/error-code.ts';
import { PhirstError } from '../src/errors/phirst-error.ts';

export class RetryLaterError extends PhirstError {
  /** Value of the Retry-After header: whole seconds or an HTTP date. */
  readonly retryAfter: string;
  /** The same in milliseconds from the moment it was said; undefined where nobody said it. */
  readonly waitMs: number | undefined;

  constructor(code: ErrorCode, message: string, options: { retryAfter: string; waitMs?: number | undefined }) {
    super(code, message);
    this.retryAfter = options.retryAfter;
    this.waitMs = options.waitMs;
  }
}
