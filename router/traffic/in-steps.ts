/** Steps of the same length, the first of which begins with the range. */
export interface Steps {
  readonly fromMs: number;
  readonly stepMs: number;
}

/**
 * Hours → steps: sums that differ by nothing but their hour become one. A month in days is a thirtieth of its hours.
 *
 * @example inSteps(hours, { fromMs: 0, stepMs: 86_400_000 }, trafficKey, mergeTraffic)
 */
export function inSteps<T extends { readonly startMs: number }>(
  sums: readonly T[],
  steps: Steps | undefined,
  keyOf: (sum: T) => string,
  merge: (one: T, other: T) => T,
): readonly T[] {
  if (steps === undefined) return sums;
  const { fromMs, stepMs } = steps;
  const merged = new Map<string, T>();
  for (const sum of sums) {
    // The hour in which the range begins belongs to its first step.
    const step = { ...sum, startMs: fromMs + Math.max(0, Math.floor((sum.startMs - fromMs) / stepMs)) * stepMs };
    const key = keyOf(step);
    const known = merged.get(key);
    merged.set(key, known ? merge(known, step) : step);
  }
  return [...merged.values()];
}
