// What GET /v1/policy answers → what a client goes by, or nothing: a half-read answer would assign units to a policy that
// isn't there.
import * as v from 'valibot';
import { DeploymentSchema, type Deployment } from '../../src/experiment/deployment.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import type { Policy } from '../../src/policy/policy.ts';

export interface TakenAnswer {
  /** The default policy. */
  readonly policy: Policy;
  readonly hostedModelIds: readonly string[];
  /** Its hash; undefined from a router that doesn't say. */
  readonly hash: string | undefined;
  /** Undefined from a router that knows none. */
  readonly deployment: Deployment | undefined;
  /** All that are in force, by hash. */
  readonly policies: Readonly<Record<string, Policy>>;
  /** Every hash that was ever called revoked here. */
  readonly revoked: readonly string[];
}

/** More than any deployment names; the oldest are forgotten. */
const MAXIMUM_REVOKED = 1000;

/**
 * @param revokedBefore hashes that stay revoked whatever the answer says
 * @returns undefined where it isn't such an answer, or would bring back what was revoked
 */
export function readPolicyAnswer(body: unknown, revokedBefore: readonly string[] = []): TakenAnswer | undefined {
  const answer = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const policy = parsePolicy(answer['policy']);
  const deployment = v.safeParse(v.nullish(DeploymentSchema), answer['deployment']);
  const policies = readPolicies(answer['policies']);
  if (!policy.ok || !deployment.success || !policies || !Array.isArray(answer['hostedModelIds'])) return undefined;
  const inForce = deployment.output ?? undefined;
  const hash = inForce?.policy ?? (typeof answer['hash'] === 'string' ? answer['hash'] : undefined);
  const revoked = [...new Set([...revokedBefore, ...(inForce?.revoked ?? [])])].slice(-MAXIMUM_REVOKED);
  if (hash !== undefined && revoked.includes(hash)) return undefined;
  return {
    policy: policies[hash ?? ''] ?? policy.value,
    hostedModelIds: answer['hostedModelIds'].filter((id): id is string => typeof id === 'string'),
    hash,
    // Whoever assigns asks the deployment what is revoked.
    deployment: inForce && { ...inForce, revoked },
    policies,
    revoked,
  };
}

/** Undefined where one of them isn't a policy. */
function readPolicies(input: unknown): Record<string, Policy> | undefined {
  const policies: Record<string, Policy> = {};
  for (const [hash, document] of Object.entries(input ?? {})) {
    const parsed = parsePolicy(document);
    if (!parsed.ok) return undefined;
    policies[hash] = parsed.value;
  }
  return policies;
}
