// Labels of the audit sample are told by clients. One unit has a few in an hour, whose share is a hundredth of its questions; what a
// script tells beyond that would be the reliability diagram's only voice.
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { hourOf, type Audit } from './traffic-sums.ts';

const MOST_IN_AN_HOUR = 20;

/** The audits that count, of events that were not seen before. A server's key is believed for all its users. */
export function countedAudits(sql: SqlStorage, events: readonly StoredEvent[]): readonly { readonly audit: Audit; readonly receivedAt: number }[] {
  return events.flatMap(({ event, standing, unit, receivedAt }) => {
    if (event.type !== 'audit' || standing === 'unverified') return [];
    if (standing !== 'key' && !isWithinShare(sql, unit ?? '', hourOf(receivedAt))) return [];
    return [{ audit: event, receivedAt }];
  });
}

function isWithinShare(sql: SqlStorage, unit: string, at: number): boolean {
  const add = 'INSERT INTO audited (unit, at, count) VALUES (?, ?, 1) ON CONFLICT (unit, at) DO UPDATE SET count = count + 1 RETURNING count';
  return sql.exec<{ count: number }>(add, unit, at).one().count <= MOST_IN_AN_HOUR;
}
