// Records travel through a Cloudflare Queue: an answer doesn't wait for whoever stores and counts them.
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { EventSink } from './event-sink.ts';

/** `createQueueSink(env.EVENTS)` */
export function createQueueSink(queue: Pick<Queue, 'sendBatch'>): EventSink {
  const send = async (events: readonly StoredEvent[]) => void (await queue.sendBatch(events.map((body) => ({ body }))));
  return {
    async record(events) {
      try {
        await send(events);
      } catch (error) {
        const name = error instanceof Error ? error.name : 'unknown';
        console.error(JSON.stringify({ event: 'outcome_lost', decisionId: events[0]?.event.decisionId, name }));
      }
    },
    recordAll: send,
  };
}
