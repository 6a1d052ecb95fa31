// The log: listed newest first, read, rewritten without a unit, and forgotten when it is old.
import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeEach, describe, it, vi } from 'vitest';
import type { Bindings } from '../../router/env.ts';
import { eventsOfSegment, segmentsOf } from '../../router/events/event-segment.ts';
import { watchdog } from '../../router/watchdog.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import type { DecisionsAnswer, EraseAnswer, LogAnswer, TrafficReport } from '../../src/wire/admin-api.ts';
import { storedKeys } from '../support/stored-keys.ts';
import { errorOf } from './support/chat-body.ts';
import { startRouter } from './support/start-router.ts';
import { edgeOutcome, feedback, RECEIVED_AT } from './support/stored-events.ts';
import { newTrafficBook } from './support/new-traffic-book.ts';

const DAY_MS = 86_400_000;
const bucket = (env as Bindings).EVENT_LOG!;
const KEYS = await storedKeys(['me', 'operator'], ['look', 'reader']);

beforeEach(async () => {
  const { objects } = await bucket.list();
  if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
});

async function write(...events: readonly StoredEvent[]): Promise<string> {
  const [segment] = await segmentsOf(events);
  await bucket.put(segment!.name, segment!.body);
  return segment!.name;
}

const at = (ms: number, id: string, unit = 'unit-1') => edgeOutcome(id, {}, { receivedAt: ms, unit });

function start(bindings: Bindings = {}) {
  const traffic = newTrafficBook();
  const router = startRouter({ env: { PHIRST_KEYS: KEYS, EVENT_LOG: bucket, TRAFFIC: traffic.TRAFFIC, ...bindings }, now: () => RECEIVED_AT });
  const call = (path: string, method = 'GET', key = 'me') => router.fetch(`https://phirst.example${path}`, { method, headers: { authorization: `Bearer ${key}` } });
  return { traffic, call, read: async <T>(path: string, method?: string) => (await call(path, method)).json<T>() };
}

/** The bucket, as if an hour held so many: a thousand files that nobody reads needn't be written. */
function withSegments(hour: string, count: number): R2Bucket {
  const objects = Array.from({ length: count }, (_, index) => ({ key: `${hour}${index}.ndjson`, size: 0, uploaded: new Date(RECEIVED_AT) }));
  const list = (options?: R2ListOptions) => (options?.prefix === hour ? Promise.resolve({ objects, truncated: false, delimitedPrefixes: [] }) : bucket.list(options));
  return { list } as unknown as R2Bucket;
}

describe('GET /admin/log', () => {
  it('names the segments of whole hours, newest first', async ({ expect }) => {
    const older = await write(at(RECEIVED_AT - DAY_MS, 'one'));
    const old = await write(at(RECEIVED_AT - 7_200_000, 'two'));
    const young = await write(at(RECEIVED_AT, 'three'));
    const { read } = start();
    const names = async (query: string) => (await read<LogAnswer>(`/admin/log${query}`)).segments.map(({ name }) => name);
    expect(await names('')).toEqual([young, old, older]);
    expect(await names(`?fromMs=${RECEIVED_AT - 7_200_000}`)).toEqual([young, old]);
    expect(await names(`?toMs=${RECEIVED_AT - 7_000_000}`)).toEqual([old, older]);
    // The end is outside.
    expect(await names(`?toMs=${Date.UTC(2026, 10, 25, 12)}`)).toEqual([old, older]);
    expect((await read<LogAnswer>('/admin/log')).cursor).toBeNull();
  });

  it('goes on where it stopped', async ({ expect }) => {
    // An hour with more segments than an answer holds.
    const hour = 'events/2026-11-25/11/';
    await bucket.put(`${hour}0.ndjson`, '');
    const older = await write(at(RECEIVED_AT - DAY_MS, 'one'));
    const { read } = start({ EVENT_LOG: withSegments(hour, 1001) });
    const first = await read<LogAnswer>('/admin/log');
    expect(first).toMatchObject({ cursor: hour, segments: { length: 1001 } });
    const second = await read<LogAnswer>(`/admin/log?cursor=${encodeURIComponent(hour)}`);
    expect(second).toMatchObject({ cursor: null, segments: [{ name: older }] });
  });

  it('gives a segment as it is, and nothing else of the bucket', async ({ expect }) => {
    const name = await write(at(RECEIVED_AT, 'one'), feedback('feedback-1', 'two'));
    await bucket.put('secret.txt', 'no event');
    const { call } = start();
    const response = await call(`/admin/log/${name}`, 'GET', 'look');
    expect(response.headers.get('content-type')).toContain('ndjson');
    expect(eventsOfSegment(await response.text())).toEqual([at(RECEIVED_AT, 'one'), feedback('feedback-1', 'two')]);
    expect((await call('/admin/log/secret.txt')).status).toBe(404);
    expect((await call('/admin/log/events/2026-11-25/12/none.ndjson')).status).toBe(404);
  });

  it('says what to bind where there is none', async ({ expect }) => {
    const { call } = start({ EVENT_LOG: undefined, TRAFFIC: undefined });
    expect((await errorOf(await call('/admin/log'))).message).toContain('EVENT_LOG');
    expect((await errorOf(await call('/admin/traffic'))).message).toContain('TRAFFIC');
  });
});

