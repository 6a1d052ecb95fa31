// Which experiment an event belongs to.
import type { EventAssignment } from './outcome-event.ts';
import type { StoredEvent } from './stored-event.ts';

/**
 * The variant that held for the event's unit: as the event tells it, or, for those that can't know it (feedback and an app's own
 * metrics), as the router found it for the unit.
 *
 * @example assignmentOf(stored)?.experiment // 'sure-answers'
 */
export function assignmentOf({ event, assignment }: StoredEvent): EventAssignment | null {
  return ('assignment' in event ? event.assignment : undefined) ?? assignment ?? null;
}
