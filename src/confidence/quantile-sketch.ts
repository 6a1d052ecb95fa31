// Quantiles of many log-probabilities in constant memory: counts in buckets whose bounds grow by a factor (DDSketch; Masson et
// al., VLDB 2019). Counts don't depend on the order, so two sketches added are the sketch of both streams, to the last count.

/** A value is told within this share of itself. */
export const SKETCH_ERROR = 0.02;
/** What is nearer to 0 than this counts as 0. */
export const SKETCH_FLOOR = 1e-4;

const GROWTH = (1 + SKETCH_ERROR) / (1 - SKETCH_ERROR);
/** Up to about 300 nats: less likely than one token in e^300 is the last bucket. */
const BUCKETS = 374;

const BOUNDS = (() => {
  const bounds = new Float64Array(BUCKETS);
  let bound = SKETCH_FLOOR;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    bounds[bucket] = bound;
    bound *= GROWTH;
  }
  return bounds;
})();

/** Counts by bucket of −ln p. */
export type QuantileSketch = Float64Array;

export function createQuantileSketch(): QuantileSketch {
  return new Float64Array(BUCKETS);
}

export function addToSketch(sketch: QuantileSketch, logProb: number): void {
  const size = -logProb;
  let low = 0;
  let high = BUCKETS - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((BOUNDS[middle] as number) >= size) high = middle;
    else low = middle + 1;
  }
  sketch[low] = (sketch[low] as number) + 1;
}

/**
 * The `rank`-th smallest log-probability, from 0, within SKETCH_ERROR of itself or SKETCH_FLOOR of 0.
 *
 * @example rankInSketch(sketch, 0) // about the least likely token's
 */
export function rankInSketch(sketch: QuantileSketch, rank: number): number {
  let left = rank;
  for (let bucket = BUCKETS - 1; bucket > 0; bucket--) {
    left -= sketch[bucket] as number;
    // The middle of a bucket, as far from its lower bound as from its upper one in proportion.
    if (left < 0) return (-2 * (BOUNDS[bucket] as number)) / (1 + GROWTH);
  }
  return 0;
}
