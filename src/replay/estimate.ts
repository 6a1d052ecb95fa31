// What an estimate of another policy looks like, from whichever rows of the log.
import { estimateOffPolicy, type Estimate } from '../stats/off-policy.ts';
import type { OverlapProblem } from '../stats/importance-weights.ts';

/** One query: what it brought under either policy, and how many it stands for. */
export interface ComparedRow {
  readonly unit: string | undefined;
  readonly weight: number;
  readonly before: number;
  readonly after: number;
}

export interface ComparedEstimates {
  readonly before: Estimate;
  readonly after: Estimate;
  /** After − before, on the same rows: its interval is narrower than theirs. */
  readonly difference: Estimate;
}

/** Self-normalised means of rows that stand for several each, with intervals by unit; or why they can't carry them. */
export function compareRows(rows: readonly ComparedRow[], confidence: number): { readonly problem: OverlapProblem } | ComparedEstimates {
  const of = (value: (row: ComparedRow) => number) =>
    estimateOffPolicy(rows.map((row) => ({ reward: value(row), propensity: 1 / row.weight, targetPropensity: 1, unit: row.unit })), confidence);
  const before = of((row) => row.before);
  const after = of((row) => row.after);
  const difference = of((row) => row.after - row.before);
  const { problem } = difference;
  if (problem !== null || before.problem !== null || after.problem !== null) return { problem: problem ?? 'too_few' };
  return { before: before.estimates.snips, after: after.estimates.snips, difference: difference.estimates.snips };
}
