// The values a budget's slider stops at. Budgets span orders of magnitude, so the stops grow; the last one is "unlimited".

export const TIME_STOPS = [
  250, 500, 1_000, 1_500, 2_000, 3_000, 4_000, 5_000, 7_000, 10_000, 15_000, 20_000, 30_000, 60_000, Infinity,
] as const;

export const COST_STOPS = [
  0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, Infinity,
] as const;

/** The stops with a value of the policy's among them, so that its own setting can always be shown. */
export function stopsWith(stops: readonly number[], value: number): readonly number[] {
  return stops.includes(value) ? stops : [...stops, value].sort((one, other) => one - other);
}
