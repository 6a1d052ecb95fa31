import type { Policy } from '../../../src/policy/policy.ts';
import type { AuditEntry, DeploymentAnswer } from '../../../src/wire/admin-api.ts';
import type { AdminClient } from '../access/admin-client.ts';
import { loadPolicies, policyHashes } from './known-policies.ts';

export interface Deployed {
  readonly answer: DeploymentAnswer;
  readonly audit: readonly AuditEntry[];
  readonly policies: Readonly<Record<string, Policy>>;
}

/** What is in force and how it came to be; must stay one function for useAdmin. */
export async function loadDeployed(client: AdminClient): Promise<Deployed> {
  const [answer, audit] = await Promise.all([client.get<DeploymentAnswer>('deployment'), client.get<readonly AuditEntry[]>('audit?limit=100')]);
  return { answer, audit, policies: await loadPolicies(client, answer, policyHashes(answer, audit)) };
}
