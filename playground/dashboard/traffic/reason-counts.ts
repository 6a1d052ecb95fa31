import { REASONS, type Reason } from '../../../src/route/reason.ts';
import type { TrafficHour } from '../../../src/wire/admin-api.ts';
import type { Route } from './route-series.ts';

export interface ReasonCount {
  readonly reason: string;
  /** Src's own sentence; a newer router may know a reason that this page doesn't. */
  readonly sentence: string;
  readonly route: Route;
  readonly count: number;
  readonly share: number;
}

/** Why answers came from where they did, the most frequent first. */
export function reasonCounts(hours: readonly TrafficHour[]): readonly ReasonCount[] {
  const counts = new Map<string, { reason: string; route: Route; count: number }>();
  let all = 0;
  for (const { reason, route, count } of hours) {
    const key = `${route} ${reason}`;
    const held = counts.get(key) ?? { reason, route, count: 0 };
    held.count += count;
    counts.set(key, held);
    all += count;
  }
  return [...counts.values()]
    .sort((one, other) => other.count - one.count)
    .map((each) => ({ ...each, share: each.count / all, sentence: reasonSentence(each.reason) }));
}

export function reasonSentence(reason: string): string {
  return Object.hasOwn(REASONS, reason) ? REASONS[reason as Reason] : 'A reason that this page doesn’t know yet.';
}
