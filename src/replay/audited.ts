// What another policy would have brought, from queries that device and hosted model both answered: whichever of the two it
// takes, what comes of it is known.
import type { OverlapProblem } from '../stats/importance-weights.ts';
import { AUDITED_MEASURES, type AnswerKind, type AuditedMeasure } from './audited-value.ts';
import { compareRows, type ComparedEstimates } from './estimate.ts';
import type { ReplayRow } from './replay-row.ts';

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

/** More of the device's answers without a single audited one, and the rest can't speak for them. */
const MOST_NOT_DRAWN = 0.05;

/**
 * @example auditedEstimates(rows).estimates?.agreement.difference // { value: -0.012, low: -0.02, high: -0.004, … }
 */
export function auditedEstimates(rows: readonly ReplayRow[], confidence = 0.95): AuditedEstimates {
  const answered = rows.filter(({ kind }) => kind !== null);
  const audited = answered.flatMap(({ unit, kind, audit }) => (audit && kind ? [{ unit: unit ?? undefined, kind, ...audit }] : []));
  const basis = {
    audited: audited.length,
    answeredByDevice: answered.length,
    queries: rows.length,
    changedOutside: rows.filter(({ kind, isChanged }) => kind === null && isChanged).length,
  };
  // A share of the kept answers is drawn, and of those handed up all or few: each kind counts as often as it occurs.
  const occurring = new Map<AnswerKind, number>();
  for (const { kind } of answered) occurring.set(kind!, (occurring.get(kind!) ?? 0) + 1);
  const drawn = new Map<AnswerKind, number>();
  for (const { kind, share } of audited) drawn.set(kind, (drawn.get(kind) ?? 0) + 1 / share);
  const notDrawn = [...occurring].reduce((sum, [kind, count]) => sum + (drawn.has(kind) ? 0 : count), 0);
  if (notDrawn > MOST_NOT_DRAWN * answered.length || audited.length === 0) return { ...basis, problem: 'not_drawn', estimates: null };
  const compared = AUDITED_MEASURES.map((measure) => {
    const weighed = audited.map(({ unit, kind, share, before, after }) => ({
      unit,
      weight: (occurring.get(kind) ?? 0) / (drawn.get(kind) ?? 1) / share,
      before: before[measure],
      after: after[measure],
    }));
    return [measure, compareRows(weighed, confidence)] as const;
  });
  const refused = compared.map(([, result]) => result).find((result) => 'problem' in result);
  if (refused) return { ...basis, problem: refused.problem, estimates: null };
  return { ...basis, problem: null, estimates: Object.fromEntries(compared) as Record<AuditedMeasure, ComparedEstimates> };
}
