// The way of one query under a policy: where it starts, what becomes of the device's answer, which hosted model comes first.
import { canonicalJson } from '../policy/canonical-json.ts';
import type { Policy } from '../policy/policy.ts';
import type { LoggedQuery } from './logged-query.ts';
import { replayAccept, replayHosted, replayStart } from './replay-decision.ts';

/** `undecided`: it would start on the device, and nobody knows what would have become of it there. */
export type Route = 'device' | 'escalated' | 'hosted' | 'none' | 'undecided';

export interface Way {
  readonly route: Route;
  /** Hosted model that is asked first; null where none is, or where it isn't known. */
  readonly model: string | null;
}

/** A policy that a query is seen under, and the one that decided it. */
export interface SeenUnder {
  readonly policy: Policy;
  readonly madeBy: Policy;
}

/** What steers the device between its start and its answer: no decision of it is recorded. */
const DEVICE_PARTS = ['watch', 'device', 'safety'] as const;

/**
 * @example wayUnder(query, { policy: candidate, madeBy }) // { route: 'escalated', model: 'openai/gpt-4o' }
 */
export function wayUnder(query: LoggedQuery, { policy, madeBy }: SeenUnder): Way {
  let ofQuery = knownWays.get(query);
  if (!ofQuery) knownWays.set(query, (ofQuery = new Map()));
  let way = ofQuery.get(policy);
  if (!way) ofQuery.set(policy, (way = decideWay(query, { policy, madeBy })));
  return way;
}

/** Each policy in force is asked about each query, by several who compare; what made a query is always the same. */
const knownWays = new WeakMap<LoggedQuery, Map<Policy, Way>>();

function decideWay(query: LoggedQuery, { policy, madeBy }: SeenUnder): Way {
  const { start, hosted } = query;
  const route = routeUnder(query, { policy, madeBy });
  const isAsked = route === 'hosted' || route === 'escalated';
  if (!isAsked || !hosted) return { route, model: null };
  const reachable = { ...hosted.input, callableIds: reachableIds(hosted.input.callableIds, { policy, madeBy }) };
  // A caller without a device is the edge's own, and so is one that is sent up at once.
  return { route: start === null && route === 'hosted' ? 'hosted' : route, model: replayHosted(reachable, policy).models[0] ?? null };
}

function routeUnder({ start, accept, outcome }: LoggedQuery, { policy, madeBy }: SeenUnder): Route {
  if (!start) return 'hosted';
  const input = { ...start.input, hostedModelIds: reachableIds(start.input.hostedModelIds, { policy, madeBy }) };
  const { route } = replayStart(input, policy);
  if (route !== 'device') return route;
  if (accept) {
    const { action } = replayAccept(accept.input, policy);
    return action === 'keep' ? 'device' : action === 'escalate' ? 'escalated' : 'none';
  }
  // The device failed, or was stopped before it had finished: that the same would happen is all that can be said.
  const isAsItWas = start.output.route === 'device' && isSteeredAlike(policy, madeBy);
  if (!isAsItWas || outcome?.source === undefined) return 'undecided';
  if (outcome.source === null) return 'none';
  return outcome.source === 'device' ? 'device' : 'escalated';
}

/** Whether both let a device's answer run its course in the same way. */
export function isSteeredAlike(one: Policy, other: Policy): boolean {
  return one === other || devicePartsOf(one) === devicePartsOf(other);
}

const knownParts = new WeakMap<Policy, string>();

/** Asked of each query anew, and written out once. */
function devicePartsOf(policy: Policy): string {
  const known = knownParts.get(policy) ?? DEVICE_PARTS.map((part) => canonicalJson(policy[part] ?? null)).join('\n');
  knownParts.set(policy, known);
  return known;
}

/**
 * Whether both policies send the query the same way, as far as its record tells: then units under the one show what the other
 * brings.
 */
export function sendAlike(query: LoggedQuery, { one, other, madeBy }: { readonly one: Policy; readonly other: Policy; readonly madeBy: Policy }): boolean {
  if (one === other) return true;
  const [way, otherWay] = [one, other].map((policy) => wayUnder(query, { policy, madeBy })) as [Way, Way];
  if (way.route !== otherWay.route || way.model !== otherWay.model) return false;
  const isOnDevice = way.route === 'device' || way.route === 'escalated' || way.route === 'undecided';
  if (isOnDevice && !isSteeredAlike(one, other)) return false;
  // What would have become of it on the device nobody knows: alike is what judges alike.
  if (way.route === 'undecided') return canonicalJson([one.accept, one.hosted]) === canonicalJson([other.accept, other.hosted]);
  // Where the edge's part isn't known, what it does must be the same.
  const isAsked = way.route === 'hosted' || way.route === 'escalated';
  return !isAsked || query.hosted !== null || canonicalJson(one.hosted) === canonicalJson(other.hosted);
}

/**
 * Whether the query would have gone the very way it went, so that what came of it tells of this policy too.
 *
 * @example followsWay(query, { policy: candidate, madeBy }) // false: it would have been kept on the device
 */
export function followsWay(query: LoggedQuery, { policy, madeBy }: SeenUnder): boolean {
  if (policy === madeBy) return true;
  const { start, hosted } = query;
  const isOnDevice = start?.output.route === 'device';
  if (isOnDevice && !isSteeredAlike(policy, madeBy)) return false;
  const under = wayUnder(query, { policy, madeBy });
  const asItWent = wayUnder(query, { policy: madeBy, madeBy });
  if (under.route === 'undecided' || under.route !== asItWent.route) return false;
  if (under.route === 'device' || under.route === 'none') return true;
  // Where the edge's part isn't known, what it does must be the same.
  return hosted ? under.model === asItWent.model : canonicalJson(policy.hosted) === canonicalJson(madeBy.hosted);
}

/** With the models that only the other policy lists, where their provider was configured. */
function reachableIds(known: readonly string[], { policy, madeBy }: SeenUnder): string[] {
  if (policy === madeBy) return [...known];
  const providers = new Set(known.map(providerOf));
  const listed = new Set(madeBy.hosted.models.map(({ id }) => id));
  return [...known, ...policy.hosted.models.map(({ id }) => id).filter((id) => !listed.has(id) && providers.has(providerOf(id)))];
}

function providerOf(id: string): string {
  return id.slice(0, id.indexOf('/'));
}
