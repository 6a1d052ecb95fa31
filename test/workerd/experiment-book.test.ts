// The book of an experiment: what counts, what doesn't, and that it comes to the same in whatever order it is told.
import { runInDurableObject } from 'cloudflare:test';
import { describe, it } from 'vitest';
import { bookOfPolicy, change, HOUR, newPolicy, startExperiment } from './support/experiment-bench.ts';
import { edgeOutcome, RECEIVED_AT } from './support/stored-events.ts';

type Running = Awaited<ReturnType<typeof startExperiment>>;
const metricOf = async (running: Running, variant: string, metric: string) => {
  const report = (await running.stub().report())!;
  return report.measurements.find((measurement) => measurement.variant === variant)!.metrics[metric];
};

describe('a unit', () => {
  it('counts as one value, however much it tells', async ({ expect }) => {
    const running = await startExperiment();
    const failing = [1, 2, 3, 4].map(() => running.edge('u1', 'a', { code: 'provider_unavailable' }));
    await running.stub().add([...failing, ...[1, 2, 3, 4].map(() => running.edge('u1', 'a')), running.edge('u2', 'a')]);
    await running.measure();
    expect((await metricOf(running, 'a', 'error'))?.all).toMatchObject({ count: 2, mean: 0.25 });
  });

  it('is measured once its window is over, and with what fell into it alone', async ({ expect }) => {
    const running = await startExperiment();
    const late = running.edge('u1', 'a', { code: 'provider_unavailable' }, RECEIVED_AT + 24.5 * HOUR);
    await running.stub().add([running.edge('u1', 'a'), late]);
    await running.measure(25);
    expect(await metricOf(running, 'a', 'error')).toBeUndefined();
    await running.measure(26);
    expect((await metricOf(running, 'a', 'error'))?.all).toMatchObject({ count: 1, mean: 0 });
  });

  it('isn’t measured by what came before its first exposure', async ({ expect }) => {
    const running = await startExperiment();
    await running.stub().add([running.feedback('u1', 'a', 0, RECEIVED_AT - HOUR), running.edge('u1', 'a'), running.feedback('u1', 'a', 1, RECEIVED_AT + HOUR)]);
    await running.measure();
    expect((await metricOf(running, 'a', 'feedback'))?.all).toMatchObject({ count: 1, mean: 1 });
  });

  it('keeps the variant it had first', async ({ expect }) => {
    const running = await startExperiment();
    const second = running.edge('u1', 'b', { code: 'provider_unavailable' }, RECEIVED_AT + 1);
    await running.stub().add([second]);
    await running.stub().add([running.edge('u1', 'a')]);
    await running.measure();
    const { measurements } = (await running.stub().report())!;
    expect(measurements.map(({ exposedUnits }) => exposedUnits)).toEqual([1, 0]);
    expect((await metricOf(running, 'a', 'error'))?.all).toMatchObject({ count: 1, mean: 0 });
  });

  it('is told by its device class, and whether the variants differed for it', async ({ expect }) => {
    const running = await startExperiment();
    const alike = { experiment: running.key, variant: 'a', isOverride: false, isDivergent: false };
    await running.stub().add([running.client('u1', 'a'), running.client('u2', 'a', { assignment: alike, deviceClass: 'mobile-wasm' })]);
    await running.measure();
    const answered = await metricOf(running, 'a', 'answered');
    expect(answered?.triggered.count).toBe(1);
    expect(Object.keys(answered!.byDeviceClass).toSorted()).toEqual(['desktop-webgpu', 'mobile-wasm']);
  });
});

