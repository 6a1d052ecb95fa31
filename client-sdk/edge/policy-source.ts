// The policy in force: fetched from the router, kept on the device for the next start, and replaced when the router has a
// newer one. When the router can't be reached, the last good one stays.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Assignment, Overrides } from '../../src/experiment/assign-unit.ts';
import type { Deployment } from '../../src/experiment/deployment.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { PolicyOrigin, PolicyReport } from '../client-options.ts';
import type { Assigner } from '../deployment/assigner.ts';
import type { UnitOption } from '../deployment/unit-option.ts';
import type { EdgeClient } from './edge-client.ts';
import type { SessionOption } from './session-token.ts';
import type { PolicyStorage } from './stored-policy.ts';

/** A kept policy younger than this is used while the router is asked; for an older one the router is waited for first. */
const FRESH_ENOUGH_MS = 24 * 60 * 60 * 1000;
/** How long ago the router may have been asked before a query asks it in the background. */
const CHECK_AFTER_MS = 5000;
/** An isolate of the router may be some seconds behind another. Beyond so many answers in a row a number heard of is asked for no more often than that. */
const MOST_FRUITLESS = 3;

export interface PolicyInForce {
  readonly policy: Policy;
  /** Models of the policy's ladder whose provider is configured; empty when the router was never reached. */
  readonly hostedModelIds: readonly string[];
  readonly origin: PolicyOrigin;
  /** When the router last said so, Unix time in milliseconds; undefined for the built-in one. */
  readonly confirmedAt?: number | undefined;
  /** Why the router was never reached, while that is so. */
  readonly failure?: PhirstError | undefined;
  /** SHA-256 of the policy's canonical form; undefined for the built-in one. */
  readonly hash?: string | undefined;
  /** What the router has in force; undefined where it was never told. */
  readonly deployment?: Deployment | undefined;
  /** Policies of the deployment, by hash. */
  readonly policies?: Readonly<Record<string, Policy>> | undefined;
  /** Every hash that was ever called revoked here. */
  readonly revoked?: readonly string[] | undefined;
  /** Which variant holds; undefined where no experiment takes the unit, and before it was asked. */
  readonly assignment?: Assignment | undefined;
  /** Who is assigned, as the router calls it. */
  readonly unit?: string | undefined;
  /** What a hosted question says of unit and overrides. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
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
  /** Asks in the background where that is some seconds ago. */
  check(): void;
  /** What a session is to be minted for; undefined where nobody is to be assigned. */
  ownUnit(): Promise<string | undefined>;
  /** Asks the router, and says what came of it; `own` is the app's own policy, which stands outside of every experiment. */
  report(own: Policy | undefined): Promise<PolicyReport>;
  /** The deployment's number as any answer of the router carries it: with a higher one than ours, ours isn't fresh. */
  hear(sequence: string | null): void;
}

export interface PolicySourceInput {
  readonly edge: Pick<EdgeClient, 'fetchPolicy'>;
  /** Names the router in the storage. */
  readonly baseUrl: string;
  /** Where the last good policy is kept; undefined where there is nothing of the kind. */
  readonly storage: PolicyStorage | undefined;
  /** Unix time in milliseconds: ages outlive the page. */
  readonly now: () => number;
  /** Aborted when the client is disposed. */
  readonly signal?: AbortSignal | undefined;
  readonly newId: () => string;
  readonly option?: UnitOption | undefined;
  readonly overrides?: Overrides | undefined;
  readonly session?: SessionOption | undefined;
  /** The unit of the session that is held, once one is. */
  readonly grantedUnit?: (() => string | undefined) | undefined;
}

/** Parsing and keeping, on demand: the schema is as large as the decision, and nothing needs it before a policy is there. */
const loadKeeper = () => import('./stored-policy.ts');
/** On demand as well: a page that was here before decides by the policy it kept. */
const loadBuiltIn = () => import('../../src/policy/load-default-policy.ts');

