// Where the edge's own records go.
import type { OutcomeEvent } from '../../src/event/outcome-event.ts';

export interface EventSink {
  /** Never rejects: an answer is not lost because its record was. */
  record(event: OutcomeEvent): Promise<void>;
}

/** Where nothing is bound that could keep them. */
export const forgetfulSink: EventSink = { record: () => Promise.resolve() };
