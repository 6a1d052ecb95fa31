// Failures that the caller brought about: they say nothing of a policy, and whoever can cause them could sway a guardrail.
import type { ErrorCode } from '../errors/error-code.ts';

const CALLER_CAUSED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'aborted',
  'invalid_request',
  'unsupported_media_type',
  'request_too_large',
  'model_not_found',
  'not_found',
  'method_not_allowed',
  'unauthenticated',
  'session_expired',
  'forbidden',
  'origin_not_allowed',
  'rate_limited',
  'over_cost_budget',
  'spend_cap_reached',
  'safety_refused',
]);

/**
 * A deadline that was missed is none of them: a slow policy misses deadlines, and what one caller can do with a short one is
 * bounded by comparing units, each of which counts once. The breaker, which needs few, looks closer (watched-outcome.ts).
 *
 * @example isCallerCaused('aborted') // true
 */
export function isCallerCaused(code: ErrorCode): boolean {
  return CALLER_CAUSED.has(code);
}
