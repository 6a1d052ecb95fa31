// Where the log's queries went, and where they would go under another policy.
import type { Policy } from '../policy/policy.ts';
import type { LoggedQuery } from './logged-query.ts';
import { wayUnder, type Route, type Way } from './way.ts';

export const ROUTES = ['device', 'escalated', 'hosted', 'none', 'undecided'] as const satisfies readonly Route[];

/** A query with the policy that decided it, and both its ways. */
export interface SeenQuery {
  readonly query: LoggedQuery;
  readonly madeBy: Policy;
  readonly before: Way;
  readonly after: Way;
}

export interface RouteComparison {
  readonly queries: number;
  /** An app's own policy decided, or one that isn't at hand. */
  readonly leftOut: number;
  /** How many each. */
  readonly before: Readonly<Record<Route, number>>;
  readonly after: Readonly<Record<Route, number>>;
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
    return [{ query, madeBy, before: wayUnder(query, { policy: madeBy, madeBy }), after: wayUnder(query, { policy: candidate, madeBy }) }];
  });
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
  const changed = seen.filter(isChanged).map(({ query, before, after }) => ({
    decisionId: query.decisionId,
    task: (query.start ?? query.hosted)?.input.description.task ?? 'unknown',
    before,
    after,
  }));
  return { queries: seen.length, leftOut: queries - seen.length, before: countOf('before'), after: countOf('after'), changed };
}
