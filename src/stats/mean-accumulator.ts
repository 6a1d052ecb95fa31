// Count, mean and spread of a stream in three numbers that can be added up: Welford's update, Chan's merge.

/** Sufficient statistics of a mean. A JSON value. */
export interface MeanAccumulator {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared distances from the mean. */
  readonly m2: number;
}

export const NO_VALUES: MeanAccumulator = { count: 0, mean: 0, m2: 0 };

/** `addValue(addValue(NO_VALUES, 1), 3)` → { count: 2, mean: 2, m2: 2 } */
export function addValue({ count, mean, m2 }: MeanAccumulator, value: number): MeanAccumulator {
  const distance = value - mean;
  const newMean = mean + distance / (count + 1);
  return { count: count + 1, mean: newMean, m2: m2 + distance * (value - newMean) };
}

/** Takes one of its values out again. `removeValue(addValue(some, 3), 3)` → some, but for rounding. */
export function removeValue({ count, mean, m2 }: MeanAccumulator, value: number): MeanAccumulator {
  if (count <= 1) return NO_VALUES;
  const newMean = mean - (value - mean) / (count - 1);
  return { count: count - 1, mean: newMean, m2: Math.max(0, m2 - (value - mean) * (value - newMean)) };
}

/** The same as if both streams had been one (Chan, Golub and LeVeque 1979). */
export function mergeMeans(one: MeanAccumulator, other: MeanAccumulator): MeanAccumulator {
  if (one.count === 0) return other;
  if (other.count === 0) return one;
  const count = one.count + other.count;
  const distance = other.mean - one.mean;
  return {
    count,
    mean: one.mean + (distance * other.count) / count,
    m2: one.m2 + other.m2 + (distance * distance * one.count * other.count) / count,
  };
}

/** With n − 1; 0 below two values. */
export function varianceOf({ count, m2 }: MeanAccumulator): number {
  return count < 2 ? 0 : m2 / (count - 1);
}
