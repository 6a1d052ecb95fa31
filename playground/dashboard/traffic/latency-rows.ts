import type { TrafficHour } from '../../../src/wire/admin-api.ts';
import { countOf, mergeHistograms, quantileOf } from './duration-histogram.ts';
import type { Route } from './route-series.ts';
import type { Interval } from './share-interval.ts';

export const QUANTILES = [0.5, 0.9, 0.99] as const;

export interface LatencyRow {
  readonly route: Route;
  readonly what: 'first words' | 'whole answer';
  readonly count: number;
  /** In the order of QUANTILES; null where too few were measured. */
  readonly quantiles: readonly (Interval | null)[];
}

/** Routes that were measured at all: first words, then the whole answer. */
export function latencyRows(hours: readonly TrafficHour[]): readonly LatencyRow[] {
  return (['device', 'hosted'] as const).flatMap((route) => {
    const rows = hours.filter((hour) => hour.route === route);
    return (['first words', 'whole answer'] as const).flatMap((what) => {
      const histogram = mergeHistograms(rows.map(({ firstToken, latency }) => (what === 'first words' ? firstToken : latency)));
      const count = countOf(histogram);
      return count === 0 ? [] : [{ route, what, count, quantiles: QUANTILES.map((share) => quantileOf(histogram, share)) }];
    });
  });
}
