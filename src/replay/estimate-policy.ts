// What another policy would have brought, from units that an experiment or a rollout dealt among policies; or why the log
// can't tell.
import type { Policy } from '../policy/policy.ts';
import type { OverlapProblem } from '../stats/importance-weights.ts';
import { weightOf } from '../stats/importance-weights.ts';
import { normalQuantile } from '../stats/normal.ts';
import { estimateOffPolicy, offPolicyEstimates, type Estimate, type ModelledDecision, type OffPolicyEstimates } from '../stats/off-policy.ts';
import { countArms, isDealt, propensityOf } from './arms.ts';
import type { SeenQuery } from './compare-routes.ts';
import { measureOf, rangeOf, type Measure } from './measure.ts';
import { fitRewards } from './reward-model.ts';
import { followsWay, sendAlike } from './way.ts';

/**
 * `not_dealt`: all were asked with keys of servers, by units forced into a variant, or under deployments hardly anybody met.
 * `not_measured`: units were dealt, and this is known of none of their queries.
 */
export type EstimateProblem = OverlapProblem | 'not_dealt' | 'not_measured';

interface EstimateBasis {
  readonly measure: Measure;
  /** Queries of dealt units of which this is known. */
  readonly queries: number;
  /** Of them, those that no policy in force sent the way the other one would. */
  readonly withoutOverlap: number;
  /** Of what was, over the same queries; null without any. */
  readonly before: Estimate | null;
  readonly effectiveSampleSize: number;
  readonly largestWeightShare: number;
}

export type PolicyEstimate = EstimateBasis &
  (
    | { readonly problem: EstimateProblem; readonly estimates: null; readonly after: null; readonly difference: null }
    | {
        readonly problem: null;
        /** Over the queries with overlap. */
        readonly estimates: OffPolicyEstimates;
        /**
         * Over all: self-normalised; its interval holds whatever the queries without overlap would bring, and its value takes
         * them as they were.
         */
        readonly after: Estimate;
        readonly difference: Estimate;
      }
  );

/** More of them, and the interval would say next to nothing. */
const MOST_WITHOUT_OVERLAP = 0.05;

export interface WeighInput {
  /** By hash. */
  readonly policies: ReadonlyMap<string, Policy>;
  readonly candidate: Policy;
  /** After each one: it takes a while. */
  readonly onQuery?: () => void;
}

/** A query of a dealt unit, with what it weighs: the same whatever is measured. */
export interface WeighedQuery extends SeenQuery {
  readonly propensity: number;
  readonly targetPropensity: number;
  readonly hasOverlap: boolean;
}

type Row = ModelledDecision & { readonly hasOverlap: boolean };

/** Those of units that were dealt among policies, under deployments that enough units have met. */
export function weighQueries(seen: readonly SeenQuery[], { policies, candidate, onQuery }: WeighInput): readonly WeighedQuery[] {
  const arms = countArms(seen.map(({ query }) => query).filter(isDealt));
  return seen.flatMap((each) => {
    onQuery?.();
    const { query, madeBy } = each;
    const shares = isDealt(query) ? arms.of(query) : undefined;
    if (!shares) return [];
    const hasOverlap = [...shares.keys()].some((hash) => {
      const arm = policies.get(hash);
      return arm !== undefined && sendAlike(query, { one: arm, other: candidate, madeBy });
    });
    return [{ ...each, propensity: propensityOf(query, { shares, policies, madeBy }), targetPropensity: followsWay(query, { policy: candidate, madeBy }) ? 1 : 0, hasOverlap }];
  });
}

/**
 * @example estimatePolicy(weighQueries(seen, { policies, candidate }), 'cost') // { problem: 'no_overlap', withoutOverlap: 512, queries: 4000, … }
 */
export function estimatePolicy(weighed: readonly WeighedQuery[], measure: Measure, confidence = 0.95): PolicyEstimate {
  const rows = rowsOf(weighed, measure);
  const carried = rows.filter(({ hasOverlap }) => hasOverlap);
  const lost = rows.filter(({ hasOverlap }) => !hasOverlap);
  const before = rows.length > 1 ? offPolicyEstimates(rows.map(({ reward, unit }) => ({ reward, unit, propensity: 1, targetPropensity: 1 })), { confidence }).snips : null;
  const { effectiveSampleSize, largestWeightShare, problem, estimates } = estimateOffPolicy(carried, confidence);
  const basis = { measure, queries: rows.length, withoutOverlap: lost.length, before, effectiveSampleSize, largestWeightShare };
  const refusal = weighed.length === 0 ? 'not_dealt' : rows.length === 0 ? 'not_measured' : lost.length > MOST_WITHOUT_OVERLAP * rows.length ? 'no_overlap' : problem;
  if (refusal !== null || estimates === null) return { ...basis, problem: refusal ?? 'too_few', estimates: null, after: null, difference: null };
  const asTheyWere = lost.reduce((sum, { reward }) => sum + reward, 0) / Math.max(1, lost.length);
  const { low, high } = rangeOf(measure, rows.map(({ reward }) => reward));
  const share = lost.length / rows.length;
  return {
    ...basis,
    problem: null,
    estimates,
    after: widened(estimates.snips, share, { value: asTheyWere, low, high }),
    difference: widened(differenceOf(carried, confidence), share, { value: 0, low: low - asTheyWere, high: high - asTheyWere }),
  };
}

function rowsOf(weighed: readonly WeighedQuery[], measure: Measure): readonly Row[] {
  const measured = weighed.flatMap((each) => {
    const reward = measureOf(each.query, measure);
    return reward === null ? [] : [{ ...each, reward }];
  });
  const predict = fitRewards(measured.map(({ query, before, reward }) => ({ query, route: before.route, reward })));
  return measured.map(({ query, before, after, reward, propensity, targetPropensity, hasOverlap }) => ({
    reward,
    unit: query.unit ?? undefined,
    propensity,
    targetPropensity,
    predicted: predict(query, before.route),
    predictedUnderTarget: predict(query, after.route),
    hasOverlap,
  }));
}

/** After − before on the same units: what moves both alike falls out. */
function differenceOf(rows: readonly Row[], confidence: number): Estimate {
  const total = rows.reduce((sum, row) => sum + weightOf(row), 0);
  const after = rows.reduce((sum, row) => sum + weightOf(row) * row.reward, 0) / total;
  const before = rows.reduce((sum, { reward }) => sum + reward, 0) / rows.length;
  const ofUnit = new Map<string, number>();
  rows.forEach((row, index) => {
    const unit = row.unit ?? `#${index}`;
    const residual = (weightOf(row) * (row.reward - after)) / total - (row.reward - before) / rows.length;
    ofUnit.set(unit, (ofUnit.get(unit) ?? 0) + residual);
  });
  const standardError = Math.sqrt([...ofUnit.values()].reduce((sum, residual) => sum + residual * residual, 0));
  const reach = normalQuantile((1 + confidence) / 2) * standardError;
  return { value: after - before, standardError, low: after - before - reach, high: after - before + reach };
}

function widened(estimate: Estimate, share: number, unknown: { readonly value: number; readonly low: number; readonly high: number }): Estimate {
  const mix = (name: 'value' | 'low' | 'high') => (1 - share) * estimate[name] + share * unknown[name];
  return { value: mix('value'), standardError: (1 - share) * estimate.standardError, low: mix('low'), high: mix('high') };
}
