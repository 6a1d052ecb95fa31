// Where the log's queries went, and where they would go under another policy.
import type { Policy } from '../policy/policy.ts';
import { estimateUnder } from './estimate-under.ts';
import type { LoggedQuery } from './logged-query.ts';
import { wayUnder, type Route, type Way } from './way.ts';

export const ROUTES = ['device', 'escalated', 'hosted', 'none', 'undecided'] as const satisfies readonly Route[];

/** A report lists so many changes at most. */
const MOST_LISTED = 1000;

/** A query with the policy that decided it, and both its ways. */
export interface SeenQuery {
  readonly query: LoggedQuery;
  readonly madeBy: Policy;
  readonly before: Way;
  readonly after: Way;
  /** Whether the log holds what the other policy's gain model says; undefined where none was asked or none is named. */
  readonly isGainTold: boolean | undefined;
}

export interface RouteComparison {
  readonly queries: number;
  /** An app's own policy decided, or one that isn't at hand. */
  readonly leftOut: number;
  /** How many each. */
  readonly before: Readonly<Record<Route, number>>;
  readonly after: Readonly<Record<Route, number>>;
  /** Of the other policy's gain model, where it names one: queries whose record holds what it says, and those of which published scores tell. */
  readonly gain: { readonly told: number; readonly untold: number };
  /** How many go another way. */
  readonly changes: number;
  /** The first ones. */
  readonly changed: readonly RouteChange[];
}

export interface RouteChange {
  readonly decisionId: string;
  readonly task: string;
  readonly before: Way;
  readonly after: Way;
}

/** @param policies by hash */
export function seeUnder(queries: readonly LoggedQuery[], { policies, candidate }: { readonly policies: ReadonlyMap<string, Policy>; readonly candidate: Policy }): readonly SeenQuery[] {
  return queries.flatMap((query) => {
    const madeBy = query.policyHash === null ? undefined : policies.get(query.policyHash);
    // Of text that stays on the device nothing is told, not even what it was decided from.
    if (!madeBy || (!query.start && !query.hosted)) return [];
    return [{ query, madeBy, before: wayUnder(query, { policy: madeBy, madeBy }), after: wayUnder(query, { policy: candidate, madeBy }), isGainTold: isGainTold(query, candidate) }];
  });
}

function isGainTold({ start }: LoggedQuery, candidate: Policy): boolean | undefined {
  if (!start || candidate.start.gainModel === undefined) return undefined;
  return estimateUnder(start.input.estimate, candidate) !== undefined;
}

export function isChanged({ before, after }: Pick<SeenQuery, 'before' | 'after'>): boolean {
  return before.route !== after.route || before.model !== after.model;
}

/**
 * @example compareRoutes(seen, queries.length).changed[0] // { decisionId: 'answer-1', task: 'facts', before: { route: 'device', … }, … }
 */
export function compareRoutes(seen: readonly SeenQuery[], queries: number): RouteComparison {
  const countOf = (way: 'before' | 'after') => {
    const counts: Record<Route, number> = { device: 0, escalated: 0, hosted: 0, none: 0, undecided: 0 };
    for (const each of seen) counts[each[way].route]++;
    return counts;
  };
  const gain = { told: seen.filter((each) => each.isGainTold === true).length, untold: seen.filter((each) => each.isGainTold === false).length };
  const changing = seen.filter(isChanged);
  const changed = changing.slice(0, MOST_LISTED).map(({ query, before, after }) => ({
    decisionId: query.decisionId,
    task: (query.start ?? query.hosted)?.input.description.task ?? 'unknown',
    before,
    after,
  }));
  return { queries: seen.length, leftOut: queries - seen.length, before: countOf('before'), after: countOf('after'), gain, changes: changing.length, changed };
}

/** Of two parts of a log together. */
export function addRoutes(one: RouteComparison, other: RouteComparison): RouteComparison {
  const sum = (way: 'before' | 'after') => Object.fromEntries(ROUTES.map((route) => [route, one[way][route] + other[way][route]])) as Record<Route, number>;
  return {
    queries: one.queries + other.queries,
    leftOut: one.leftOut + other.leftOut,
    before: sum('before'),
    after: sum('after'),
    gain: { told: one.gain.told + other.gain.told, untold: one.gain.untold + other.gain.untold },
    changes: one.changes + other.changes,
    changed: [...one.changed, ...other.changed.slice(0, Math.max(0, MOST_LISTED - one.changed.length))],
  };
}