describe('GET /admin/traffic and /admin/decisions', () => {
  it('give what the book has', async ({ expect }) => {
    const { traffic, read, call } = start();
    await traffic.stub().add([edgeOutcome('decision-1'), edgeOutcome('decision-2')]);
    expect((await read<TrafficReport>('/admin/traffic')).hours).toMatchObject([{ count: 2 }]);
    expect((await read<DecisionsAnswer>('/admin/decisions?limit=1')).decisions).toHaveLength(1);
    expect((await read<DecisionsAnswer>('/admin/decisions/decision-1')).decisions).toMatchObject([{ decisionId: 'decision-1', events: [{ unit: 'unit-1' }] }]);
    expect((await call('/admin/decisions/decision-3')).status).toBe(404);
    expect(await errorOf(await call(`/admin/traffic?fromMs=0&toMs=${RECEIVED_AT}`))).toMatchObject({ param: 'fromMs' });
    expect((await call('/admin/traffic?fromMs=yesterday')).status).toBe(400);
    // A step shorter than an hour would be an answer without end, and SQLite takes no half of a row.
    for (const stepMs of ['0', '3599999', '-3600000', 'day']) expect([stepMs, (await errorOf(await call(`/admin/traffic?stepMs=${stepMs}`))).param]).toEqual([stepMs, 'stepMs']);
    expect((await read<TrafficReport>('/admin/traffic?stepMs=3600000')).hours).toMatchObject([{ count: 2 }]);
    expect((await read<DecisionsAnswer>('/admin/decisions?limit=1.5')).decisions).toHaveLength(1);
  });
});

describe('DELETE /admin/events', () => {
  it('forgets a unit in every book and in the log, and nobody else', async ({ expect }) => {
    const erase = vi.fn<(unit: string) => Promise<{ erasedRows: number }>>(async () => ({ erasedRows: 3 }));
    const asked: string[] = [];
    const EXPERIMENTS = { getByName: (name: string) => (asked.push(name), { erase }) } as unknown as Bindings['EXPERIMENTS'];
    const { traffic, call, read } = start({ EXPERIMENTS });
    const mixed = [at(RECEIVED_AT, 'one'), at(RECEIVED_AT, 'two', 'unit-2')];
    await traffic.stub().add(mixed);
    const kept = await write(...mixed);
    const gone = await write(at(RECEIVED_AT, 'three'));
    // Who is merely named in a segment, as the value of something else, loses nothing.
    const untouched = await write(edgeOutcome('four', { policy: 'unit-1' }, { unit: 'unit-3' }));
    expect((await call('/admin/events?unit=unit-1', 'DELETE', 'look')).status).toBe(403);
    expect((await call('/admin/events', 'DELETE')).status).toBe(400);
    expect(await read<EraseAnswer>('/admin/events?unit=unit-1', 'DELETE')).toEqual({ erasedRows: 1 + 3, rewrittenSegments: 2, cursor: null });
    expect(asked).toEqual([`policy:${'a'.repeat(64)}`]);
    expect(erase).toHaveBeenCalledWith('unit-1');
    expect(eventsOfSegment(await (await bucket.get(kept))!.text())).toEqual([mixed[1]]);
    expect(await bucket.get(gone)).toBeNull();
    expect(eventsOfSegment(await (await bucket.get(untouched))!.text())).toHaveLength(1);
    expect(await read<EraseAnswer>('/admin/events?unit=unit-1', 'DELETE')).toMatchObject({ rewrittenSegments: 0 });
  });

  it('goes through a long log in parts', { timeout: 20_000 }, async ({ expect }) => {
    const line = `${JSON.stringify(at(RECEIVED_AT, 'one'))}\n`;
    await Promise.all(Array.from({ length: 205 }, (_, index) => bucket.put(`events/2026-11-25/12/${String(index).padStart(3, '0')}.ndjson`, index % 4 === 0 ? line : '')));
    const { read } = start();
    const first = await read<EraseAnswer>('/admin/events?unit=unit-1', 'DELETE');
    expect(first).toMatchObject({ rewrittenSegments: 50, cursor: 'events/2026-11-25/12/199.ndjson' });
    const second = await read<EraseAnswer>(`/admin/events?unit=unit-1&cursor=${encodeURIComponent(first.cursor!)}`, 'DELETE');
    expect(second).toEqual({ erasedRows: 0, rewrittenSegments: 2, cursor: null });
  });
});

describe('the watchdog', () => {
  it('removes the days that are over, and looks after the alarms', async ({ expect }) => {
    const old = await write(at(RECEIVED_AT - 31 * DAY_MS, 'one'));
    const young = await write(at(RECEIVED_AT - 29 * DAY_MS, 'two'));
    const watch = vi.fn<() => Promise<void>>(async () => undefined);
    const { TRAFFIC, stub } = newTrafficBook();
    await stub().add([edgeOutcome('one')]);
    const EXPERIMENTS = { getByName: () => ({ watch }) } as unknown as Bindings['EXPERIMENTS'];
    await watchdog(createScheduledController({ scheduledTime: new Date(RECEIVED_AT) }), { EVENT_LOG: bucket, TRAFFIC, EXPERIMENTS, PHIRST_EVENT_DAYS: '30' });
    expect(await bucket.get(old)).toBeNull();
    expect(await bucket.get(young)).not.toBeNull();
    expect(watch).toHaveBeenCalledTimes(1);
  });

  it('tries each part, also where another fails', async ({ expect }) => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const old = await write(at(RECEIVED_AT - 91 * DAY_MS, 'one'));
    const TRAFFIC = { getByName: () => ({ watch: async () => Promise.reject(new TypeError('away')), books: async () => [] }) } as unknown as Bindings['TRAFFIC'];
    await watchdog(createScheduledController({ scheduledTime: new Date(RECEIVED_AT) }), { EVENT_LOG: bucket, TRAFFIC });
    expect(await bucket.get(old)).toBeNull();
    expect(logged.mock.calls).toEqual([['{"event":"watchdog_failed","name":"TypeError"}']]);
    logged.mockRestore();
  });
});
