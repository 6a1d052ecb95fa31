// The one error class that crosses an API edge: a code, a sentence that says what to do, and its cause.
import { ERROR_CODES, type ErrorCode } from './error-code.ts';

const BRAND = Symbol.for('phirst.error');

/**
 * The one error that Phirst throws or streams: a code to act on, a sentence to read.
 *
 * @example
 * try { await answer.done; } catch (error) {
 *   if (PhirstError.isInstance(error) && error.code === 'deadline_exceeded') showPartial();
 * }
 */
export class PhirstError extends Error {
  readonly [BRAND] = true;
  override readonly name = 'PhirstError';
  readonly code: ErrorCode;
  /** Path of the fault in the input, where there is one. */
  readonly param: string | null;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; param?: string } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.param = options.param ?? null;
  }

  /** HTTP status the router answers with. */
  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  get isRetryable(): boolean {
    return ERROR_CODES[this.code].isRetryable;
  }

  /** True for every copy of this class: bundlers may leave two of them in one page, where `instanceof` fails. */
  static isInstance(error: unknown): error is PhirstError {
    return typeof error === 'object' && error !== null && BRAND in error;
  }
}
