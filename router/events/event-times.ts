// How long an id is remembered, so that an event is counted once however late it comes a second time.
import { DAY_MS } from '../../src/durations.ts';

/** An event may have waited so long on its device. An older one is turned away: its id may be forgotten already. */
export const OLDEST_EVENT_MS = 7 * DAY_MS;
/** And a device's clock may be so far ahead. */
export const EARLIEST_EVENT_MS = DAY_MS;
/**
 * What was counted once is known so long: an event is taken until OLDEST_EVENT_MS after its own time, which lies at most
 * EARLIEST_EVENT_MS after it was first taken, and the queue keeps a message for four days.
 */
export const SEEN_MS = 14 * DAY_MS;

/** The queue keeps a message for four days: what the edge told once comes again within so long, or never. */
export const QUEUED_MS = 5 * DAY_MS;

/** `eventDaysOf('30')` → 30. How long events, and what is known of units, are kept. */
export const DEFAULT_EVENT_DAYS = 90;

export const daysMs = (days: number): number => days * DAY_MS;
