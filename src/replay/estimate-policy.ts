// What another policy would have brought, from units that an experiment or a rollout dealt among policies; or why the log
// can't tell.
import type { OverlapProblem } from '../stats/importance-weights.ts';
import { weightOf } from '../stats/importance-weights.ts';
import { normalQuantile } from '../stats/normal.ts';
import { estimateOffPolicy, offPolicyEstimates, type Estimate, type ModelledDecision, type OffPolicyEstimates } from '../stats/off-policy.ts';
import { countArms, type Shares } from './arms.ts';
import { rangeOf, type Measure } from './measure.ts';
import type { ReplayRow } from './replay-row.ts';
import { fitRewards } from './reward-model.ts';

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
  readonly effectiveUnits: number;
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

/** A query of a dealt unit, with what it weighs: the same whatever is measured. */
export interface WeighedRow {
  readonly row: ReplayRow;
  readonly propensity: number;
  readonly hasOverlap: boolean;
}

type Row = ModelledDecision & { readonly hasOverlap: boolean };

/**
 * Those of units that were dealt among policies, under deployments that enough units have met.
 *
 * @param known whether a policy is at hand
 */
export function weighRows(rows: readonly ReplayRow[], known: { has(hash: string): boolean }): readonly WeighedRow[] {
  const dealt = rows.filter((row) => row.isDealt);
  const arms = countArms(dealt);
  return dealt.flatMap((row) => {
    const shares = arms.of(row);
    if (!shares) return [];
    return [{ row, propensity: propensityOf(row, { shares, known }), hasOverlap: [...shares.keys()].some((hash) => row.arms.alike.has(hash)) }];
  });
}

/** Probability of the way that the query went. Where a policy of the deployment isn't at hand, what was recorded then. */
function propensityOf(row: ReplayRow, { shares, known }: { readonly shares: Shares; readonly known: { has(hash: string): boolean } }): number {
  let propensity = 0;
  for (const [hash, share] of shares) {
    if (!known.has(hash)) return row.propensity;
    if (hash === row.policyHash || row.arms.followed.has(hash)) propensity += share;
  }
  return Math.min(1, propensity);
}

/**
 * @example estimatePolicy(weighRows(rows, policies), 'cost') // { problem: 'no_overlap', withoutOverlap: 512, queries: 4000, … }
 */
export function estimatePolicy(weighed: readonly WeighedRow[], measure: Measure, confidence = 0.95): PolicyEstimate {
  const rows = rowsOf(weighed, measure);
  const carried = rows.filter(({ hasOverlap }) => hasOverlap);
  const lost = rows.filter(({ hasOverlap }) => !hasOverlap);
  const before = rows.length > 1 ? offPolicyEstimates(rows.map(({ reward, unit }) => ({ reward, unit, propensity: 1, targetPropensity: 1 })), { confidence }).snips : null;
  const { effectiveSampleSize, effectiveUnits, largestWeightShare, problem, estimates } = estimateOffPolicy(carried, confidence);
  const basis = { measure, queries: rows.length, withoutOverlap: lost.length, before, effectiveSampleSize, effectiveUnits, largestWeightShare };
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

function rowsOf(weighed: readonly WeighedRow[], measure: Measure): readonly Row[] {
  const measured = weighed.flatMap((each) => {
    const reward = each.row.values[measure];
    return reward === null ? [] : [{ ...each, reward }];
  });
  const predict = fitRewards(measured.map(({ row, reward }) => ({ half: row.half, groups: row.groups.before, reward })));
  return measured.map(({ row, reward, propensity, hasOverlap }) => ({
    reward,
    unit: row.unit ?? undefined,
    propensity,
    targetPropensity: row.follows ? 1 : 0,
    predicted: predict({ half: row.half, groups: row.groups.before }),
    predictedUnderTarget: predict({ half: row.half, groups: row.groups.after }),
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
