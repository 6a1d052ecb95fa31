import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parseClientEvent, type NewClientEvent } from '../../src/event/client-event.ts';
import { createEventQueue } from './event-queue.ts';
import { createEventStore, type EventStorage } from './event-store.ts';

const event = (number: number): NewClientEvent => ({
  type: 'metric', schemaVersion: 1, id: `event-${String(number).padStart(4, '0')}`, decisionId: 'answer-01', observer: 'client', atMs: 1_700_000_000_000 + number, metric: 'n', value: number,
});

/** A localStorage in memory that may be full. */
function memory(capacity = Infinity): EventStorage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (kept.size >= capacity) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key) => void kept.delete(key),
  };
}

type Answer = (sent: readonly NewClientEvent[]) => Response | Promise<Response>;
const accept: Answer = (sent) => Response.json({ accepted: sent.map(({ id }) => id), rejected: [] }, { status: 202 });

function setUp({ answers = [], storage = memory() }: { answers?: readonly Answer[]; storage?: EventStorage | undefined } = {}) {
  const store = createEventStore(storage, 'https://router.test');
  const sent: number[][] = [];
  const timers: { callback: () => void; delayMs: number }[] = [];
  const state = { isOnline: true };
  const script = [...answers];
  const queue = createEventQueue({
    store,
    post: async (body) => {
      const { events } = JSON.parse(body) as { events: NewClientEvent[] };
      sent.push(events.map((one) => (one.type === 'metric' ? one.value : NaN)));
      return (script.shift() ?? accept)(events);
    },
    isOnline: () => state.isOnline,
    setTimer(callback, delayMs) {
      timers.push({ callback, delayMs });
      return () => {};
    },
  });
  return { store, queue, sent, timers, state };
}

