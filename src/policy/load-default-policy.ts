// The policy every build carries: what runs before any other was fetched.
import { defaultPolicyDocument } from './default-policy.ts';
import type { Policy } from './policy.ts';

/** Not parsed again: `npm run policy:build` wrote it from a parsed policy, and a test parses it once more. */
export function loadDefaultPolicy(): Policy {
  return defaultPolicyDocument as Policy;
}
