// Events of one client, wired to the page: its storage, its network, its leaving.
import type { NewClientEvent } from '../../src/event/client-event.ts';
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import type { AnswerResult } from '../session/answer-part.ts';
import type { QueryRun } from '../session/query-run.ts';
import { createEventQueue } from './event-queue.ts';
import { createEventStore, type EventStorage } from './event-store.ts';
import { eventsOfRun, type RunEnd } from './events-of-run.ts';

/** A router that takes longer for a batch is asked again later. */
const PATIENCE_MS = 30_000;

export interface Events {
  /** What became of a query, once its answer has ended. */
  recordRun(run: QueryRun, done: Promise<AnswerResult>): Promise<void>;
  feedback(decisionId: string, rating: 'good' | 'bad' | number): void;
  track(decisionId: string, metric: string, value: number): void;
  dispose(): void;
}

export interface CreateEventsInput {
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
  /** Of a server or a test. A page needs none, nor a session token: events of its listed origin are taken as they are. */
  readonly apiKey: string | undefined;
  readonly isOnline: () => boolean;
  readonly storage: EventStorage | undefined;
  readonly newId: () => string;
  readonly setTimer: (callback: () => void, delayMs: number) => () => void;
}

export function createEvents({ baseUrl, fetch, apiKey, isOnline, storage, newId, setTimer }: CreateEventsInput): Events {
  const url = `${baseUrl}/v1/events`;
  const queue = createEventQueue({
    store: createEventStore(storage, baseUrl),
    post: (body, { outlivesPage }) => post(body, outlivesPage),
    isOnline,
    setTimer,
  });
  const post = async (body: string, outlivesPage: boolean): Promise<Response> => {
    const headers = { 'content-type': 'application/json', ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }) };
    // One that hangs would hold up all that follow.
    const init = { method: 'POST', body, headers, keepalive: outlivesPage, signal: AbortSignal.timeout(PATIENCE_MS) };
    const isBeaconNeeded = outlivesPage && !('keepalive' in Request.prototype);
    if (!isBeaconNeeded) return fetch(url, init);
    // It carries no token: the router takes events from pages of its listed origins all the same. Nothing tells of its arrival.
    navigator.sendBeacon(url, new Blob([body], { type: 'application/json' }));
    return new Response(null, { status: 504 });
  };

  // What an earlier visit left behind, and what gathered while there was no network.
  queue.resume();
  const onOnline = () => queue.resume();
  const onHidden = () => document.visibilityState === 'hidden' && queue.leave();
  const onLeave = () => queue.leave();
  const page = typeof document === 'undefined' ? undefined : { window: globalThis, document };
  page?.window.addEventListener('online', onOnline);
  page?.window.addEventListener('pagehide', onLeave);
  page?.document.addEventListener('visibilitychange', onHidden);

  const about = (decisionId: string) => ({ schemaVersion: 1 as const, id: newId(), decisionId, observer: 'client' as const, atMs: Date.now() });
  const add = (event: NewClientEvent) => queue.add(event);
  return {
    async recordRun(run, done) {
      const end: RunEnd = await done.then((result) => ({ result }), (error: PhirstError) => ({ error }));
      // A question that may not leave causes no request, not even one about numbers.
      const isSilent = run.query.privacy === 'device-only';
      for (const event of eventsOfRun({ run, end, newId, atMs: Date.now() })) queue.add(event, { isSilent });
    },
    feedback: (decisionId, rating) => add({ type: 'feedback', ...about(decisionId), rating: rating === 'good' ? 1 : rating === 'bad' ? 0 : rating }),
    track: (decisionId, metric, value) => add({ type: 'metric', ...about(decisionId), metric, value }),
    dispose() {
      queue.dispose();
      page?.window.removeEventListener('online', onOnline);
      page?.window.removeEventListener('pagehide', onLeave);
      page?.document.removeEventListener('visibilitychange', onHidden);
    },
  };
}
