import { policyHash } from '../../src/policy/policy-hash.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { secretDigest } from '../secret-digest.ts';

const hashes = new WeakMap<Policy, Promise<string>>();

/** The policy's name for ever, worked out once for each policy object of an isolate: `await hashOf(policy)` → '3f…' */
export function hashOf(policy: Policy): Promise<string> {
  let hash = hashes.get(policy);
  if (!hash) hashes.set(policy, (hash = policyHash(policy, secretDigest)));
  return hash;
}
