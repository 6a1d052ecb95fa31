// When the first token of a hosted model comes: a few quantiles, from the policy's own word or from what was observed.
import { latencyAt, mergeLatencies, type LatencyHistogram } from './latency-histogram.ts';
import { latencyBucket } from '../stats/latency-bucket.ts';

/** Milliseconds that are not exceeded 50, 75, 90, 95 and 99 times of 100. Rising. */
export interface FirstTokenForecast {
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
}

/** Standard normal quantiles of the same. */
const SCORES: FirstTokenForecast = { p50: 0, p75: 0.6744897501960817, p90: 1.2815515655446004, p95: 1.6448536269514722, p99: 2.3263478740408408 };
/** e^(½·score): until it is measured, one first token in twenty is expected to take 2.3 times the usual. */
const USUAL_SPREAD: FirstTokenForecast = { p50: 1, p75: 1.4011, p90: 1.898, p95: 2.276, p99: 3.2001 };

/** How many times the usual is not exceeded with probability `share`, before anything was measured. `usualSpreadAt(0.95)` → 2.276 */
export function usualSpreadAt(share: number): number {
  return firstTokenAt(USUAL_SPREAD, share);
}

/** Observations that the policy's own word is worth. */
const PRIOR_WEIGHT = 4;
/** e^(½·score) at 5, 15, … 95 %: ten equal parts of the same spread. */
const PRIOR_FACTORS = [0.4394, 0.5956, 0.7137, 0.8248, 0.9391, 1.0648, 1.2125, 1.4011, 1.679, 2.276];

/** What was observed, with the policy's word as a few observations more: it fades as they come. Undefined where nothing was. */
export function forecastFromObserved(observed: LatencyHistogram, usualMs: number): FirstTokenForecast | undefined {
  if (Object.keys(observed.buckets).length === 0) return undefined;
  const prior: Record<string, number> = {};
  for (const factor of PRIOR_FACTORS) {
    const bucket = latencyBucket(usualMs * factor);
    prior[bucket] = (prior[bucket] ?? 0) + PRIOR_WEIGHT / PRIOR_FACTORS.length;
  }
  const both = mergeLatencies(observed, { atMs: observed.atMs, buckets: prior }, 1);
  const at = (share: number) => latencyAt(both, share) ?? usualMs;
  return { p50: at(0.5), p75: at(0.75), p90: at(0.9), p95: at(0.95), p99: at(0.99) };
}

/** Milliseconds not exceeded with probability `share`, on straight lines between the quantiles: never below the median. */
export function firstTokenAt({ p50, p75, p90, p95, p99 }: FirstTokenForecast, share: number): number {
  if (share <= 0.75) return between(p50, p75, (share - 0.5) / 0.25);
  if (share <= 0.9) return between(p75, p90, (share - 0.75) / 0.15);
  return share <= 0.95 ? between(p90, p95, (share - 0.9) / 0.05) : between(p95, p99, (share - 0.95) / 0.04);
}

/** The standard normal score of `share`, on straight lines between the same quantiles: at most a little too high, so on the safe side. */
export function scoreOf(share: number): number {
  return firstTokenAt(SCORES, share);
}

function between(from: number, to: number, share: number): number {
  return from + (share < 0 ? 0 : share > 1 ? 1 : share) * (to - from);
}
