// Sends the stored events in batches: soon, when there are many, when the network is back, and when the page is left. At
// least once: an event stays until the router has said that it has it, and its id tells whoever counts that it is the same.
import type { NewClientEvent } from '../../src/event/client-event.ts';
import type { EventStore } from './event-store.ts';

/** A batch is half of what the router takes, and less than the 64 KiB that a page may send while it is left. */
const BATCH_EVENTS = 50;
const BATCH_CHARACTERS = 48_000;
const SOON_MS = 5000;
const MANY = 20;
const FIRST_RETRY_MS = 2000;
const LAST_RETRY_MS = 300_000;

export interface EventQueue {
  /** @param options.isSilent kept until something else is sent: it must not be what causes a request */
  add(event: NewClientEvent, options?: { readonly isSilent: boolean }): void;
  /** Sends what is there now; never rejects. */
  flush(): Promise<void>;
  /** There is a network again, or a page again: sends what waits, unless nothing of it may cause a request. */
  resume(): void;
  /** The page may not come back: sends a batch that outlives it, unless nothing waits that may cause a request. */
  leave(): void;
  dispose(): void;
}

export interface EventQueueInput {
  readonly store: EventStore;
  /** POSTs a body to /v1/events. `outlivesPage` asks for a request the browser finishes without the page. */
  readonly post: (body: string, options: { readonly outlivesPage: boolean }) => Promise<Response>;
  /** The session's token, for the body of what outlives the page: a header of its own would cost a preflight, or isn't possible. */
  readonly session?: (() => string | undefined) | undefined;
  readonly isOnline: () => boolean;
  readonly setTimer: (callback: () => void, delayMs: number) => () => void;
}

export function createEventQueue({ store, post, session, isOnline, setTimer }: EventQueueInput): EventQueue {
  let clearTimer: (() => void) | undefined;
  let sending: Promise<void> | undefined;
  /** Ids of what a page that was left has sent, until it is known what became of them. */
  const leaving = new Set<string>();
  let failures = 0;
  let isDisposed = false;

  const schedule = (delayMs: number) => {
    if (isDisposed || clearTimer) return;
    clearTimer = setTimer(() => {
      clearTimer = undefined;
      void flush();
    }, delayMs);
  };

  const sendAll = async () => {
    const mayGoOn = () => isOnline() && !isDisposed;
    for (let batch = nextBatch(store); batch.length > 0 && mayGoOn(); batch = nextBatch(store)) {
      if (!(await send(batch))) {
        failures++;
        return schedule(Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1)));
      }
      failures = 0;
    }
  };

  /** False when it has to be tried again. */
  const send = async (batch: readonly NewClientEvent[]): Promise<boolean> => {
    try {
      const response = await post(bodyOf(batch), { outlivesPage: false });
      // 400 and 413: sent again it would be refused again, and hold up all that follow.
      if (response.status === 400 || response.status === 413) store.remove(batch.map(({ id }) => id));
      else if (response.ok) return settle(batch, await settledIds(response));
      else return false;
      return true;
    } catch {
      return false;
    }
  };

  /** False where none of them was: sent again at once, they would be sent again for ever. */
  const settle = (batch: readonly NewClientEvent[], ids: readonly string[]): boolean => {
    store.remove(ids);
    return batch.some(({ id }) => ids.includes(id));
  };

  const flush = () => (sending ??= sendAll().finally(() => (sending = undefined)));

  return {
    add(event, { isSilent } = { isSilent: false }) {
      store.add(event, isSilent);
      if (isSilent) return;
      if (failures === 0 && store.count() >= MANY) void flush();
      else schedule(SOON_MS);
    },
    flush,
    resume() {
      if (store.hasCause()) void flush();
    },
    leave() {
      if (!store.hasCause() || !isOnline()) return;
      const batch = nextBatch(store);
      // A page that is closed is hidden first: both say that it is left, and the same batch is on its way already.
      if (batch.every(({ id }) => leaving.has(id))) return;
      for (const { id } of batch) leaving.add(id);
      // Whether it arrived is known only if the page lives on; if not, they are sent once more at its next start.
      post(bodyOf(batch, session?.()), { outlivesPage: true })
        .then(async (response) => response.ok && store.remove(await settledIds(response)))
        .catch(() => undefined)
        .finally(() => batch.forEach(({ id }) => leaving.delete(id)));
    },
    dispose() {
      isDisposed = true;
      clearTimer?.();
    },
  };
}

function nextBatch(store: EventStore): readonly NewClientEvent[] {
  const batch: NewClientEvent[] = [];
  let characters = 0;
  for (const event of store.list().slice(0, BATCH_EVENTS)) {
    characters += JSON.stringify(event).length;
    if (characters > BATCH_CHARACTERS && batch.length > 0) break;
    batch.push(event);
  }
  return batch;
}

function bodyOf(events: readonly NewClientEvent[], session?: string): string {
  return JSON.stringify({ session, events });
}

/** Kept, or rejected for good. */
async function settledIds(response: Response): Promise<readonly string[]> {
  const { accepted = [], rejected = [] } = (await response.json()) as { accepted?: string[]; rejected?: { id: string | null }[] };
  return [...accepted, ...rejected.flatMap(({ id }) => id ?? [])];
}
