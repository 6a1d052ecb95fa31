import { expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../src/errors/error-code.ts';
import { afterFailure } from './after-failure.ts';

it('repeats only what may pass, replaces only what is the model’s own fault, and surfaces all the rest', () => {
  const all = Object.keys(ERROR_CODES) as ErrorCode[];
  expect(all.filter((code) => afterFailure(code) === 'retry').sort()).toEqual(['provider_rate_limited', 'provider_unavailable', 'stream_truncated']);
  expect(all.filter((code) => afterFailure(code) === 'next').sort()).toEqual(['provider_not_configured', 'provider_response_invalid', 'provider_stalled']);
  // Nothing is repeated that says of itself that repeating is useless.
  expect(all.filter((code) => afterFailure(code) === 'retry' && !ERROR_CODES[code].isRetryable)).toEqual([]);
});
