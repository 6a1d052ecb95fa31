// Events that wait to be sent, one entry of the page's storage each: tabs of the same page add and remove side by side without
// undoing each other's work. Bounded; the oldest go first.
import type { NewClientEvent } from '../../src/event/client-event.ts';

const MAXIMUM_EVENTS = 500;
/** In the key of an event that causes no request: the page's next visit has to know it too. */
const SILENT = 'silent:';

/** The part of localStorage that is used. */
export type EventStorage = Pick<Storage, 'length' | 'key' | 'getItem' | 'setItem' | 'removeItem'>;

export interface EventStore {
  /** @param isSilent it must not be what causes a request */
  add(event: NewClientEvent, isSilent: boolean): void;
  /** Whether anything waits that may cause a request. */
  hasCause(): boolean;
  count(): number;
  /** The oldest first. */
  list(): readonly NewClientEvent[];
  remove(ids: readonly string[]): void;
}

/** @param storage undefined where there is none: then events last as long as the page. */
export function createEventStore(storage: EventStorage | undefined, baseUrl: string): EventStore {
  const prefix = `phirst.event:${baseUrl}:`;
  // Where the storage is full or forbidden.
  const inMemory = new Map<string, NewClientEvent>();
  const silentInMemory = new Set<string>();
  // Times of today and of the next centuries have the same number of digits: the keys sort by age.
  const keyOf = ({ atMs, id }: NewClientEvent, isSilent: boolean) => `${prefix}${Math.floor(atMs)}:${isSilent ? SILENT : ''}${id}`;

  /** What follows the prefix of ours; the prefix of `https://a.com` also begins the keys of `https://a.com:8443`. */
  const isOurs = (key: string) => key.startsWith(prefix) && /^\d+:(?:silent:)?[^:]+$/.test(key.slice(prefix.length));
  const storedKeys = (): string[] => {
    const keys: string[] = [];
    for (let index = 0; index < (storage?.length ?? 0); index++) {
      const key = storage?.key(index);
      if (key != null && isOurs(key)) keys.push(key);
    }
    return keys.sort();
  };

  const readEvent = (key: string): NewClientEvent | undefined => {
    try {
      const event = JSON.parse(storage?.getItem(key) ?? '') as NewClientEvent;
      // Other scripts write there too: what has another id could never be settled.
      if ([keyOf(event, false), keyOf(event, true)].includes(key)) return event;
      throw new TypeError('not one of ours');
    } catch {
      storage?.removeItem(key);
      return undefined;
    }
  };

  const forget = (id: string) => {
    inMemory.delete(id);
    silentInMemory.delete(id);
  };

  return {
    add(event, isSilent) {
      try {
        if (!storage) throw new TypeError('no storage');
        const keys = storedKeys();
        for (const key of keys.slice(0, Math.max(0, keys.length - MAXIMUM_EVENTS + 1))) storage.removeItem(key);
        storage.setItem(keyOf(event, isSilent), JSON.stringify(event));
      } catch {
        inMemory.set(event.id, event);
        if (isSilent) silentInMemory.add(event.id);
        const [oldest] = inMemory.keys();
        if (inMemory.size > MAXIMUM_EVENTS && oldest !== undefined) forget(oldest);
      }
    },
    hasCause: () => storedKeys().some((key) => !key.includes(`:${SILENT}`, prefix.length)) || inMemory.size > silentInMemory.size,
    count: () => storedKeys().length + inMemory.size,
    list: () => [...storedKeys().map(readEvent).filter((event) => event !== undefined), ...inMemory.values()],
    remove(ids) {
      for (const id of ids) forget(id);
      for (const key of storedKeys()) if (ids.some((id) => key.endsWith(`:${id}`))) storage?.removeItem(key);
    },
  };
}
