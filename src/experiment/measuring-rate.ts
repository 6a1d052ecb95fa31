// How many units a day are measured, as of late.
import { DAY_MS } from '../durations.ts';
import { LATENESS_MS } from './metric.ts';

/** A ramp changes the rate: what is older tells little of what comes. */
const RECENT_MS = 3 * DAY_MS;
/** A shorter stretch tells more of the hour than of the day. */
const SHORTEST_MS = DAY_MS / 2;

export interface MeasuringRateInput {
  /** Measured until now. */
  readonly units: number;
  /** As they were, oldest first. */
  readonly earlier: readonly { readonly at: number; readonly units: number }[];
  readonly startedAt: number;
  readonly now: number;
  /** Of the metric. */
  readonly windowHours: number;
}

/**
 * Over the last three days where that is known, else since the first unit could be measured: its window had to pass first, and
 * that time tells nothing of the rate. Null where neither is.
 *
 * @example measuringRate({ units: 900, earlier: [], startedAt: 0, now: 2 * 86_400_000, windowHours: 22 }) // 900
 */
export function measuringRate({ units, earlier, startedAt, now, windowHours }: MeasuringRateInput): number | null {
  const since = earlier.find(({ at }) => now - at <= RECENT_MS);
  if (since && now - since.at >= SHORTEST_MS) return ((units - since.units) * DAY_MS) / (now - since.at);
  const measuring = now - startedAt - windowHours * 3_600_000 - LATENESS_MS;
  return measuring > 0 && units > 0 ? (units * DAY_MS) / measuring : null;
}
