// What follows when a hosted model failed before any of its answer was passed on.
import type { ErrorCode } from '../../src/errors/error-code.ts';

/** `retry`: the same model again, then the next one. `next`: the next one at once. `surface`: it would fail anywhere. */
export type AfterFailure = 'retry' | 'next' | 'surface';

const AFTER_FAILURE: Partial<Record<ErrorCode, AfterFailure>> = {
  // May have passed in a second: the network, 408, 429, 5xx, 529, an error inside a 200, a cut before the first content.
  provider_unavailable: 'retry',
  provider_rate_limited: 'retry',
  stream_truncated: 'retry',
  // Will be the same in a second, but not with another model.
  provider_not_configured: 'next',
  provider_response_invalid: 'next',
  // Has already cost as much time as it may.
  provider_stalled: 'next',
};

/** Everything else is about the request, its budgets or its caller: `afterFailure('provider_rejected')` → 'surface' */
export function afterFailure(code: ErrorCode): AfterFailure {
  return AFTER_FAILURE[code] ?? 'surface';
}
