// The policy every build carries: what runs before any other was fetched.
import { defaultPolicyDocument } from './default-policy.ts';
import { parsePolicy } from './parse-policy.ts';
import type { Policy } from './policy.ts';

/** Throws only if the generated document and the schema don't belong together: a broken build. */
export function loadDefaultPolicy(): Policy {
  const parsed = parsePolicy(defaultPolicyDocument);
  if (!parsed.ok) throw new Error(`The built-in policy is invalid at ${parsed.error[0]?.path}: run npm run policy:build.`);
  return parsed.value;
}
