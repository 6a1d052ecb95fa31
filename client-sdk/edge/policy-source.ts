// The policy in force: fetched from the router, kept on the device for the next start, and replaced when the router has a
// newer one. When the router can't be reached, the last good one stays.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import type { PolicyOrigin } from '../client-options.ts';
import type { EdgeClient } from './edge-client.ts';
import type { PolicyStorage } from './stored-policy.ts';

/** A kept policy younger than this is used while the router is asked; for an older one the router is waited for first. */
const FRESH_ENOUGH_MS = 24 * 60 * 60 * 1000;

export interface PolicyInForce {
  readonly policy: Policy;
  /** Models of the policy's ladder whose provider is configured; empty when the router was never reached. */
  readonly hostedModelIds: readonly string[];
  readonly origin: PolicyOrigin;
  /** When the router last said so, Unix time in milliseconds; undefined for the built-in one. */
  readonly confirmedAt?: number | undefined;
  /** Why the router was never reached, while that is so. */
  readonly failure?: PhirstError | undefined;
}

export interface PolicySource {
  /**
   * What is known now, without any request: the last fetched, the one kept on the device, else the built-in one. Undefined
   * until `restored()` has resolved.
   */
  current(): PolicyInForce | undefined;
  /**
   * What is known once what is kept on the device has been read; causes no request to the router. Rejects when nothing is
   * kept and the chunk with the built-in policy didn't arrive.
   */
  restored(): Promise<PolicyInForce>;
  /** Asks the router; keeps what it has when that fails. One request at a time. Rejects as `restored()` does. */
  refresh(): Promise<PolicyInForce>;
  /** Fetches unless a fresh enough one is known. Rejects as `restored()` does. */
  ready(): Promise<PolicyInForce>;
}

export interface PolicySourceInput {
  readonly edge: Pick<EdgeClient, 'fetchPolicy'>;
  /** Names the router in the storage. */
  readonly baseUrl: string;
  /** Where the last good policy is kept; undefined where there is nothing of the kind. */
  readonly storage: PolicyStorage | undefined;
  /** Unix time in milliseconds: ages outlive the page. */
  readonly now: () => number;
}

/** Parsing and keeping, on demand: the schema is as large as the decision, and nothing needs it before a policy is there. */
const loadKeeper = () => import('./stored-policy.ts');
/** On demand as well: a page that was here before decides by the policy it kept. */
const loadBuiltIn = () => import('../../src/policy/load-default-policy.ts');

export function createPolicySource({ edge, baseUrl, storage, now }: PolicySourceInput): PolicySource {
  // One policy for each router a page talks to.
  const key = `phirst.policy:${baseUrl}`;
  let known: PolicyInForce | undefined;
  let body: unknown;
  let etag: string | undefined;
  let pending: Promise<PolicyInForce> | undefined;
  let failure: PhirstError | undefined;
  let builtIn: Policy | undefined;
  const current = (): PolicyInForce | undefined => known ?? (builtIn && { policy: builtIn, hostedModelIds: [], origin: 'built-in', failure });

  const restoreKept = async () => {
    try {
      const text = storage?.getItem(key);
      if (!storage || !text) return;
      const { readPolicy, readStoredPolicy } = await loadKeeper();
      const stored = readStoredPolicy(text);
      const read = stored && readPolicy(stored.body);
      // A newer one may have arrived meanwhile.
      if (read && !known) {
        known = { ...read, origin: 'device', confirmedAt: stored.confirmedAt };
        ({ body, etag } = stored);
      } else if (!read) storage.removeItem(key);
    } catch {
      // No storage after all, or the chunk that parses could not be loaded: the next start tries again.
    }
  };
  const restoring = restoreKept();

  const restored = async (): Promise<PolicyInForce> => {
    await restoring;
    if (!known) builtIn ??= (await loadBuiltIn()).loadDefaultPolicy();
    return current() as PolicyInForce;
  };
  // Not only when it is asked for: `current()` has to know it soon.
  restored().catch(() => undefined);

  const fetchNewest = async (): Promise<PolicyInForce> => {
    await restoring;
    try {
      const answer = await edge.fetchPolicy(etag);
      const { readPolicy, storePolicy } = await loadKeeper();
      const read = answer && readPolicy(answer.body);
      if (answer && read) {
        known = { ...read, origin: 'router', confirmedAt: now() };
        ({ body, etag } = answer);
      } else if (!answer && known) known = { ...known, origin: 'router', confirmedAt: now() };
      if (storage && known?.origin === 'router') storePolicy(storage, key, { body, etag, confirmedAt: known.confirmedAt ?? now() });
    } catch (error) {
      // The last good policy stays in force. Without one a query that needs the router ends in this very error.
      failure = PhirstError.isInstance(error) ? error : undefined;
    }
    return restored();
  };
  const refresh = () => (pending ??= fetchNewest().finally(() => (pending = undefined)));
  const isFresh = () => known !== undefined && (known.origin === 'router' || now() - (known.confirmedAt ?? 0) < FRESH_ENOUGH_MS);
  return {
    current,
    restored,
    refresh,
    async ready() {
      await restoring;
      return isFresh() ? restored() : refresh();
    },
  };
}

/** The part of the ladder that can be called. */
export function configuredModels({ policy, hostedModelIds }: Pick<PolicyInForce, 'policy' | 'hostedModelIds'>): readonly HostedModel[] {
  return policy.hosted.models.filter((model) => hostedModelIds.includes(model.id));
}
