import type { TrafficHour } from '../../../src/wire/admin-api.ts';
import { stepAt, stepsOf, type TimeRange } from '../range/time-range.ts';
import { mergeHistograms, quantileOf, type DurationHistogram } from './duration-histogram.ts';

export const ROUTES = ['device', 'hosted', 'none'] as const;
export type Route = (typeof ROUTES)[number];

export const ROUTE_WORDS: Readonly<Record<Route, string>> = { device: 'Device', hosted: 'Hosted model', none: 'No answer' };

/** Queries in each step of the range, by where the answer came from. */
export function routeSeries(hours: readonly TrafficHour[], range: TimeRange): Readonly<Record<Route, readonly number[]>> {
  const steps = stepsOf(range).length;
  const zeros = () => Array.from({ length: steps }, () => 0);
  const series = { device: zeros(), hosted: zeros(), none: zeros() };
  for (const { startMs, route, count } of hours) {
    const step = stepAt(range, startMs);
    if (step >= 0) series[route][step] = (series[route][step] ?? 0) + count;
  }
  return series;
}

export function countByRoute(hours: readonly TrafficHour[]): Readonly<Record<Route, number>> {
  const counts = { device: 0, hosted: 0, none: 0 };
  for (const { route, count } of hours) counts[route] += count;
  return counts;
}

/** One quantile of the latency in each step; null where too few were measured. */
export function latencySeries(hours: readonly TrafficHour[], range: TimeRange, route: Route, share: number): readonly (number | null)[] {
  const steps: DurationHistogram[][] = stepsOf(range).map(() => []);
  for (const hour of hours) if (hour.route === route) steps[stepAt(range, hour.startMs)]?.push(hour.latency);
  return steps.map((histograms) => quantileOf(mergeHistograms(histograms), share)?.value ?? null);
}