describe('events', () => {
  it('come to the same totals doubled, in any order and in any parts', async ({ expect }) => {
    const running = await startExperiment({ metrics: [{ name: 'points', unit: 'points', direction: 'higher', range: [0, 10], windowHours: 1 }] });
    const other = await startExperiment({ metrics: [{ name: 'points', unit: 'points', direction: 'higher', range: [0, 10], windowHours: 1 }] });
    const events = Array.from({ length: 40 }, (_, index) => {
      const [unit, variant, at] = [`u${index % 7}`, index % 7 < 3 ? 'a' : 'b', RECEIVED_AT + ((index * 37) % 100) * 60_000];
      const code = index % 5 === 0 ? ('provider_unavailable' as const) : null;
      return index % 3 === 0 ? running.feedback(unit, variant, (index % 4) / 3, at) : running.edge(unit, variant, { code, latencyMs: index }, at);
    });
    await running.stub().add(events);
    await running.measure();
    const once = (await running.stub().report())!.measurements;
    const shuffled = events.toSorted((one, two) => (one.event.id.length - two.event.id.length) || (one.event.id < two.event.id ? 1 : -1));
    const renamed = shuffled.map(({ event, ...stored }) => {
      const assignment = { experiment: other.key, variant: Number(stored.unit!.slice(1)) < 3 ? 'a' : 'b', isOverride: false, isDivergent: true };
      return event.type === 'feedback' ? { ...stored, event, assignment } : { ...stored, event: { ...event, assignment } as typeof event };
    });
    for (let from = 0; from < renamed.length; from += 7) {
      await other.stub().add(renamed.slice(from, from + 7));
      expect(await other.stub().add(renamed.slice(from, from + 7))).toEqual({ added: 0 });
    }
    await other.measure();
    const again = (await other.stub().report())!.measurements;
    expect(once[0]!.metrics['latency']!.all.count).toBe(3);
    for (const [index, { variant, exposedUnits, metrics }] of once.entries()) {
      expect([again[index]!.variant, again[index]!.exposedUnits]).toEqual([variant, exposedUnits]);
      for (const [name, { all }] of Object.entries(metrics)) {
        expect(again[index]!.metrics[name]!.all.count).toBe(all.count);
        expect(again[index]!.metrics[name]!.all.mean).toBeCloseTo(all.mean, 9);
        expect(again[index]!.metrics[name]!.all.m2).toBeCloseTo(all.m2, 6);
      }
    }
  });

  it('of an override, of nobody, of an audit and of a variant there isn’t count for nothing', async ({ expect }) => {
    const running = await startExperiment();
    const forced = { experiment: running.key, variant: 'a', isOverride: true, isDivergent: true };
    await running.stub().add([
      running.edge('u1', 'a', { assignment: forced }),
      running.client('u2', 'a', {}, { standing: 'unverified' }),
      running.client('u3', 'a', {}, { standing: 'edge' }),
      running.edge('u4', 'a', { purpose: 'audit' }),
      running.edge('u5', 'c'),
      { ...running.edge('u6', 'a'), unit: null },
    ]);
    await running.measure();
    const { measurements } = (await running.stub().report())!;
    expect(measurements.map(({ exposedUnits, metrics }) => [exposedUnits, Object.keys(metrics).length])).toEqual([[0, 0], [0, 0]]);
  });

  it('of one that was written but never acknowledged are counted once after the object died', async ({ expect }) => {
    const running = await startExperiment();
    const events = [running.edge('u1', 'a'), running.edge('u2', 'b')];
    await running.stub().add(events);
    await runInDurableObject(running.stub(), (_, context) => context.abort('died')).catch(() => undefined);
    expect(await running.stub().add(events)).toEqual({ added: 0 });
    expect((await running.stub().report())!.measurements.map(({ exposedUnits }) => exposedUnits)).toEqual([1, 1]);
  });

  it('that fail in the middle leave nothing behind', async ({ expect }) => {
    const running = await startExperiment();
    const bad = { ...running.edge('u2', 'a'), receivedAt: null as unknown as number };
    const events = [running.edge('u1', 'a'), bad];
    await runInDurableObject(running.stub(), (book) => expect(book.add(events)).rejects.toThrow());
    expect((await running.stub().report())!.measurements[0]!.exposedUnits).toBe(0);
  });
});

describe('erasing a unit', () => {
  it('leaves no row with its name and takes it out of every sum', async ({ expect }) => {
    const running = await startExperiment();
    const fail = { code: 'provider_unavailable' as const };
    await running.stub().add([running.edge('secret-unit', 'a', fail), running.edge('u2', 'a'), running.feedback('secret-unit', 'a', 1)]);
    await running.measure();
    expect((await metricOf(running, 'a', 'error'))?.all).toMatchObject({ count: 2, mean: 0.5 });
    const { erasedRows } = await running.stub().erase('secret-unit');
    expect(erasedRows).toBeGreaterThanOrEqual(5);
    expect((await metricOf(running, 'a', 'error'))?.all).toMatchObject({ count: 1, mean: 0 });
    expect(await metricOf(running, 'a', 'feedback')).toBeUndefined();
    const left = await runInDurableObject(running.stub(), (_, { storage }) => {
      const tables = storage.sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'").toArray();
      return JSON.stringify(tables.map(({ name }) => storage.sql.exec(`SELECT * FROM "${name}"`).toArray()));
    });
    expect(left).not.toContain('secret-unit');
    expect(await running.stub().erase('secret-unit')).toEqual({ erasedRows: 0 });
  });
});

