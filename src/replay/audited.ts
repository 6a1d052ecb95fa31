// What another policy would have brought, from queries that device and hosted model both answered: whichever of the two it
// takes, what comes of it is known.
import type { OverlapProblem } from '../stats/importance-weights.ts';
import { isChanged, type SeenQuery } from './compare-routes.ts';
import { compareRows, type ComparedEstimates } from './estimate.ts';
import type { AuditEvent, LoggedQuery } from './logged-query.ts';
import type { Route } from './way.ts';

/** `agreement`: the answer is the hosted model's, or says the same. `cost` in micro-USD, `latency` in milliseconds. */
export const AUDITED_MEASURES = ['agreement', 'cost', 'latency'] as const;
export type AuditedMeasure = (typeof AUDITED_MEASURES)[number];

/** `not_drawn`: of a kind of answers, kept or handed up, none was audited. */
export type AuditProblem = OverlapProblem | 'not_drawn';

export interface AuditedEstimates {
  /** Queries of which both answers are known. */
  readonly audited: number;
  /** Queries that the device answered whole: what the audited ones speak for. */
  readonly answeredByDevice: number;
  readonly queries: number;
  /** Of the queries that change, those that the audited ones can't speak for. */
  readonly changedOutside: number;
  readonly problem: AuditProblem | null;
  /** Over the queries that the device answered; null with a problem. */
  readonly estimates: Readonly<Record<AuditedMeasure, ComparedEstimates>> | null;
}

type Kind = 'kept' | 'handed up';

/** More of the device's answers without a single audited one, and the rest can't speak for them. */
const MOST_NOT_DRAWN = 0.05;

/**
 * @example auditedEstimates(seen).estimates?.agreement.difference // { value: -0.012, low: -0.02, high: -0.004, … }
 */
export function auditedEstimates(seen: readonly SeenQuery[], confidence = 0.95): AuditedEstimates {
  const answered = seen.filter(({ query }) => query.accept !== null);
  const audited = answered.flatMap((each) => (each.query.audit && each.query.audit.share > 0 ? [{ ...each, audit: each.query.audit }] : []));
  const basis = {
    audited: audited.length,
    answeredByDevice: answered.length,
    queries: seen.length,
    changedOutside: seen.filter((each) => each.query.accept === null && isChanged(each)).length,
  };
  // A share of the kept answers is drawn, and of those handed up all or few: each kind counts as often as it occurs.
  const occurring = new Map<Kind, number>();
  for (const { query } of answered) occurring.set(kindOf(query), (occurring.get(kindOf(query)) ?? 0) + 1);
  const drawn = new Map<Kind, number>();
  for (const { query, audit } of audited) drawn.set(kindOf(query), (drawn.get(kindOf(query)) ?? 0) + 1 / audit.share);
  const notDrawn = [...occurring].reduce((sum, [kind, count]) => sum + (drawn.has(kind) ? 0 : count), 0);
  if (notDrawn > MOST_NOT_DRAWN * answered.length || audited.length === 0) return { ...basis, problem: 'not_drawn', estimates: null };
  const weightOf = ({ query, audit }: (typeof audited)[number]) => (occurring.get(kindOf(query)) ?? 0) / (drawn.get(kindOf(query)) ?? 1) / audit.share;
  const compared = AUDITED_MEASURES.map((measure) => {
    const rows = audited.map((each) => ({
      unit: each.query.unit ?? undefined,
      weight: weightOf(each),
      before: valueOf(each.before.route, each.audit, measure),
      after: valueOf(each.after.route, each.audit, measure),
    }));
    return [measure, compareRows(rows, confidence)] as const;
  });
  const refused = compared.map(([, result]) => result).find((result) => 'problem' in result);
  if (refused) return { ...basis, problem: refused.problem, estimates: null };
  return { ...basis, problem: null, estimates: Object.fromEntries(compared) as Record<AuditedMeasure, ComparedEstimates> };
}

function kindOf({ accept }: LoggedQuery): Kind {
  return accept?.output.action === 'keep' ? 'kept' : 'handed up';
}

function valueOf(route: Route, { agreed, hostedCostMicroUsd, hostedMs, deviceMs }: AuditEvent, measure: AuditedMeasure): number {
  const isHosted = route === 'hosted' || route === 'escalated';
  if (measure === 'agreement') return isHosted || (route === 'device' && agreed) ? 1 : 0;
  if (measure === 'cost') return isHosted ? hostedCostMicroUsd : 0;
  return (route === 'hosted' ? 0 : deviceMs) + (isHosted ? hostedMs : 0);
}
