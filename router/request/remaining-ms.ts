// What is left of the caller's time. Only remaining milliseconds travel, so that two clocks never have to agree.
import { PhirstError } from '../../src/errors/phirst-error.ts';

/** For callers that can set a header more easily than a field of the body. */
export const REMAINING_MS_HEADER = 'x-phirst-remaining-ms';

/**
 * The smaller of the header's and the body's; undefined when neither is given.
 *
 * @example remainingMsOf(new Headers({ 'x-phirst-remaining-ms': '500' }), 2000) // 500
 */
export function remainingMsOf(headers: Headers, totalMs: number | undefined): number | undefined {
  const header = headers.get(REMAINING_MS_HEADER)?.trim();
  if (header === undefined) return totalMs;
  const remainingMs = header === '' ? NaN : Number(header);
  if (!(remainingMs >= 0 && remainingMs < Infinity)) {
    const message = `${REMAINING_MS_HEADER}: must be a number of milliseconds that is not negative`;
    throw new PhirstError('invalid_request', message, { param: REMAINING_MS_HEADER });
  }
  return Math.min(remainingMs, totalMs ?? Infinity);
}
