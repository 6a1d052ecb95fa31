// Durations in buckets that grow by a tenth: a quantile read from them is at most a tenth too high, however many there were,
// and two counts are added bucket by bucket.
import { ln } from '../numerics/ln.ts';
import { settle } from '../numerics/settle.ts';

/** Counts by bucket; b holds [1.1^b, 1.1^(b+1)) milliseconds. Sparse, and a JSON value. */
export type LatencyBuckets = Readonly<Record<string, number>>;

const GROWTH = 1.1;
const LN_GROWTH = ln(GROWTH);

/** `latencyBucket(100)` → 48. What takes less than a millisecond is in the first. */
export function latencyBucket(ms: number): number {
  return ms < GROWTH ? 0 : Math.floor(ln(ms) / LN_GROWTH);
}

/** `addLatency({ 48: 1 }, 100)` → { 48: 2 } */
export function addLatency(buckets: LatencyBuckets, ms: number): LatencyBuckets {
  return addBuckets(buckets, { [latencyBucket(ms)]: 1 });
}

/** `addBuckets({ 1: 2 }, { 1: 1, 3: 1 })` → { 1: 3, 3: 1 } */
export function addBuckets(one: LatencyBuckets, other: LatencyBuckets): LatencyBuckets {
  const sum: Record<string, number> = { ...one };
  for (const [bucket, count] of Object.entries(other)) sum[bucket] = (sum[bucket] ?? 0) + count;
  return sum;
}

/** The upper edge of the bucket in which the quantile lies; undefined where nothing was counted. `latencyQuantile({ 48: 9 }, 0.5)` → 106.7… */
export function latencyQuantile(buckets: LatencyBuckets, quantile: number): number | undefined {
  const ordered = Object.entries(buckets).map(([bucket, count]) => [Number(bucket), count] as const).toSorted(([one], [other]) => one - other);
  const total = ordered.reduce((sum, [, count]) => sum + count, 0);
  let below = 0;
  for (const [bucket, count] of ordered) {
    below += count;
    // Weights that were halved and added again mustn't miss the quantile by a rounding.
    if (settle(below) >= settle(quantile * total)) return latencyBucketEnd(bucket);
  }
  return undefined;
}

/** Where a bucket ends and the next begins, in milliseconds: by multiplication alone, which every engine does alike. */
export function latencyBucketEnd(bucket: number): number {
  let power = 1;
  for (let times = 0; times <= bucket; times++) power *= GROWTH;
  return power;
}
