import { parsePolicy } from '../../src/policy/parse-policy.ts';
import type { Phirst } from '../../client-sdk/client-options.ts';

export type ServedPolicy = Awaited<ReturnType<Phirst['policy']>>;

/**
 * What the router serves this moment. The client remembers the policy it was given last; a page whose policy is being
 * edited wants the newest.
 */
export async function fetchServedPolicy(): Promise<ServedPolicy> {
  const response = await fetch('/v1/policy', { cache: 'no-cache' });
  if (!response.ok) throw new Error(`The router answered with status ${response.status}.`);
  const { policy, hostedModelIds } = (await response.json()) as { policy?: unknown; hostedModelIds?: unknown };
  const parsed = parsePolicy(policy);
  if (!parsed.ok) throw new Error('The router served something that is not a policy.');
  return { policy: parsed.value, hostedModelIds: Array.isArray(hostedModelIds) ? hostedModelIds.map(String) : [] };
}
