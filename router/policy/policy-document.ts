// What GET /v1/policy answers, with the name of its content.
import { canonicalJson } from '../../src/policy/canonical-json.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import type { InForce } from '../deployment/in-force.ts';
import { hexOf, secretDigest } from '../secret-digest.ts';

export interface PolicyDocument {
  readonly body: string;
  /** Strong: SHA-256 of the whole answer's canonical JSON, in quotes. */
  readonly etag: string;
  readonly sequence: number;
}

/**
 * `policy` and `hash` are the default's; `policies` are all that are in force.
 *
 * @param callableOf models of a ladder that can be called here; they change with the configuration alone
 */
export async function describePolicy(inForce: InForce, callableOf: (policy: Policy) => readonly HostedModel[]): Promise<PolicyDocument> {
  const { deployment, policies } = inForce;
  const { document: policy, policy: hash } = inForce.policyOf(undefined);
  const hostedModelIds = [...new Set([policy, ...policies.values()].flatMap((each) => callableOf(each).map(({ id }) => id)))];
  const answer = { policy, hash, hostedModelIds, deployment, policies: Object.fromEntries(policies) };
  const digest = await secretDigest(canonicalJson(answer));
  return { body: JSON.stringify(answer), etag: `"${hexOf(digest)}"`, sequence: deployment.sequence };
}
