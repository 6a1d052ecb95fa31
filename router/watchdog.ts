// By cron, for what a Durable Object's own alarm can't do or might have lost.
import { configurationOf } from './configuration.ts';
import type { Bindings } from './env.ts';
import { expireLog } from './events/event-log.ts';
import { daysMs } from './events/event-times.ts';
import { TRAFFIC_BOOK } from './traffic/traffic-protocol.ts';

/** `export default { scheduled: watchdog }`. Each part is tried, also where another fails. */
export async function watchdog({ scheduledTime }: Pick<ScheduledController, 'scheduledTime'>, env: Bindings): Promise<void> {
  const { EVENT_LOG, TRAFFIC, EXPERIMENTS } = env;
  const parts: Promise<unknown>[] = [];
  if (EVENT_LOG) parts.push(expireLog(EVENT_LOG, scheduledTime - daysMs(configurationOf(env).eventDays)));
  if (TRAFFIC) {
    const traffic = TRAFFIC.getByName(TRAFFIC_BOOK);
    parts.push(traffic.watch());
    if (EXPERIMENTS) parts.push(traffic.books().then((books) => Promise.all(books.map((book) => EXPERIMENTS.getByName(book).watch()))));
  }
  for (const settled of await Promise.allSettled(parts)) {
    if (settled.status === 'fulfilled') continue;
    const name = settled.reason instanceof Error ? settled.reason.name : 'unknown';
    console.error(JSON.stringify({ event: 'watchdog_failed', name }));
  }
}
