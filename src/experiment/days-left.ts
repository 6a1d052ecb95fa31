// How long an experiment still takes, should things go on as they did.
import { twoSidedWidth } from '../stats/confidence-sequence.ts';
import { unitsUntil } from '../stats/sample-size.ts';
import type { Effect } from './verdict.ts';

export interface DaysLeftInput {
  readonly effect: Effect;
  readonly alpha: number;
  readonly tightestAtUnits: number;
  readonly minimumEffect?: number | undefined;
  /** Newly measured ones of both variants, as of late. */
  readonly unitsPerDay: number;
}

/**
 * Days until the interval, around the difference seen so far, leaves out zero or lies within the smallest effect worth having,
 * whichever is sooner. Null where no number of units would do, or nothing is known of the rate.
 *
 * @example daysLeft({ effect, alpha: 0.05, tightestAtUnits: 5000, unitsPerDay: 800 }) // 3.1
 */
export function daysLeft({ effect, alpha, tightestAtUnits, minimumEffect, unitsPerDay }: DaysLeftInput): number | null {
  if (!(unitsPerDay > 0)) return null;
  const shape = { alpha, tightestAt: tightestAtUnits };
  const distance = Math.abs(effect.difference);
  const wished = Math.max(distance, (minimumEffect ?? 0) - distance);
  // The width is in proportion to the deviation, so that the width seen gives it.
  const deviation = (effect.high - effect.low) / 2 / twoSidedWidth({ count: effect.units, deviation: 1 }, shape);
  const needed = unitsUntil(wished, (count) => twoSidedWidth({ count, deviation }, shape));
  if (!Number.isFinite(needed)) return null;
  return Math.max(0, needed - effect.units) / unitsPerDay;
}
