// What holds while one request is served: the deployment as this isolate knows it, and the policy of the caller's unit.
import { assignUnit, type AssignedPolicy, type Overrides } from '../../src/experiment/assign-unit.ts';
import type { Deployment } from '../../src/experiment/deployment.ts';
import type { Policy } from '../../src/policy/policy.ts';

export interface InForce {
  readonly deployment: Deployment;
  /** The policy of nobody in particular. */
  readonly defaultPolicy: Policy;
  /** Every policy the deployment names and this isolate has, by hash. */
  readonly policies: ReadonlyMap<string, Policy>;
  /** One it hasn't got falls back to the default. */
  policyOf(unit: string | undefined, overrides?: Overrides): UnitPolicy;
}

export interface UnitPolicy extends AssignedPolicy {
  readonly document: Policy;
  /** Hash of `document`. */
  readonly policy: string;
}

export interface NamedPolicy {
  readonly hash: string;
  readonly document: Policy;
}

export interface InForceInput {
  readonly deployment: Deployment;
  readonly policies: ReadonlyMap<string, Policy>;
  /** What the build brings: the last resort. */
  readonly builtIn: NamedPolicy;
}

/** `createInForce({ deployment, policies, builtIn }).policyOf('user-1')` → { policy: '3f…', document, assignment } */
export function createInForce({ deployment, policies, builtIn }: InForceInput): InForce {
  const document = policies.get(deployment.policy);
  const fallback = document ? { hash: deployment.policy, document } : builtIn;
  return {
    deployment,
    defaultPolicy: fallback.document,
    policies,
    policyOf(unit, overrides) {
      const assigned = assignUnit(deployment, unit, overrides);
      const own = policies.get(assigned.policy);
      return own ? { ...assigned, document: own } : { policy: fallback.hash, document: fallback.document, assignment: undefined };
    },
  };
}

/** What sessions and callers may name: `policyNames(inForce)` → ['default', 'bolder'] */
export function policyNames({ defaultPolicy, policies }: InForce): readonly string[] {
  return [...new Set([defaultPolicy, ...policies.values()].map(({ name }) => name))];
}
