// Under what a request is decided, as its events tell it.
import type { InForce, UnitPolicy } from '../deployment/in-force.ts';
import type { RequestContext } from './request-log.ts';

/** `contextOf(c.get('inForce'), c.get('held'))` → { policy: 'default', policyHash: '3f…', sequence: 7, assignment: null } */
export function contextOf({ deployment }: InForce, { document, policy, assignment }: UnitPolicy): RequestContext {
  return {
    policy: document.name,
    policyHash: policy,
    sequence: deployment.sequence,
    assignment: assignment ? { experiment: assignment.experiment, variant: assignment.variant, isOverride: assignment.isOverride } : null,
  };
}
