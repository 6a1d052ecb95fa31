// The last moment at which handing up still helps.

/**
 * Milliseconds from now: a hosted model that is asked by then is done in time with the probability its time stands for
 * (a quantile, such as the 95th percentile). Below 0 that moment has passed.
 *
 * `latestLaunchMs({ remainingMs: 4000, hostedMs: 2048 })` → 1952
 */
export function latestLaunchMs({ remainingMs, hostedMs }: { readonly remainingMs: number; readonly hostedMs: number }): number {
  return remainingMs - hostedMs;
}
