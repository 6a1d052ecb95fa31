// Every policy that somebody may want to read: those in force, the one before, and those the history tells of.
import type { Policy } from '../../../src/policy/policy.ts';
import type { AuditEntry, DeploymentAnswer } from '../../../src/wire/admin-api.ts';
import type { AdminClient } from '../access/admin-client.ts';

/** Older ones are still there, under their hash: this is what a list can hold. */
const MOST = 24;

/** What is in force first, then as the history has it, newest first. `policyHashes(answer, audit)` → ['3f9c…', 'a01b…'] */
export function policyHashes({ deployment, policies }: DeploymentAnswer, audit: readonly AuditEntry[]): readonly string[] {
  const inForce = [deployment.policy, ...deployment.experiments.flatMap(({ variants }) => variants.map(({ policy }) => policy)), ...Object.keys(policies)];
  const changed = audit.flatMap(({ change }) => ('policy' in change && change.policy !== undefined ? [change.policy] : []));
  return [...new Set([...inForce, ...(deployment.previous === null ? [] : [deployment.previous]), ...changed])].slice(0, MOST);
}

/** What stands under a hash never changes: it is asked for once. */
const kept = new WeakMap<AdminClient, Map<string, Policy>>();

export async function loadPolicies(client: AdminClient, answer: DeploymentAnswer, hashes: readonly string[]): Promise<Readonly<Record<string, Policy>>> {
  const known = kept.get(client) ?? new Map<string, Policy>();
  kept.set(client, known);
  for (const [hash, policy] of Object.entries(answer.policies)) known.set(hash, policy);
  const missing = hashes.filter((hash) => !known.has(hash));
  await Promise.all(
    missing.map(async (hash) => {
      // One that can't be had goes by its hash alone; the page is still of use.
      const policy = await client.get<Policy>(`policies/${hash}`).catch(() => undefined);
      if (policy) known.set(hash, policy);
    }),
  );
  return Object.fromEntries(hashes.flatMap((hash) => (known.has(hash) ? [[hash, known.get(hash)!]] : [])));
}
