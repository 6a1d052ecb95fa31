import type { Reason } from '../../../src/route/reason.ts';
import type { TrafficHour } from '../../../src/wire/admin-api.ts';

/** A hosted model answered for one of these: the device had begun, and its answer was not kept. */
const HANDED_UP: ReadonlySet<string> = new Set<Reason>([
  'low_confidence',
  'incomplete',
  'confidence_collapsed',
  'deadline_at_risk',
  'device_failed',
  'device_lost',
  'device_out_of_memory',
  'device_stalled',
  'device_degenerate',
]);

/**
 * How many queries the device began, and how many of them a hosted model finished.
 *
 * @example escalationOf(report.hours) // { begun: 800, escalated: 140 }
 */
export function escalationOf(hours: readonly TrafficHour[]): { readonly begun: number; readonly escalated: number } {
  let [begun, escalated] = [0, 0];
  for (const { route, reason, count } of hours) {
    const isHandedUp = route === 'hosted' && HANDED_UP.has(reason);
    if (isHandedUp) escalated += count;
    if (isHandedUp || route === 'device') begun += count;
  }
  return { begun, escalated };
}
