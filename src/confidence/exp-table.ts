// e^−x for the inner loop of readTokenSignal: x falls into a bucket 1/64 wide; e^−x = (e^−(bucket/64)) · curve(place in it).
// A third as long as Math.exp takes, and plain enough for every engine to compile well.
//
// Error. `curve` is the cubic through e^(−f/64) at f = 0, 0.29, 0.71 and 1: off by at most 2.8e-11 of the value in
// between and, but for rounding, by nothing at the ends: curve(0) is exactly 1, so the most likely token weighs exactly
// 1 and its probability can't pass 1. x·64 is exact. Summing V weights one by one adds at most V · 2^-53 of the sum:
// 4e-12 for V = 32,064, 3e-11 for 200,064. So ln Σ is within 6e-11 and, since the entropy weighs each error by
// 1 + x (H + 1 ≤ 14 nats on average), the entropy within 9e-10.
import { exp } from '../numerics/exp.ts';

/** A power of two: scaling by it is exact. */
export const BUCKETS_PER_NAT = 64;

/**
 * What lies 64 nats below the most likely token is left out: e^−64 = 1.6e-28, times any vocabulary, is below the
 * rounding of a sum that is at least 1. Far enough that a model's logits rarely lie on both sides, so that the branch
 * which leaves them out is predicted.
 */
export const LAST_BUCKET = 64 * BUCKETS_PER_NAT;

/** Of f in [0, 1): 1 + linear·f + quadratic·f² + cubic·f³. */
export const CURVE = {
  linear: -0.01562499949182621,
  quadratic: 0.00012206733467537152,
  cubic: -6.308374407546756e-7,
} as const;

/** e^−(bucket/64), 32 KiB, of which a step touches only what its logits span. */
export const EXP_AT_BUCKET = Float64Array.from({ length: LAST_BUCKET }, (_, bucket) => exp(-bucket / BUCKETS_PER_NAT));
