// At least once in, exactly once counted: whatever breaks, and however often, totals equal what happened.
import { createExecutionContext, createMessageBatch, getQueueResult, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, it, vi } from 'vitest';
import type { Bindings } from '../../router/env.ts';
import { consumeEvents } from '../../router/events/consume-events.ts';
import { eventsOfSegment, segmentsOf } from '../../router/events/event-segment.ts';
import type { ExperimentBookStub } from '../../router/experiments/experiment-protocol.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { edgeOutcome, RECEIVED_AT } from './support/stored-events.ts';
import { newTrafficBook } from './support/new-traffic-book.ts';

/** Where a consumer can fail: before a step has done anything, and after it has done everything. */
const STEPS = ['log', 'traffic', 'experiments'] as const;
const FAULTS = [...STEPS.flatMap((step) => [`before ${step}`, `after ${step}`] as const), 'abort traffic', 'acknowledgement lost', 'none'] as const;
type Fault = (typeof FAULTS)[number];

beforeEach(() => void vi.spyOn(console, 'error').mockReturnValue());
afterEach(() => vi.restoreAllMocks());

/** The queue, its consumer, real books and a real bucket, with faults where the test wants them. */
function start() {
  const traffic = newTrafficBook();
  // As strict about ids as an experiment's book, and the object is as real.
  const experiment = newTrafficBook();
  const prefix = crypto.randomUUID();
  const bucket = (env as Bindings).EVENT_LOG!;
  let fault: Fault = 'none';
  const step = async <T>(name: (typeof STEPS)[number], work: () => Promise<T>): Promise<T> => {
    if (fault === `before ${name}`) throw new Error(fault);
    const done = await work();
    if (fault === `after ${name}`) throw new Error(fault);
    return done;
  };
  const bindings = {
    EVENT_LOG: { put: (name: string, body: string) => step('log', () => bucket.put(`${prefix}/${name}`, body)) } as unknown as R2Bucket,
    TRAFFIC: {
      getByName: () => ({
        add: (events: readonly StoredEvent[]) =>
          step('traffic', async () => {
            const adding = traffic.stub().add(events);
            // Awaited below; that it fails while the object restarts is the point.
            adding.catch(() => undefined);
            if (fault === 'abort traffic') await runInDurableObject(traffic.stub(), (_, context) => context.abort('restart')).catch(() => undefined);
            return adding;
          }),
      }),
    } as unknown as Bindings['TRAFFIC'],
    EXPERIMENTS: {
      getByName: () => ({ add: (events: readonly StoredEvent[]) => step('experiments', () => experiment.stub().add(events)) }) as unknown as ExperimentBookStub,
    },
  };
  const waiting: { id: string; body: StoredEvent; attempts: number }[] = [];
  return {
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
      const report = async (book: ReturnType<typeof newTrafficBook>) => {
        const { hours } = await book.stub().report({ fromMs: 0, toMs: RECEIVED_AT + 86_400_000 });
        const count = hours.reduce((sum, hour) => sum + hour.count, 0);
        return { count, spent: Math.round(hours.reduce((sum, hour) => sum + hour.cost.count * hour.cost.mean, 0)) };
      };
      const { objects } = await bucket.list({ prefix: `${prefix}/` });
      const segments = await Promise.all(objects.map(async ({ key }) => eventsOfSegment(await (await bucket.get(key))!.text())));
      return { traffic: await report(traffic), experiment: await report(experiment), logged: new Set(segments.flat().map(({ event }) => event.id)).size };
    },
  };
}

const assignment = { experiment: 'sure', variant: 'a', isOverride: false, isDivergent: false };
const events = (count: number) => Array.from({ length: count }, (_, index) => edgeOutcome(`query-${index}`, { costMicroUsd: index, assignment, policyHash: null }));

describe('exactly once', () => {
  it.for(FAULTS)('with a consumer that meets this first: %s', async (fault, { expect }) => {
    const queue = start();
    queue.send(events(20));
    await queue.deliver(20, false, fault);
    await queue.deliver(20, true, 'none');
    expect(queue.isEmpty()).toBe(true);
    const truth = { count: 20, spent: 190 };
    expect(await queue.totals()).toEqual({ traffic: truth, experiment: truth, logged: 20 });
  });

  it('under any mixture of faults, duplicates and orders', async ({ expect }) => {
    const delivery = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.boolean(), fc.constantFrom(...FAULTS));
    const plan = fc.record({ count: fc.integer({ min: 1, max: 15 }), copies: fc.integer({ min: 1, max: 3 }), deliveries: fc.array(delivery, { maxLength: 12 }) });
    await fc.assert(
      fc.asyncProperty(plan, async ({ count, copies, deliveries }) => {
        const queue = start();
        const sent = events(count);
        for (let copy = 0; copy < copies; copy++) queue.send(copy % 2 === 0 ? sent : sent.toReversed());
        for (const [size, isFromEnd, fault] of deliveries) await queue.deliver(size, isFromEnd, fault);
        // Faults end; the queue is emptied.
        while (!queue.isEmpty()) await queue.deliver(7, false, 'none');
        const truth = { count, spent: (count * (count - 1)) / 2 };
        expect(await queue.totals()).toEqual({ traffic: truth, experiment: truth, logged: count });
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
