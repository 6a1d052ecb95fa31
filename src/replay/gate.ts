// Limits that a policy must keep before it may ship, judged on what replay tells. A limit holds only where it surely does:
// what can't be told is no pass.
import * as v from 'valibot';
import type { Estimate } from '../stats/off-policy.ts';
import type { AuditedEstimates } from './audited.ts';
import type { RouteComparison } from './compare-routes.ts';
import type { PolicyEstimate } from './estimate-policy.ts';
import type { Measure } from './measure.ts';

const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Positive = v.pipe(v.number(), v.minValue(0));

export const GateSchema = v.strictObject({
  /** Of the queries: hosted at once, or handed up. */
  maxHostedShare: v.optional(Share),
  /** Of the queries: neither device nor hosted model may answer. */
  maxUnansweredShare: v.optional(Share),
  /** Of the queries: those that go another way than they went. */
  maxChangedShare: v.optional(Share),
  maxCostPer1000Usd: v.optional(Positive),
  /** Mean, of answered queries. */
  maxLatencyMs: v.optional(Positive),
  /** Share of queries that are answered and not asked again at once. */
  minAnswered: v.optional(Share),
  /** By how much that share may fall. */
  maxAnsweredLoss: v.optional(Share),
  /** Mean rating. */
  minFeedback: v.optional(Share),
  /** Of the queries that the device answers: share of answers that are, or agree with, the hosted model's. */
  minAgreement: v.optional(Share),
  /** By how much that share may fall. */
  maxAgreementLoss: v.optional(Share),
});

export type Gate = v.InferOutput<typeof GateSchema>;
export type LimitName = keyof Gate;

/** `unsure`: the interval reaches over the limit. `unknown`: the log can't tell. */
export type GateVerdict = 'holds' | 'broken' | 'unsure' | 'unknown';

export interface GateCheck {
  readonly limit: LimitName;
  readonly bound: number;
  /** In the limit's unit; null where it isn't known. */
  readonly low: number | null;
  readonly high: number | null;
  readonly from: 'decisions' | 'dealt units' | 'audited queries';
  readonly verdict: GateVerdict;
}

export interface GateJudgement {
  readonly passed: boolean;
  readonly checks: readonly GateCheck[];
  /** Of each interval. */
  readonly confidence: number;
}

export interface GateInput {
  readonly routes: RouteComparison;
  readonly estimates: Readonly<Record<Measure, PolicyEstimate>>;
  readonly audited: AuditedEstimates;
}

/** How often a limit of a gate may be said to hold, or to be broken, when it isn't so: all of its limits together. */
const GATE_ALPHA = 0.05;
/** Counted, not estimated. */
const COUNTED: readonly LimitName[] = ['maxHostedShare', 'maxUnansweredShare', 'maxChangedShare'];

/**
 * Of each interval, so that all of them together are right 95 times in a hundred: estimate with it what the gate is to judge.
 *
 * @example gateConfidence({ minAnswered: 0.9, maxLatencyMs: 800, maxHostedShare: 0.4 }) // 0.975
 */
export function gateConfidence(gate: Gate): number {
  const estimated = (Object.keys(gate) as LimitName[]).filter((limit) => gate[limit] !== undefined && !COUNTED.includes(limit));
  return 1 - GATE_ALPHA / Math.max(1, estimated.length);
}

type Range = Pick<Estimate, 'low' | 'high'> | null;

/**
 * @param input estimated with `gateConfidence(gate)`
 * @example judgeGate({ maxHostedShare: 0.3 }, replay) // { passed: true, checks: [{ limit: 'maxHostedShare', verdict: 'holds', … }] }
 */
export function judgeGate(gate: Gate, input: GateInput): GateJudgement {
  const checks = (Object.entries(gate) as [LimitName, number | undefined][]).flatMap(([limit, bound]) => (bound === undefined ? [] : [check(limit, bound, input)]));
  return { passed: checks.every(({ verdict }) => verdict === 'holds'), checks, confidence: gateConfidence(gate) };
}

function check(limit: LimitName, bound: number, input: GateInput): GateCheck {
  const { range, from } = rangeFor(limit, input);
  return { limit, bound, low: range?.low ?? null, high: range?.high ?? null, from, verdict: range ? judge(limit, bound, range) : 'unknown' };
}

function judge(limit: LimitName, bound: number, { low, high }: NonNullable<Range>): GateVerdict {
  if (limit.startsWith('max')) return high <= bound ? 'holds' : low > bound ? 'broken' : 'unsure';
  return low >= bound ? 'holds' : high < bound ? 'broken' : 'unsure';
}

function rangeFor(limit: LimitName, { routes, estimates, audited }: GateInput): { readonly range: Range; readonly from: GateCheck['from'] } {
  const counted = (least: number, most = least) => ({ range: routes.queries === 0 ? null : { low: least / routes.queries, high: most / routes.queries }, from: 'decisions' as const });
  const { hosted, escalated, none, undecided } = routes.after;
  switch (limit) {
    case 'maxHostedShare':
      return counted(hosted + escalated, hosted + escalated + undecided);
    case 'maxUnansweredShare':
      return counted(none, none + undecided);
    case 'maxChangedShare':
      return counted(routes.changes);
    case 'minAgreement':
      return { range: audited.estimates?.agreement.after ?? null, from: 'audited queries' };
    case 'maxAgreementLoss':
      return { range: negative(audited.estimates?.agreement.difference), from: 'audited queries' };
    case 'maxCostPer1000Usd':
      // Micro-USD a query are thousandths of a USD for 1,000.
      return scaled(totalOf('cost', estimates.cost, audited), 1 / 1000);
    case 'maxLatencyMs':
      return scaled(totalOf('latency', estimates.latency, audited), 1);
    case 'minAnswered':
      return { range: estimates.answered.after, from: 'dealt units' };
    case 'maxAnsweredLoss':
      return { range: negative(estimates.answered.difference), from: 'dealt units' };
    default:
      return { range: estimates.feedback.after, from: 'dealt units' };
  }
}

/** Over all queries: from dealt units, else what was and what the audited ones say changes, where nothing else changes. */
function totalOf(measure: 'cost' | 'latency', estimate: PolicyEstimate, { estimates, answeredByDevice, queries, changedOutside }: AuditedEstimates) {
  if (estimate.after || !estimates || !estimate.before || changedOutside > 0) return { range: estimate.after, from: 'dealt units' as const };
  const share = answeredByDevice / queries;
  const { low, high } = estimates[measure].difference;
  // Bounds of both together: a sum of two errors is never larger than both, so it holds at least as surely as each.
  return { range: { low: estimate.before.low + share * low, high: estimate.before.high + share * high }, from: 'audited queries' as const };
}

function scaled({ range, from }: { readonly range: Range; readonly from: GateCheck['from'] }, factor: number) {
  return { range: range && { low: range.low * factor, high: range.high * factor }, from };
}

function negative(range: Range | undefined): Range {
  return range ? { low: -range.high, high: -range.low } : null;
}
