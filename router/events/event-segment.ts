// A segment of the log: events of one hour as NDJSON, under a name that says which. The same events get the same name, so that
// a batch that is delivered again overwrites itself.
import { HOUR_MS } from '../../src/durations.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { hexOf, secretDigest } from '../secret-digest.ts';

/** All segments begin with it. */
export const LOG_PREFIX = 'events/';

export interface EventSegment {
  /** `events/2026-11-25/07/<32 digits>.ndjson` */
  readonly name: string;
  readonly body: string;
}

/** One segment for each hour in which events of the batch were received: one, but around the hour's turn and after a fault. */
export function segmentsOf(events: readonly StoredEvent[]): Promise<readonly EventSegment[]> {
  const byHour = Map.groupBy(events, ({ receivedAt }) => Math.floor(receivedAt / HOUR_MS));
  return Promise.all([...byHour].map(([hour, ofHour]) => segmentOf(hour * HOUR_MS, ofHour)));
}

async function segmentOf(hourMs: number, events: readonly StoredEvent[]): Promise<EventSegment> {
  const ids = events.map(({ event }) => event.id).toSorted();
  const digest = hexOf(await secretDigest(ids.join('\n'))).slice(0, 32);
  return { name: `${hourPrefix(hourMs)}${digest}.ndjson`, body: ndjson(events) };
}

/** `hourPrefix(Date.UTC(2026, 10, 25, 7))` → 'events/2026-11-25/07/' */
export function hourPrefix(ms: number): string {
  const text = new Date(ms).toISOString();
  return `${LOG_PREFIX}${text.slice(0, 10)}/${text.slice(11, 13)}/`;
}

export function ndjson(events: readonly StoredEvent[]): string {
  return events.map((stored) => `${JSON.stringify(stored)}\n`).join('');
}

/** What a segment holds; a line that can't be read is left out. */
export function eventsOfSegment(text: string): readonly StoredEvent[] {
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as StoredEvent];
    } catch {
      return [];
    }
  });
}
