// At least once in, exactly once counted: whatever breaks, and however often, totals equal what happened.
import { createExecutionContext, createMessageBatch, getQueueResult, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import type { Bindings } from '../../router/env.ts';
import { consumeEvents } from '../../router/events/consume-events.ts';
import { eventsOfSegment, segmentsOf } from '../../router/events/event-segment.ts';
import type { ExperimentBook } from '../../router/experiments/experiment-book.ts';
import type { ExperimentBookStub } from '../../router/experiments/experiment-protocol.ts';
import type { TrafficBook } from '../../router/traffic/traffic-book.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { startExperiment } from './support/experiment-bench.ts';
import { edgeOutcome, RECEIVED_AT } from './support/stored-events.ts';
import { newTrafficBook } from './support/new-traffic-book.ts';

/** Where a consumer can fail: before a step has done anything, and after it has done everything. */
const STEPS = ['log', 'traffic', 'experiments'] as const;
const FAULTS = [...STEPS.flatMap((step) => [`before ${step}`, `after ${step}`] as const), 'abort traffic', 'abort experiments', 'traffic can’t write', 'experiments can’t write', 'acknowledgement lost', 'none'] as const;
type Fault = (typeof FAULTS)[number];

beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue());
afterEach(() => vi.restoreAllMocks());

type Ledger = DurableObjectStub<TrafficBook> | DurableObjectStub<ExperimentBook>;
/** Into which table each book writes after it has written into others: a write that fails there has to take those back. */
const LATER_WRITTEN = { traffic: 'sum', experiments: 'open_window' } as const;

/** The queue, its consumer, real books and a real bucket, with faults where the test wants them. */
async function start() {
  const traffic = newTrafficBook();
  const experiment = await startExperiment();
  const prefix = crypto.randomUUID();
  const bucket = (env as Bindings).EVENT_LOG!;
  let fault: Fault = 'none';
  const step = async <T>(name: (typeof STEPS)[number], work: () => Promise<T>): Promise<T> => {
    if (fault === `before ${name}`) throw new Error(fault);
    const done = await work();
    if (fault === `after ${name}`) throw new Error(fault);
    return done;
  };
  const addTo = (name: keyof typeof LATER_WRITTEN, stub: () => Ledger) => (events: readonly StoredEvent[]) =>
    step(name, async () => {
      const isUnwritable = fault === `${name} can’t write`;
      const change = (statement: string) => runInDurableObject(stub() as DurableObjectStub<TrafficBook>, (_, { storage }) => void storage.sql.exec(statement));
      if (isUnwritable) await change(`CREATE TRIGGER broken BEFORE INSERT ON ${LATER_WRITTEN[name]} BEGIN SELECT RAISE(ABORT, 'disk'); END`);
      const adding = stub().add(events);
      // Awaited below; that it fails while the object restarts is the point.
      adding.catch(() => undefined);
      if (fault === `abort ${name}`) await runInDurableObject(stub() as DurableObjectStub<TrafficBook>, (_, context) => context.abort('restart')).catch(() => undefined);
      try {
        return await adding;
      } finally {
        if (isUnwritable) await change('DROP TRIGGER broken');
      }
    });
  const bindings = {
    EVENT_LOG: { put: (name: string, body: string) => step('log', () => bucket.put(`${prefix}/${name}`, body)) } as unknown as R2Bucket,
    TRAFFIC: { getByName: () => ({ add: addTo('traffic', traffic.stub) }) } as unknown as Bindings['TRAFFIC'],
    EXPERIMENTS: { getByName: () => ({ add: addTo('experiments', experiment.stub) }) as unknown as ExperimentBookStub },
  };
  const waiting: { id: string; body: StoredEvent; attempts: number }[] = [];
  return {
    experiment: experiment.key,
    send: (events: readonly StoredEvent[]) => void waiting.push(...events.map((body) => ({ id: crypto.randomUUID(), body, attempts: 1 }))),
    /** Delivers the next messages, from either end of the queue. */
    async deliver(size: number, isFromEnd: boolean, next: Fault): Promise<void> {
      fault = next;
      const taken = isFromEnd ? waiting.splice(-size).toReversed() : waiting.splice(0, size);
      if (taken.length === 0) return;
      const batch = createMessageBatch('phirst-events', taken.map((message) => ({ ...message, timestamp: new Date(RECEIVED_AT) })));
      await consumeEvents(batch, bindings);
      const result = await getQueueResult(batch, createExecutionContext());
      const again = taken.map((message) => ({ ...message, attempts: message.attempts + 1 }));
      if (result.retryBatch.retry) waiting.push(...again);
      else if (next === 'acknowledgement lost') waiting.push(...again);
      fault = 'none';
    },
    isEmpty: () => waiting.length === 0,
    async totals() {
      const { hours } = await traffic.stub().report({ fromMs: 0, toMs: RECEIVED_AT + 86_400_000 });
      const inTraffic = sumOf(hours.map(({ count, cost }) => ({ count, spent: cost.count * cost.mean })));
      // Each event is a unit of its own: its value is what the event cost.
      await experiment.measure();
      const { measurements } = (await experiment.stub().report())!;
      const values = measurements.flatMap(({ metrics: { cost } }) => (cost ? [{ count: cost.all.count, spent: cost.all.count * cost.all.mean }] : []));
      const exposed = measurements.reduce((sum, { exposedUnits }) => sum + exposedUnits, 0);
      const { objects } = await bucket.list({ prefix: `${prefix}/` });
      const segments = await Promise.all(objects.map(async ({ key }) => eventsOfSegment(await (await bucket.get(key))!.text())));
      return { traffic: inTraffic, experiment: { ...sumOf(values), exposed }, logged: new Set(segments.flat().map(({ event }) => event.id)).size };
    },
  };
}

