// What the sliders change of the policy. The rest of it, and every slider nobody touched, follows the router's.
import type { Policy } from '../../src/policy/policy.ts';

/** An absent part follows the policy. Infinity takes a budget away. */
export interface PolicyOverrides {
  readonly minimumConfidence?: number | undefined;
  readonly totalMs?: number | undefined;
  readonly costMicroUsd?: number | undefined;
}

export function hasOverrides(overrides: PolicyOverrides): boolean {
  return Object.values(overrides).some((value) => value !== undefined);
}

/** A copy of the policy with the sliders' values in it. */
export function overridePolicy(policy: Policy, overrides: PolicyOverrides): Policy {
  const { minimumConfidence = policy.accept.minimumConfidence } = overrides;
  const totalMs = overrides.totalMs ?? policy.budget.totalMs ?? Infinity;
  const costMicroUsd = overrides.costMicroUsd ?? policy.budget.costMicroUsd ?? Infinity;
  const { firstTokenMs } = policy.budget;
  return {
    ...policy,
    accept: { ...policy.accept, minimumConfidence },
    budget: {
      ...(firstTokenMs !== undefined && { firstTokenMs }),
      ...(totalMs !== Infinity && { totalMs }),
      ...(costMicroUsd !== Infinity && { costMicroUsd }),
    },
  };
}
