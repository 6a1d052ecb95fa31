// Where the edge's own records go, and those of clients.
import type { StoredEvent } from '../../src/event/stored-event.ts';

export interface EventSink {
  /** Of one request. Never rejects: an answer is not lost because its record was. */
  record(events: readonly StoredEvent[]): Promise<void>;
  /** What clients sent. Rejects when it can't be kept: they have it still and send it again. */
  recordAll(events: readonly StoredEvent[]): Promise<void>;
}

/** Where nothing is bound that could keep them. */
export const forgetfulSink: EventSink = { record: () => Promise.resolve(), recordAll: () => Promise.resolve() };
