// One pass: the same prompts, one after the other, under one policy.
import { createHash } from 'node:crypto';
import { canonicalPolicy } from '../../src/policy/policy-hash.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { InferenceMode } from '../../src/query/query.ts';

export interface Pass {
  /** `device-seed-1`: for people, and for the name of its record. */
  readonly name: string;
  readonly prompts: readonly string[];
  readonly mode: InferenceMode;
  /** Undefined: the router's own. */
  readonly policy: Policy | undefined;
}

/** `passKey(pass)` → 'watched-seed-1-9f86d081': another policy or mode is another pass. */
export function passKey({ name, mode, policy }: Pass): string {
  const digest = createHash('sha256').update(`${mode}\n${canonicalPolicy(policy ?? loadDefaultPolicy())}`).digest('hex');
  return `${name}-${digest.slice(0, 8)}`;
}
