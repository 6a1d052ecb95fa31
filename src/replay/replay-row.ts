// What is kept of a query that was seen under another policy: some numbers, so that a log may be much larger than memory. What
// it was decided from is let go of.
import type { Policy } from '../policy/policy.ts';
import { isDealt } from './arms.ts';
import { AUDITED_MEASURES, auditedValue, kindOf, type AuditedMeasure, type AnswerKind } from './audited-value.ts';
import { isChanged, type SeenQuery } from './compare-routes.ts';
import type { LoggedQuery } from './logged-query.ts';
import { measureOf, MEASURES, type Measure } from './measure.ts';
import { groupsOf, halfOf, type Modelled } from './reward-model.ts';
import { followsWay, sendAlike } from './way.ts';

export interface ReplayRow {
  readonly unit: string | null;
  readonly sequence: number;
  readonly policyHash: string | null;
  readonly isDealt: boolean;
  readonly isChanged: boolean;
  /** The other policy would have sent it the very way it went. */
  readonly follows: boolean;
  readonly arms: RowArms;
  /** As it was recorded. */
  readonly propensity: number;
  readonly values: Readonly<Record<Measure, number | null>>;
  readonly half: 0 | 1;
  /** What it is like, answered where it was, and where the other policy would have it answered. */
  readonly groups: { readonly before: Modelled['groups']; readonly after: Modelled['groups'] };
  /** What became of the device's answer; null where it gave none. */
  readonly kind: AnswerKind | null;
  readonly audit: RowAudit | null;
}

/** Policies that decided somewhere in the log, by hash. */
export interface RowArms {
  /** They would have sent it the way it went. */
  readonly followed: ReadonlySet<string>;
  /** They would send it the way that the other policy would. */
  readonly alike: ReadonlySet<string>;
}

export interface RowAudit {
  /** Of those like it that are drawn. */
  readonly share: number;
  readonly before: Readonly<Record<AuditedMeasure, number>>;
  readonly after: Readonly<Record<AuditedMeasure, number>>;
}

export interface RowsInput {
  /** By hash. */
  readonly policies: ReadonlyMap<string, Policy>;
  readonly candidate: Policy;
  /** Hashes of those that decided under a deployment; all there are where it isn't known. */
  readonly armsOf?: (sequence: number) => Iterable<string>;
}

/** Makes rows; what many of them share stands in memory once. */
export function startRows({ policies, candidate, armsOf = () => policies.keys() }: RowsInput): (seen: SeenQuery) => ReplayRow {
  const units = new Map<string, string>();
  const arms = new Map<string, RowArms>();
  const groups = new Map<string, readonly string[]>();
  const once = <Value>(known: Map<string, Value>, key: string, value: Value): Value => known.get(key) ?? (known.set(key, value), value);

  function armsOfQuery({ query, madeBy }: SeenQuery): RowArms {
    const [followed, alike]: [string[], string[]] = [[], []];
    for (const hash of armsOf(query.sequence)) {
      const policy = policies.get(hash);
      if (policy && followsWay(query, { policy, madeBy })) followed.push(hash);
      if (policy && sendAlike(query, { one: policy, other: candidate, madeBy })) alike.push(hash);
    }
    return once(arms, `${followed.join(' ')}|${alike.join(' ')}`, { followed: new Set(followed), alike: new Set(alike) });
  }

  const groupsOnce = (query: LoggedQuery, route: Parameters<typeof groupsOf>[1]) => {
    const made = groupsOf(query, route);
    return once(groups, made.at(-1)!, made);
  };

  return (seen) => {
    const { query, madeBy, before, after } = seen;
    const { unit, sequence, policyHash, propensity, audit } = query;
    return {
      unit: unit === null ? null : once(units, unit, unit),
      sequence,
      policyHash: policyHash === null ? null : once(units, policyHash, policyHash),
      isDealt: isDealt(query),
      isChanged: isChanged(seen),
      follows: followsWay(query, { policy: candidate, madeBy }),
      arms: armsOfQuery(seen),
      propensity,
      values: Object.fromEntries(MEASURES.map((measure) => [measure, measureOf(query, measure)])) as Record<Measure, number | null>,
      half: halfOf(query),
      groups: { before: groupsOnce(query, before.route), after: groupsOnce(query, after.route) },
      kind: kindOf(query),
      audit: audit && audit.share > 0 && query.accept ? { share: audit.share, before: audited(before.route, audit), after: audited(after.route, audit) } : null,
    };
  };
}

function audited(route: Parameters<typeof auditedValue>[0], audit: NonNullable<LoggedQuery['audit']>): Record<AuditedMeasure, number> {
  return Object.fromEntries(AUDITED_MEASURES.map((measure) => [measure, auditedValue(route, audit, measure)])) as Record<AuditedMeasure, number>;
}

/** `rowsOf(seen, { policies, candidate })`: of queries that are all at hand. */
export function rowsOf(seen: readonly SeenQuery[], input: RowsInput): readonly ReplayRow[] {
  return seen.map(startRows(input));
}
