// What GET /v1/policy answers, with the names of its content.
import { canonicalJson } from '../../src/policy/canonical-json.ts';
import { policyHash } from '../../src/policy/policy-hash.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { hexOf, secretDigest } from '../secret-digest.ts';

export interface PolicyDocument {
  readonly body: string;
  /** SHA-256 of the policy's canonical JSON, as hex. */
  readonly hash: string;
  /** Strong: SHA-256 of the whole answer's canonical JSON, in quotes. */
  readonly etag: string;
}

/** @param hostedModelIds models of the ladder that can be called here; they change with the configuration alone. */
export async function describePolicy(policy: Policy, hostedModelIds: readonly string[]): Promise<PolicyDocument> {
  const hash = await policyHash(policy, secretDigest);
  const answer = { policy, hash, hostedModelIds };
  return { body: JSON.stringify(answer), hash, etag: `"${await sha256(canonicalJson(answer))}"` };
}

async function sha256(text: string): Promise<string> {
  return hexOf(await secretDigest(text));
}
