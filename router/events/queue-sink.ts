// Records travel through a Cloudflare Queue: an answer doesn't wait for whoever stores and counts them.
import type { EventSink } from './event-sink.ts';

/** `createQueueSink(env.EVENTS)` */
export function createQueueSink(queue: Pick<Queue, 'send' | 'sendBatch'>): EventSink {
  return {
    async record(event) {
      try {
        await queue.send(event);
      } catch (error) {
        const name = error instanceof Error ? error.name : 'unknown';
        console.error(JSON.stringify({ event: 'outcome_lost', decisionId: event.decisionId, name }));
      }
    },
    recordAll: async (events) => void (await queue.sendBatch(events.map((body) => ({ body })))),
  };
}
