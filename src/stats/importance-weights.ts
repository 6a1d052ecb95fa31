// How far a log can carry an estimate of another policy: what each logged decision weighs, and whether that is enough.

/** One logged decision, seen by the policy that is to be estimated. */
export interface LoggedDecision {
  /** What came of it, in the unit of the metric. */
  readonly reward: number;
  /** Probability with which the action was taken: over 0. */
  readonly propensity: number;
  /** Probability with which the other policy would take the same action. */
  readonly targetPropensity: number;
  /** Decisions of one unit aren't independent; each its own where absent. */
  readonly unit?: string | undefined;
}

export interface Overlap {
  /** Decisions without weights that would tell as much. */
  readonly effectiveSampleSize: number;
  /** Units of the same weight that would tell as much: decisions of one unit are alike. */
  readonly effectiveUnits: number;
  /** Share of the heaviest decision, or of the heaviest unit where that is more. */
  readonly largestWeightShare: number;
  /** About 1 where the log holds everything that the other policy does. */
  readonly meanWeight: number;
}

export type OverlapProblem = 'too_few' | 'few_units' | 'one_dominates' | 'no_overlap';

const MINIMUM_EFFECTIVE_SIZE = 100;
/** An interval by unit of fewer holds the truth less often than it says. */
const MINIMUM_EFFECTIVE_UNITS = 30;
const LARGEST_WEIGHT_SHARE = 0.05;
/** A mean weight surely below this: more than a tenth of what the other policy does was never tried. */
const MINIMUM_MEAN_WEIGHT = 0.9;

export const weightOf = ({ propensity, targetPropensity }: LoggedDecision) => targetPropensity / propensity;

export function overlapOf(decisions: readonly LoggedDecision[]): Overlap {
  let sum = 0;
  let squares = 0;
  let largest = 0;
  let squaresOfUnits = 0;
  const ofUnit = new Map<string, number>();
  for (const decision of decisions) {
    const weight = weightOf(decision);
    sum += weight;
    squares += weight * weight;
    largest = Math.max(largest, weight);
    if (decision.unit === undefined) squaresOfUnits += weight * weight;
    else ofUnit.set(decision.unit, (ofUnit.get(decision.unit) ?? 0) + weight);
  }
  for (const weight of ofUnit.values()) {
    squaresOfUnits += weight * weight;
    largest = Math.max(largest, weight);
  }
  if (sum === 0) return { effectiveSampleSize: 0, effectiveUnits: 0, largestWeightShare: 1, meanWeight: 0 };
  return { effectiveSampleSize: (sum * sum) / squares, effectiveUnits: (sum * sum) / squaresOfUnits, largestWeightShare: largest / sum, meanWeight: sum / decisions.length };
}

/** Why nothing may be said; null where the log carries it. */
export function overlapProblem(decisions: readonly LoggedDecision[]): OverlapProblem | null {
  const { effectiveSampleSize, effectiveUnits, largestWeightShare, meanWeight } = overlapOf(decisions);
  const variance = decisions.reduce((sum, decision) => sum + (weightOf(decision) - meanWeight) ** 2, 0) / Math.max(1, decisions.length - 1);
  const surelyAtMost = meanWeight + 1.96 * Math.sqrt(variance / Math.max(1, decisions.length));
  if (decisions.length >= MINIMUM_EFFECTIVE_SIZE && surelyAtMost < MINIMUM_MEAN_WEIGHT) return 'no_overlap';
  if (effectiveSampleSize < MINIMUM_EFFECTIVE_SIZE) return 'too_few';
  if (largestWeightShare > LARGEST_WEIGHT_SHARE) return 'one_dominates';
  return effectiveUnits < MINIMUM_EFFECTIVE_UNITS ? 'few_units' : null;
}
