// The policy in force: fetched from the router, kept, and replaced when the router has a newer one.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import type { EdgeClient } from './edge-client.ts';

export interface PolicyInForce {
  readonly policy: Policy;
  /** Models of the policy's ladder whose provider is configured; empty when the router was never reached. */
  readonly hostedModelIds: readonly string[];
  /** Why the router was never reached, while that is so. */
  readonly failure?: PhirstError | undefined;
}

export interface PolicySource {
  /** What is known now, without any request: the last fetched, else the built-in one. */
  current(): PolicyInForce;
  /** Asks the router; keeps what it has when that fails. One request at a time. */
  refresh(): Promise<PolicyInForce>;
  /** Fetches unless it was fetched before; never rejects. */
  ready(): Promise<PolicyInForce>;
}

export function createPolicySource(edge: EdgeClient): PolicySource {
  let known: PolicyInForce | undefined;
  let etag: string | undefined;
  let pending: Promise<PolicyInForce> | undefined;
  let failure: PhirstError | undefined;
  const current = () => known ?? { policy: loadDefaultPolicy(), hostedModelIds: [], failure };

  const fetchNewest = async (): Promise<PolicyInForce> => {
    try {
      const answer = await edge.fetchPolicy(etag);
      const read = answer && (await readPolicyInForce(answer.body));
      if (read) {
        known = read;
        etag = answer?.etag;
      }
    } catch (error) {
      // The last good policy stays in force. Without one a query that needs the router ends in this very error.
      failure = PhirstError.isInstance(error) ? error : undefined;
    }
    return current();
  };
  const refresh = () => (pending ??= fetchNewest().finally(() => (pending = undefined)));
  return { current, refresh, ready: () => (known ? Promise.resolve(known) : refresh()) };
}

async function readPolicyInForce(body: unknown): Promise<PolicyInForce | undefined> {
  // On demand: the schema is as large as the decision, and a page that starts offline never needs it.
  const { parsePolicy } = await import('../../src/policy/parse-policy.ts');
  const { policy, hostedModelIds } = (body ?? {}) as { policy?: unknown; hostedModelIds?: unknown };
  const parsed = parsePolicy(policy);
  if (!parsed.ok || !Array.isArray(hostedModelIds)) return undefined;
  return { policy: parsed.value, hostedModelIds: hostedModelIds.filter((id): id is string => typeof id === 'string') };
}

/** The part of the ladder that can be called. */
export function configuredModels({ policy, hostedModelIds }: PolicyInForce): readonly HostedModel[] {
  return policy.hosted.models.filter((model) => hostedModelIds.includes(model.id));
}