export function createPolicySource(input: PolicySourceInput): PolicySource {
  const { edge, baseUrl, storage, now, signal } = input;
  // One policy for each router a page talks to.
  const key = `phirst.policy:${baseUrl}`;
  let known: PolicyInForce | undefined;
  let body: unknown;
  let etag: string | undefined;
  let pending: Promise<PolicyInForce> | undefined;
  let failure: PhirstError | undefined;
  let builtIn: Policy | undefined;
  /** The highest number heard of. */
  let newest = 0;
  /** Answers since then that didn't have it. */
  let fruitless = 0;
  /** Since when the page may have missed something. */
  let doubts = 0;
  let doubtsSettled = 0;
  let isWatching = false;
  let askedAt = -Infinity;
  let assigner: Assigner | undefined;
  /** The last that was known, and what it came to for this unit. */
  let assigned: { readonly of: PolicyInForce; readonly to: PolicyInForce } | undefined;

  /** Whoever couldn't ask again in time doesn't go on with it. */
  const isOver = () => {
    const { deployment, confirmedAt = 0 } = known ?? {};
    const end = deployment?.notAfter ?? Infinity;
    return now() > end && confirmedAt <= end;
  };
  const usable = () => (isOver() ? undefined : known);
  const defaultNow = (): PolicyInForce | undefined => usable() ?? (builtIn && { policy: builtIn, hostedModelIds: known?.hostedModelIds ?? [], origin: 'built-in', failure });

  const restoreKept = async () => {
    try {
      const text = storage?.getItem(key);
      if (!storage || !text) return;
      const { readPolicyAnswer, readStoredPolicy } = await loadKeeper();
      const stored = readStoredPolicy(text);
      const read = stored && readPolicyAnswer(stored.body, stored.revoked);
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
    if (!usable()) builtIn ??= (await loadBuiltIn()).loadDefaultPolicy();
    return assign(defaultNow() as PolicyInForce);
  };

  const loadAssigner = async () => {
    // Of the chunk that has read the deployment, so it is there already.
    const { createAssigner } = await loadKeeper();
    const { session } = input;
    return (assigner ??= createAssigner({ ...input, session: session === undefined ? 'none' : typeof session === 'function' ? 'backend' : 'page' }));
  };
  const assign = async (inForce: PolicyInForce): Promise<PolicyInForce> => {
    if (!inForce.deployment) return inForce;
    const to = await (await loadAssigner()).assign(inForce);
    assigned = { of: inForce, to };
    return to;
  };
  // Not only when it is asked for: `current()` has to know it soon.
  restored().catch(() => undefined);

  const fetchNewest = async (): Promise<PolicyInForce> => {
    await restoring;
    const doubtsNow = doubts;
    askedAt = now();
    try {
      const answer = await edge.fetchPolicy(etag);
      const { mayReplace, readPolicyAnswer, storePolicy, watchPage } = await loadKeeper();
      const read = answer && readPolicyAnswer(answer.body, known?.revoked);
      if (answer ? read && mayReplace(known?.deployment, read.deployment) : known) {
        // Numbers of another epoch say nothing about this one's.
        if (read && known?.deployment?.sequence && read.deployment?.epoch !== known.deployment.epoch) newest = 0;
        known = { ...(read ?? known), origin: 'router', confirmedAt: now() } as PolicyInForce;
        if (answer) ({ body, etag } = answer);
        doubtsSettled = doubtsNow;
        if (storage) storePolicy(storage, key, { body, etag, confirmedAt: now(), revoked: known.revoked ?? [] });
        if (!isWatching) watchPage(onReturn, signal);
        isWatching = true;
      }
      fruitless = newest > (known?.deployment?.sequence ?? 0) ? fruitless + 1 : 0;
    } catch (error) {
      // The last good policy stays in force. Without one a query that needs the router ends in this very error.
      failure = PhirstError.isInstance(error) ? error : undefined;
    }
    return restored();
  };
  const refresh = () => (pending ??= fetchNewest().finally(() => (pending = undefined)));
  const onReturn = () => {
    doubts++;
    refresh().catch(() => undefined);
  };
  const isFresh = () => {
    if (!known || isOver() || doubts > doubtsSettled) return false;
    const { maxAgeSeconds, sequence = 0 } = known.deployment ?? {};
    const maximumMs = maxAgeSeconds !== undefined ? maxAgeSeconds * 1000 : known.origin === 'router' ? Infinity : FRESH_ENOUGH_MS;
    const isNewest = newest <= sequence || (fruitless >= MOST_FRUITLESS && Math.abs(now() - askedAt) <= CHECK_AFTER_MS);
    return isNewest && now() - (known.confirmedAt ?? 0) < maximumMs;
  };
  return {
    current() {
      const inForce = defaultNow();
      return inForce && inForce === assigned?.of ? assigned.to : inForce;
    },
    restored,
    refresh,
    async ready() {
      await restoring;
      // An answer that was on its way before may not know yet what has been heard of since.
      if (known && !isFresh() && pending) await pending;
      return isFresh() ? restored() : refresh();
    },
    check() {
      if (Math.abs(now() - askedAt) > CHECK_AFTER_MS) refresh().catch(() => undefined);
    },
    async ownUnit() {
      const { deployment } = await restored();
      return deployment && (await loadAssigner()).ownUnit(deployment);
    },
    async report(own) {
      const { policy, hostedModelIds, confirmedAt, origin, hash, unit, deployment, assignment } = await refresh();
      return {
        policy: own ?? policy,
        hostedModelIds,
        origin: own ? 'app' : origin,
        ...(confirmedAt !== undefined && { ageMs: now() - confirmedAt }),
        ...(!own && { hash, assignment }),
        sequence: deployment?.sequence ?? 0,
        unit,
      };
    },
    hear(sequence) {
      const heard = Number(sequence);
      if (!Number.isSafeInteger(heard) || heard <= newest) return;
      newest = heard;
      fruitless = 0;
    },
  };
}
