// Where the edge's own records go, and those of clients.
import type { ClientEvent } from '../../src/event/client-event.ts';
import type { OutcomeEvent } from '../../src/event/outcome-event.ts';

export interface EventSink {
  /** Never rejects: an answer is not lost because its record was. */
  record(event: OutcomeEvent): Promise<void>;
  /** What clients sent. Rejects when it can't be kept: they have it still and send it again. */
  recordAll(events: readonly ClientEvent[]): Promise<void>;
}

/** Where nothing is bound that could keep them. */
export const forgetfulSink: EventSink = { record: () => Promise.resolve(), recordAll: () => Promise.resolve() };
