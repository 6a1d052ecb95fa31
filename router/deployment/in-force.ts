// What holds while one request is served: the deployment as this isolate knows it, and the policy of the caller's unit.
import type { AssignedPolicy, Overrides } from '../../src/experiment/assign-unit.ts';
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