function sumOf(parts: readonly { readonly count: number; readonly spent: number }[]) {
  return { count: parts.reduce((sum, { count }) => sum + count, 0), spent: Math.round(parts.reduce((sum, { spent }) => sum + spent, 0)) };
}

const events = (count: number, experiment = 'none') =>
  Array.from({ length: count }, (_, index) => {
    const assignment = { experiment, variant: index % 2 === 0 ? 'a' : 'b', isOverride: false, isDivergent: false };
    return edgeOutcome(`query-${index}`, { costMicroUsd: index, assignment, policyHash: null }, { unit: `unit-${index}` });
  });

describe('exactly once', () => {
  it.for(FAULTS)('with a consumer that meets this first: %s', async (fault, { expect }) => {
    const queue = await start();
    queue.send(events(20, queue.experiment));
    await queue.deliver(20, false, fault);
    await queue.deliver(20, true, 'none');
    expect(queue.isEmpty()).toBe(true);
    const truth = { count: 20, spent: 190 };
    expect(await queue.totals()).toEqual({ traffic: truth, experiment: { ...truth, exposed: 20 }, logged: 20 });
  });

  it('under any mixture of faults, duplicates and orders', async ({ expect }) => {
    const delivery = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean(), fc.constantFrom(...FAULTS));
    const plan = fc.record({ count: fc.integer({ min: 1, max: 15 }), copies: fc.integer({ min: 1, max: 3 }), deliveries: fc.array(delivery, { maxLength: 12 }) });
    await fc.assert(
      fc.asyncProperty(plan, async ({ count, copies, deliveries }) => {
        const queue = await start();
        const sent = events(count, queue.experiment);
        for (let copy = 0; copy < copies; copy++) queue.send(copy % 2 === 0 ? sent : sent.toReversed());
        for (const [size, isFromEnd, fault] of deliveries) await queue.deliver(size, isFromEnd, fault);
        // Faults end; the queue is emptied.
        while (!queue.isEmpty()) await queue.deliver(7, false, 'none');
        const truth = { count, spent: (count * (count - 1)) / 2 };
        expect(await queue.totals()).toEqual({ traffic: truth, experiment: { ...truth, exposed: count }, logged: count });
      }),
      { numRuns: 12 },
    );
  });

  it('asks for a batch later and later, and says how many it held', async ({ expect }) => {
    const TRAFFIC = { getByName: () => ({ add: async () => Promise.reject(new TypeError('away')) }) } as unknown as Bindings['TRAFFIC'];
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    const delays: (number | undefined)[] = [];
    for (const attempts of [1, 3, 20]) {
      const messages = [{ body: edgeOutcome('one'), attempts }];
      const retryAll = (options?: QueueRetryOptions) => void delays.push(options?.delaySeconds);
      await consumeEvents({ messages, retryAll } as unknown as MessageBatch, { TRAFFIC });
    }
    expect(delays).toEqual([2, 8, 300]);
    expect(logged.mock.calls[0]).toEqual(['{"event":"events_retried","count":1,"name":"TypeError"}']);
  });

  it('leaves out what is no event, and is done with it where nothing is bound', async ({ expect }) => {
    const messages = [{}, null, { event: { id: 'one' } }].map((body, index) => ({ id: String(index), body, attempts: 1, timestamp: new Date() }));
    const batch = createMessageBatch('phirst-events', messages);
    await consumeEvents(batch, {});
    expect((await getQueueResult(batch, createExecutionContext())).ackAll).toBe(true);
  });

  it('names a segment by what it holds, whatever the order, one for each hour', async ({ expect }) => {
    const batch = events(3);
    const [segment] = await segmentsOf(batch);
    expect(segment?.name).toMatch(/^events\/2026-11-25\/12\/[0-9a-f]{32}\.ndjson$/);
    expect((await segmentsOf(batch.toReversed()))[0]?.name).toBe(segment?.name);
    const late = edgeOutcome('late', {}, { receivedAt: RECEIVED_AT + 3_600_000 });
    expect((await segmentsOf([...batch, late])).map(({ name }) => name.slice(0, 21))).toEqual(['events/2026-11-25/12/', 'events/2026-11-25/13/']);
    expect(eventsOfSegment(segment!.body)).toEqual(batch);
  });
});
