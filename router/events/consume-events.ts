// The queue's consumer. Events come at least once, in any order, and may come again after any step below has failed: the log
// is overwritten by the same segment, the books count an id once, and only then is the batch done.
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { Bindings } from '../env.ts';
import { TRAFFIC_BOOK } from '../traffic/traffic-protocol.ts';
import { eventsByBook } from './books-of-event.ts';
import { segmentsOf } from './event-segment.ts';

/** A fault that lasts is met less and less often: with the queue's 20 retries it is outlived for more than an hour. */
const FIRST_RETRY_SECONDS = 2;
const LAST_RETRY_SECONDS = 300;

/** `export default { queue: consumeEvents }` */
export async function consumeEvents(batch: MessageBatch, env: Bindings): Promise<void> {
  const events = batch.messages.map(({ body }) => body).filter(isStoredEvent);
  try {
    // The log first: what was counted can be looked up.
    await writeLog(events, env);
    await addToBooks(events, env);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    console.error(JSON.stringify({ event: 'events_retried', count: events.length, name }));
    const attempts = Math.max(...batch.messages.map((message) => message.attempts));
    batch.retryAll({ delaySeconds: Math.min(LAST_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** (attempts - 1)) });
    return;
  }
  batch.ackAll();
}

async function writeLog(events: readonly StoredEvent[], { EVENT_LOG }: Bindings): Promise<void> {
  if (!EVENT_LOG) return;
  const segments = await segmentsOf(events);
  await Promise.all(segments.map(({ name, body }) => EVENT_LOG.put(name, body, { httpMetadata: { contentType: 'application/x-ndjson' } })));
}

async function addToBooks(events: readonly StoredEvent[], { TRAFFIC, EXPERIMENTS }: Bindings): Promise<void> {
  if (events.length === 0) return;
  const adding: Promise<unknown>[] = [];
  if (TRAFFIC) adding.push(TRAFFIC.getByName(TRAFFIC_BOOK).add(events));
  if (EXPERIMENTS) for (const [book, ofBook] of eventsByBook(events)) adding.push(EXPERIMENTS.getByName(book).add(ofBook));
  // All of them are tried: one that fails must not keep the others from being told, and the batch comes again.
  const failed = (await Promise.allSettled(adding)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

/** A message that an older version left in the queue is no reason to try for ever. */
function isStoredEvent(body: unknown): body is StoredEvent {
  const { event, receivedAt } = (body ?? {}) as Partial<StoredEvent>;
  return typeof event?.id === 'string' && typeof event.decisionId === 'string' && typeof receivedAt === 'number';
}