describe('events', () => {
  it('are sent once soon, in one batch, and forgotten when the router has them', async () => {
    const { queue, sent, timers, store } = setUp();
    queue.add(event(1));
    queue.add(event(2));
    expect(timers).toHaveLength(1);
    expect(sent).toEqual([]);
    await queue.flush();
    expect(sent).toEqual([[1, 2]]);
    expect(store.list()).toEqual([]);
  });

  it('wait longer after each failure, and are sent again', async () => {
    const down: Answer = () => Promise.reject(new TypeError('fetch failed'));
    const { queue, sent, timers, store } = setUp({ answers: [down, () => new Response('', { status: 503 }), accept] });
    queue.add(event(1), { isSilent: true });
    await queue.flush();
    timers.at(-1)?.callback();
    await queue.flush();
    expect(timers.map(({ delayMs }) => delayMs)).toEqual([2000, 4000]);
    await queue.flush();
    expect(sent).toEqual([[1], [1], [1]]);
    expect(store.list()).toEqual([]);
  });

  it('wait for the network, over a restart of the page', async () => {
    const storage = memory();
    const offline = setUp({ storage });
    offline.state.isOnline = false;
    offline.queue.add(event(1));
    await offline.queue.flush();
    offline.queue.leave();
    expect(offline.sent).toEqual([]);
    const back = setUp({ storage });
    await back.queue.flush();
    expect(back.sent).toEqual([[1]]);
  });

  it('that cause no request are sent with the next that does', async () => {
    const { queue, sent, timers } = setUp();
    queue.add(event(1), { isSilent: true });
    expect(timers).toEqual([]);
    queue.add(event(2));
    await queue.flush();
    expect(sent).toEqual([[1, 2]]);
  });

  it('that cause no request cause none when the page is left, comes back or begins anew, in the storage or without one', async () => {
    for (const storage of [memory(), memory(0)]) {
      const { queue, sent } = setUp({ storage });
      queue.add(event(1), { isSilent: true });
      queue.leave();
      queue.resume();
      const next = setUp({ storage });
      next.queue.resume();
      expect([...sent, ...next.sent]).toEqual([]);
      queue.add(event(2));
      queue.leave();
      expect(sent).toEqual([[1, 2]]);
    }
  });

  it('are not sent for ever when the router refuses them', async () => {
    const { queue, sent, store } = setUp({ answers: [() => new Response('', { status: 400 })] });
    queue.add(event(1));
    await queue.flush();
    await queue.flush();
    expect(sent).toHaveLength(1);
    expect(store.list()).toEqual([]);
  });

  it('stay in memory where the storage is full or missing, and are bounded', async () => {
    for (const storage of [memory(0), undefined]) {
      const { queue, sent } = setUp({ storage });
      queue.add(event(1));
      await queue.flush();
      expect(sent).toEqual([[1]]);
    }
    const { queue, store } = setUp();
    for (let number = 0; number < 520; number++) queue.add(event(number), { isSilent: true });
    expect(store.list()).toHaveLength(500);
    expect(store.list()[0]).toMatchObject({ value: 20 });
  });

  it('leave with the page in one batch, and once more at the next start if nobody heard that they arrived', async () => {
    const storage = memory();
    const left = setUp({ storage, answers: [() => new Promise<Response>(() => {})] });
    left.queue.add(event(1));
    left.queue.leave();
    expect(left.sent).toEqual([[1]]);
    const next = setUp({ storage });
    await next.queue.flush();
    expect(next.sent).toEqual([[1]]);
  });

  it('leave once with a page that is hidden and then closed, and again when the first batch failed', async () => {
    let fail = () => {};
    const pending = new Promise<Response>((_, reject) => (fail = () => reject(new TypeError('Failed to fetch'))));
    const { queue, sent } = setUp({ answers: [() => pending] });
    queue.add(event(1));
    queue.leave();
    queue.leave();
    expect(sent).toEqual([[1]]);
    fail();
    await vi.waitFor(() => {
      queue.leave();
      expect(sent).toEqual([[1], [1]]);
    });
  });

  it('are not sent at once again to somebody who takes them and says nothing of them', async () => {
    const silent: Answer = () => Response.json({});
    const { queue, sent, timers, store } = setUp({ answers: [silent, silent, silent, accept] });
    queue.add(event(1), { isSilent: true });
    await queue.flush();
    expect(sent).toHaveLength(1);
    expect(timers).toHaveLength(1);
    expect(store.list()).toHaveLength(1);
  });

  it('that another script has written are none', async () => {
    const storage = memory();
    const { queue, sent, store } = setUp({ storage });
    queue.add(event(1), { isSilent: true });
    for (const text of ['null', '{}', '"x"', JSON.stringify(event(2))]) storage.setItem(`phirst.event:https://router.test:1:${text.length}`, text);
    await queue.flush();
    expect(sent).toEqual([[1]]);
    expect(store.list()).toEqual([]);
    expect(storage.length).toBe(0);
  });

  it('each arrive at least once, whatever fails on the way', async () => {
    const fault = fc.constantFrom<Answer>(
      accept,
      () => Promise.reject(new TypeError('fetch failed')),
      () => new Response('', { status: 503 }),
      () => new Response('half a', { status: 202 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 8 }), fc.integer({ min: 1, max: 120 }), async (answers, count) => {
        const arrived = new Set<number>();
        const hear = (answer: Answer): Answer => async (sent) => {
          const response = await answer(sent);
          if (response.status === 202) for (const one of sent) arrived.add(one.type === 'metric' ? one.value : NaN);
          return response;
        };
        const { queue, store } = setUp({ answers: [...answers, ...Array.from({ length: 20 }, () => accept)].map(hear) });
        for (let number = 0; number < count; number++) queue.add(event(number), { isSilent: true });
        for (let turn = 0; turn < 12; turn++) await queue.flush();
        expect(store.list()).toEqual([]);
        expect(arrived.size).toBe(count);
      }),
      { numRuns: 60 },
    );
  });
});

it('refuses an event with a text in it', () => {
  expect(parseClientEvent(event(1)).ok).toBe(true);
  expect(parseClientEvent({ ...event(1), metric: 'a whole sentence' }).ok).toBe(false);
  expect(parseClientEvent({ ...event(1), note: 'text' }).ok).toBe(false);
});

it('leaves alone what waits for another router whose address begins the same', () => {
  const storage = memory();
  const [plain, withPort] = ['https://router.test', 'https://router.test:8443'].map((url) => createEventStore(storage, url));
  withPort!.add(event(1), false);
  withPort!.add(event(2), true);
  expect(plain!.list()).toEqual([]);
  expect(plain!.hasCause()).toBe(false);
  plain!.add(event(3), false);
  expect(plain!.count()).toBe(1);
  expect(withPort!.list()).toEqual([event(1), event(2)]);
});