describe('units that are older than events are kept', () => {
  const countOf = (running: Running, table: string) =>
    runInDurableObject(running.stub(), (_, { storage }) => storage.sql.exec<{ rows: number }>(`SELECT COUNT(*) AS rows FROM ${table}`).one().rows);

  it('are forgotten once the experiment is over, and what they came to stays', async ({ expect }) => {
    const running = await startExperiment();
    await running.stub().add([running.edge('u1', 'a'), running.edge('u2', 'a')]);
    await running.measure();
    await change({ kind: 'stop_experiment', key: running.key });
    await running.measure(24 * 91);
    expect((await running.stub().exportPage({ after: 0, limit: 10 })).rows).toEqual([]);
    expect([await countOf(running, 'unit'), await countOf(running, 'event'), await countOf(running, 'failing')]).toEqual([0, 0, 0]);
    expect((await metricOf(running, 'a', 'error'))?.all.count).toBe(2);
  });

  it('stay while it runs: who comes back is no other unit', async ({ expect }) => {
    const running = await startExperiment();
    await running.stub().add([running.edge('u1', 'a'), running.client('u1', 'a')]);
    await running.measure(24 * 91);
    expect(await countOf(running, 'event')).toBe(0);
    expect((await running.stub().exportPage({ after: 0, limit: 10 })).rows).toMatchObject([{ unit: 'u1', device_class: 'desktop-webgpu', triggered: 1 }]);
    await running.stub().add([running.edge('u1', 'a', {}, RECEIVED_AT + 91 * 24 * HOUR)]);
    await running.measure(24 * 93);
    expect((await running.stub().report())!.measurements[0]!.exposedUnits).toBe(1);
    expect((await metricOf(running, 'a', 'error'))?.all.count).toBe(1);
  });

  it('stay in the sums when another one is erased', async ({ expect }) => {
    const running = await startExperiment();
    await running.stub().add([running.edge('u1', 'a', { code: 'provider_unavailable' })]);
    await running.measure();
    await running.measure(24 * 91);
    const later = RECEIVED_AT + 24 * 91 * HOUR;
    await running.stub().add([running.edge('u2', 'a', {}, later), running.edge('u3', 'a', {}, later)]);
    await running.measure(24 * 93);
    expect((await metricOf(running, 'a', 'error'))?.all).toMatchObject({ count: 3 });
    await running.stub().erase('u2');
    expect((await metricOf(running, 'a', 'error'))?.all).toMatchObject({ count: 2, mean: expect.closeTo(0.5, 12), m2: expect.closeTo(0.5, 12) });
  });

  it('keep what they came to when another one is erased', async ({ expect }) => {
    const running = await startExperiment();
    await running.stub().add([running.edge('u1', 'a'), running.edge('u2', 'a')]);
    await running.measure(24 * 91);
    await running.stub().erase('u1');
    expect((await metricOf(running, 'a', 'error'))?.all.count).toBe(1);
  });

  it('that never were exposed are forgotten with their events', async ({ expect }) => {
    const running = await startExperiment();
    await running.stub().add([running.feedback('u1', 'a', 1)]);
    await running.measure(24 * 91);
    expect(await countOf(running, 'unit')).toBe(0);
  });
});

describe('the book of a policy', () => {
  it('keeps the ids of requests as long as they can come again, and no longer', async ({ expect }) => {
    const policy = await newPolicy();
    const book = bookOfPolicy(policy);
    await book.add([edgeOutcome(policy, { policyHash: policy })]);
    const idsAfter = (days: number) =>
      runInDurableObject(book, async (instance, { storage }) => {
        await instance.watch(RECEIVED_AT + days * 24 * HOUR);
        return storage.sql.exec<{ rows: number }>('SELECT COUNT(*) AS rows FROM event').one().rows;
      });
    expect([await idsAfter(4), await idsAfter(6)]).toEqual([1, 0]);
  });
});
