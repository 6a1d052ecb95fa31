// How the hosted models behave, call by call: a question that the second one answered shows the first one's failure too.
import type { ProviderHour } from '../../../src/wire/admin-api.ts';
import { groupBy } from '../group-by.ts';
import { mergeHistograms, quantileOf } from './duration-histogram.ts';
import { shareInterval, type Interval } from './share-interval.ts';

export interface ModelHealth {
  readonly model: string;
  readonly attempts: number;
  readonly failures: number;
  /** Share of the attempts that failed. */
  readonly failed: Interval | null;
  /** What they failed of, the most frequent first. */
  readonly codes: readonly { readonly code: string; readonly count: number }[];
  /** To the first content: half of the calls were quicker. */
  readonly firstContent: Interval | null;
}

/** Each model's calls, the most asked first. */
export function modelHealth(hours: readonly ProviderHour[]): readonly ModelHealth[] {
  return [...groupBy(hours, ({ model }) => model)]
    .map(([model, rows]) => {
      const attempts = rows.reduce((sum, row) => sum + row.attempts, 0);
      const codes = Object.entries(mergeHistograms(rows.map((row) => row.failures)))
        .map(([code, count]) => ({ code, count }))
        .sort((one, other) => other.count - one.count);
      const failures = codes.reduce((sum, { count }) => sum + count, 0);
      const firstContent = quantileOf(mergeHistograms(rows.map((row) => row.firstContent)), 0.5);
      return { model, attempts, failures, failed: shareInterval(failures, attempts), codes, firstContent };
    })
    .sort((one, other) => other.attempts - one.attempts);
}
