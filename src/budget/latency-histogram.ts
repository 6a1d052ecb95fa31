// Times of a provider, the newer ones weighing more: buckets that grow by a tenth, whose weights halve with time. The state is a
// JSON value of bounded size, and two states are merged bucket by bucket.
import { exp } from '../numerics/exp.ts';
import { addBuckets, latencyBucket, latencyBucketEnd, latencyQuantile, type LatencyBuckets } from '../stats/latency-bucket.ts';
import type { Survival } from './latency-law.ts';

export interface LatencyHistogram {
  /** The moment for which the weights hold, in milliseconds of whatever clock the observer has. */
  readonly atMs: number;
  readonly buckets: LatencyBuckets;
}

export const NO_LATENCIES: LatencyHistogram = { atMs: 0, buckets: {} };

/** More than an hour counts as an hour, and so the state stays below 160 buckets. */
const LONGEST_MS = 3_600_000;
/** What weighs less than a millionth of an observation is forgotten. */
const LEAST_WEIGHT = 1e-6;

/** As of a later moment: every weight halved once for each `halfLifeMs` that went by. An earlier one changes nothing. */
export function agedTo(histogram: LatencyHistogram, atMs: number, halfLifeMs: number): LatencyHistogram {
  const passedMs = atMs - histogram.atMs;
  if (!(passedMs > 0)) return histogram;
  const factor = exp((-Math.LN2 * passedMs) / halfLifeMs);
  const buckets: Record<string, number> = {};
  for (const [bucket, weight] of Object.entries(histogram.buckets)) {
    if (weight * factor >= LEAST_WEIGHT) buckets[bucket] = weight * factor;
  }
  return { atMs, buckets };
}

/** One more. `observeLatency(NO_LATENCIES, { ms: 480, atMs: 0, halfLifeMs: 600_000 })` → { atMs: 0, buckets: { 64: 1 } } */
export function observeLatency(histogram: LatencyHistogram, { ms, atMs, halfLifeMs }: { readonly ms: number; readonly atMs: number; readonly halfLifeMs: number }): LatencyHistogram {
  if (!(ms >= 0)) return histogram;
  return mergeLatencies(histogram, { atMs, buckets: { [latencyBucket(ms < LONGEST_MS ? ms : LONGEST_MS)]: 1 } }, halfLifeMs);
}

/** Both, as of the later one's moment: the same as one that has seen all of it. */
export function mergeLatencies(one: LatencyHistogram, other: LatencyHistogram, halfLifeMs: number): LatencyHistogram {
  const atMs = Math.max(one.atMs, other.atMs);
  return { atMs, buckets: addBuckets(agedTo(one, atMs, halfLifeMs).buckets, agedTo(other, atMs, halfLifeMs).buckets) };
}

/** How many observations it is worth. */
export function weightOf({ buckets }: LatencyHistogram): number {
  let weight = 0;
  for (const bucket of Object.values(buckets)) weight += bucket;
  return weight;
}

/** At most a tenth too high; undefined where nothing was observed. */
export function latencyAt({ buckets }: LatencyHistogram, share: number): number | undefined {
  return latencyQuantile(buckets, share);
}

/** The histogram as a law, each bucket spread evenly over its width. */
export function survivalOf({ buckets }: LatencyHistogram): Survival {
  const rows = Object.entries(buckets).map(([bucket, weight]) => ({ from: Number(bucket) === 0 ? 0 : latencyBucketEnd(Number(bucket) - 1), to: latencyBucketEnd(Number(bucket)), weight }));
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  return (ms) => {
    let later = 0;
    for (const { from, to, weight } of rows) {
      if (ms < from) later += weight;
      else if (ms < to) later += (weight * (to - ms)) / (to - from);
    }
    return total === 0 ? 1 : later / total;
  };
}
