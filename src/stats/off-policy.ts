// What another policy would have brought, from the log of this one: four estimators side by side, with intervals by unit, and
// a refusal where the log can't carry it.
import { overlapOf, overlapProblem, weightOf, type LoggedDecision, type Overlap, type OverlapProblem } from './importance-weights.ts';
import { normalQuantile } from './normal.ts';

/** With what a model of the rewards expects: over 0 decisions fitted on this one (fit it on others). */
export interface ModelledDecision extends LoggedDecision {
  /** Of the action that was taken. */
  readonly predicted: number;
  /** Σ over actions of the other policy's probability × what is expected of the action. */
  readonly predictedUnderTarget: number;
}

export interface Estimate {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
}

/** Weights above it count as it: biased, and calmer. */
const CLIP = 10;

export interface OffPolicyEstimates {
  readonly ips: Estimate;
  readonly snips: Estimate;
  readonly clipped: Estimate;
  /** Where rewards were modelled. */
  readonly direct: Estimate | null;
  readonly doublyRobust: Estimate | null;
}

export type OffPolicyReport = Overlap & ({ readonly problem: OverlapProblem; readonly estimates: null } | { readonly problem: null; readonly estimates: OffPolicyEstimates });

/** Refuses below 100 effective decisions or 30 effective units, where one weighs over 5 %, or where a tenth of what the policy does is not in the log. */
export function estimateOffPolicy(decisions: readonly LoggedDecision[] | readonly ModelledDecision[], confidence = 0.95): OffPolicyReport {
  const overlap = overlapOf(decisions);
  const problem = overlapProblem(decisions);
  return problem ? { ...overlap, problem, estimates: null } : { ...overlap, problem, estimates: offPolicyEstimates(decisions, { confidence }) };
}

/** Without asking whether the log carries them. */
export function offPolicyEstimates(
  decisions: readonly LoggedDecision[] | readonly ModelledDecision[],
  { confidence = 0.95, clip = CLIP }: { readonly confidence?: number; readonly clip?: number } = {},
): OffPolicyEstimates {
  const z = normalQuantile((1 + confidence) / 2);
  const modelled = isModelled(decisions) ? decisions : null;
  return {
    ips: meanByUnit(decisions, (decision) => weightOf(decision) * decision.reward, z),
    snips: weightedMeanByUnit(decisions, z),
    clipped: meanByUnit(decisions, (decision) => Math.min(weightOf(decision), clip) * decision.reward, z),
    direct: modelled && meanByUnit(modelled, (decision) => decision.predictedUnderTarget, z),
    doublyRobust: modelled && meanByUnit(modelled, (decision) => decision.predictedUnderTarget + weightOf(decision) * (decision.reward - decision.predicted), z),
  };
}

function isModelled(decisions: readonly LoggedDecision[]): decisions is readonly ModelledDecision[] {
  return decisions.every((decision) => 'predicted' in decision);
}

/** A mean over decisions whose error is that of independent units. */
function meanByUnit<D extends LoggedDecision>(decisions: readonly D[], term: (decision: D) => number, z: number): Estimate {
  const value = decisions.reduce((sum, decision) => sum + term(decision), 0) / decisions.length;
  const { squares, units } = residuals(decisions, (decision) => term(decision) - value);
  return interval(value, Math.sqrt((squares * units) / (units - 1)) / decisions.length, z);
}

/** Self-normalised: Σ w r / Σ w, by the delta method. */
function weightedMeanByUnit(decisions: readonly LoggedDecision[], z: number): Estimate {
  const weight = decisions.reduce((sum, decision) => sum + weightOf(decision), 0);
  const value = decisions.reduce((sum, decision) => sum + weightOf(decision) * decision.reward, 0) / weight;
  const { squares } = residuals(decisions, (decision) => weightOf(decision) * (decision.reward - value));
  return interval(value, Math.sqrt(squares) / weight, z);
}

/** Σ over units of (Σ of the unit's residuals)². */
function residuals<D extends LoggedDecision>(decisions: readonly D[], residual: (decision: D) => number): { squares: number; units: number } {
  const ofUnit = new Map<string, number>();
  let squares = 0;
  let alone = 0;
  for (const decision of decisions) {
    const distance = residual(decision);
    if (decision.unit === undefined) {
      squares += distance * distance;
      alone++;
    } else ofUnit.set(decision.unit, (ofUnit.get(decision.unit) ?? 0) + distance);
  }
  for (const distance of ofUnit.values()) squares += distance * distance;
  return { squares, units: alone + ofUnit.size };
}

function interval(value: number, standardError: number, z: number): Estimate {
  return { value, standardError, low: value - z * standardError, high: value + z * standardError };
}
