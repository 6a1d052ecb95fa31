// What a failure is called, whatever was thrown.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Reason } from '../../src/route/reason.ts';

/** Anything thrown as a PhirstError. */
export function asPhirstError(error: unknown): PhirstError {
  return PhirstError.isInstance(error) ? error : new PhirstError('internal', 'An unexpected failure.', { cause: error });
}

/** Why the device's answer stands, or has to do, after a hosted model failed. */
export function failureReason(error: PhirstError): Reason {
  if (error.code === 'deadline_exceeded') return 'out_of_time';
  return error.code === 'router_unreachable' || error.code === 'rate_limited' ? error.code : 'hosted_failed';
}
