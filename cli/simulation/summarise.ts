// Many simulated queries as the few numbers a policy is chosen by.
import { FATES, type Fate, type SimulatedOutcome } from './simulate-query.ts';

export interface Summary {
  readonly queries: number;
  readonly shares: Readonly<Record<Fate, number>>;
  /** Mean of the queries of which something is known, and how many those are. */
  readonly quality: { readonly mean: number | undefined; readonly known: number };
  readonly costMicroUsd: number;
  /** If the strongest hosted model answered every query it may see. */
  readonly allHostedCostMicroUsd: number;
  /** Of the queries that are answered. */
  readonly latencyMs: { readonly median: number | undefined; readonly p90: number | undefined };
}

export function summarise(outcomes: readonly SimulatedOutcome[]): Summary {
  const qualities = outcomes.map(({ quality }) => quality).filter((quality) => quality !== undefined);
  const times = outcomes.map(({ totalMs }) => totalMs).filter((ms) => ms !== undefined).toSorted((one, other) => one - other);
  const shares = FATES.map((fate) => [fate, outcomes.filter((outcome) => outcome.fate === fate).length / outcomes.length]);
  return {
    queries: outcomes.length,
    shares: Object.fromEntries(shares) as Record<Fate, number>,
    quality: { mean: qualities.length === 0 ? undefined : sum(qualities) / qualities.length, known: qualities.length },
    costMicroUsd: sum(outcomes.map(({ costMicroUsd }) => costMicroUsd)),
    allHostedCostMicroUsd: sum(outcomes.map(({ hostedCostMicroUsd }) => hostedCostMicroUsd ?? 0)),
    latencyMs: { median: quantile(times, 0.5), p90: quantile(times, 0.9) },
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** The nearest rank: an observed value. */
const quantile = (sorted: readonly number[], share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
