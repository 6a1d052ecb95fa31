import { loadDefaultPolicy } from '../../../src/policy/load-default-policy.ts';
import type { Policy } from '../../../src/policy/policy.ts';

/** The built-in policy with these fields of `hosted`: `hostedPolicy({ maximumFallbacks: 0 })` */
export function hostedPolicy(fields: Partial<Policy['hosted']>): Policy {
  const policy = loadDefaultPolicy();
  return { ...policy, hosted: { ...policy.hosted, ...fields } };
}

/** Asks one model once, whatever comes of it. */
export const ONE_ATTEMPT: Policy = hostedPolicy({ retry: { maximumRetries: 0, maximumDelayMs: 0 }, maximumFallbacks: 0 });
