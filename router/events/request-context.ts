// Under what a request is decided, as its events tell it.
import { policyHash } from '../../src/policy/policy-hash.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { InForce, UnitPolicy } from '../deployment/in-force.ts';
import { secretDigest } from '../secret-digest.ts';
import type { RequestContext } from './request-log.ts';

const hashes = new WeakMap<Policy, Promise<string>>();

/** `await contextOf(services.policy, c.get('inForce'), inForce?.policyOf(unit))`: of the build's policy where nothing is deployed. */
export async function contextOf(built: Policy, inForce: InForce | undefined, held: UnitPolicy | undefined): Promise<RequestContext> {
  if (!inForce || !held) return { policy: built.name, policyHash: await hashOf(built), sequence: 0, assignment: null };
  const { document, policy, assignment } = held;
  return {
    policy: document.name,
    policyHash: policy,
    sequence: inForce.deployment.sequence,
    assignment: assignment ? { experiment: assignment.experiment, variant: assignment.variant, isOverride: assignment.isOverride } : null,
  };
}

/** Once for each policy of an isolate. */
function hashOf(policy: Policy): Promise<string> {
  let hash = hashes.get(policy);
  if (!hash) hashes.set(policy, (hash = policyHash(policy, secretDigest)));
  return hash;
}
