// The stretch of time that is looked at, and the steps it is drawn in.

const HOUR_MS = 3_600_000;

export const RANGES = {
  '24h': { label: '24 h', words: 'the last 24 hours', hours: 24, stepHours: 1, everyMs: 5000 },
  '7d': { label: '7 d', words: 'the last 7 days', hours: 168, stepHours: 6, everyMs: 15_000 },
  '30d': { label: '30 d', words: 'the last 30 days', hours: 720, stepHours: 24, everyMs: 30_000 },
} as const;
export type RangeName = keyof typeof RANGES;

export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepMs: number;
}

/**
 * Ends with the step that is under way, so that the last bar grows while it is looked at. Steps begin on the reader's own
 * hours and days.
 *
 * @param offsetMinutes what `Date.getTimezoneOffset` says
 */
export function rangeAt(name: RangeName, nowMs: number, offsetMinutes: number): TimeRange {
  const { hours, stepHours } = RANGES[name];
  const stepMs = stepHours * HOUR_MS;
  const shiftMs = offsetMinutes * 60_000;
  const toMs = (Math.floor((nowMs - shiftMs) / stepMs) + 1) * stepMs + shiftMs;
  return { fromMs: toMs - hours * HOUR_MS, toMs, stepMs };
}

/** Where each step begins. */
export function stepsOf({ fromMs, toMs, stepMs }: TimeRange): readonly number[] {
  return Array.from({ length: Math.round((toMs - fromMs) / stepMs) }, (_, index) => fromMs + index * stepMs);
}

/** The step an hour lies in, −1 beyond the range. */
export function stepAt({ fromMs, toMs, stepMs }: TimeRange, startMs: number): number {
  return startMs < fromMs || startMs >= toMs ? -1 : Math.floor((startMs - fromMs) / stepMs);
}

export function isRangeName(candidate: unknown): candidate is RangeName {
  return typeof candidate === 'string' && Object.hasOwn(RANGES, candidate);
}
