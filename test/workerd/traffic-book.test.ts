// The sums of traffic: what is counted, once, and what is forgotten again.
import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { describe, it } from 'vitest';
import { readCursor } from '../../router/traffic/decision-cursor.ts';
import { latencyBucket } from '../../src/stats/latency-bucket.ts';
import type { DecisionsAnswer } from '../../src/wire/admin-api.ts';
import { audit, clientDecision, clientOutcome, edgeOutcome, feedback, RECEIVED_AT } from './support/stored-events.ts';
import { newTrafficBook } from './support/new-traffic-book.ts';

const HOUR = Date.UTC(2026, 10, 25, 12);
const ALL = { fromMs: HOUR, toMs: HOUR + 3_600_000 };

describe('the book of traffic', () => {
  it('sums queries up by hour and by the way they went', async ({ expect }) => {
    const book = newTrafficBook().stub();
    await book.add([
      edgeOutcome('one'),
      edgeOutcome('two', { latencyMs: 300, costMicroUsd: 40 }),
      edgeOutcome('three', { code: 'provider_unavailable', servedModel: null, reason: null, firstTokenMs: null, costMicroUsd: 0 }),
      edgeOutcome('four', {}, { receivedAt: RECEIVED_AT + 3_600_000 }),
      edgeOutcome('five', { purpose: 'audit' }),
    ]);
    const { hours } = await book.report({ fromMs: HOUR, toMs: HOUR + 7_200_000 });
    expect(hours).toHaveLength(4);
    // Newest first.
    expect(hours[0]).toMatchObject({ startMs: HOUR + 3_600_000, count: 1 });
    expect(hours.find(({ startMs, reason }) => startMs === HOUR && reason === 'smallest_adequate')).toEqual({
      startMs: HOUR,
      observer: 'edge',
      policy: 'default',
      policyHash: 'a'.repeat(64),
      route: 'hosted',
      reason: 'smallest_adequate',
      model: 'reference/small',
      count: 2,
      errors: 0,
      cost: { count: 2, mean: 30, m2: 200 },
      avoidedCost: { count: 0, mean: 0, m2: 0 },
      latency: { [latencyBucket(100)]: 1, [latencyBucket(300)]: 1 },
      firstToken: { [latencyBucket(80)]: 2 },
    });
    expect(hours.find(({ route }) => route === 'none')).toMatchObject({ reason: 'provider_unavailable', count: 1, errors: 1, model: 'reference/small' });
    expect(hours.find(({ reason }) => reason === 'audit')).toMatchObject({ count: 1 });
    expect((await book.report({ fromMs: HOUR, toMs: HOUR + 1 })).hours).toHaveLength(3);
  });

  it('sums up hours in steps from the range’s beginning on', async ({ expect }) => {
    const book = newTrafficBook().stub();
    const at = (hour: number) => ({ receivedAt: HOUR + hour * 3_600_000 });
    await book.add([edgeOutcome('one', {}, at(0)), edgeOutcome('two', {}, at(1)), edgeOutcome('three', {}, at(2)), edgeOutcome('four', { code: 'provider_unavailable', servedModel: null }, at(1))]);
    const { hours, providers } = await book.report({ fromMs: HOUR, toMs: HOUR + 6 * 3_600_000, stepMs: 2 * 3_600_000 });
    expect(hours.map(({ startMs, route, count, cost }) => [(startMs - HOUR) / 3_600_000, route, count, cost.count])).toEqual([
      [2, 'hosted', 1, 1],
      [0, 'none', 1, 1],
      [0, 'hosted', 2, 2],
    ]);
    expect(providers).toMatchObject([{ attempts: 1 }, { attempts: 3 }]);
    // A range that begins within an hour keeps that hour in its first step.
    const late = await book.report({ fromMs: HOUR + 1_800_000, toMs: HOUR + 6 * 3_600_000, stepMs: 6 * 3_600_000 });
    expect(late.hours.every(({ startMs }) => startMs === HOUR + 1_800_000)).toBe(true);
    expect(late.hours.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });

  it('counts an id once, within a batch and across batches', async ({ expect }) => {
    const book = newTrafficBook().stub();
    const one = edgeOutcome('one');
    expect(await book.add([one, one, edgeOutcome('two')])).toEqual({ added: 2 });
    expect(await book.add([edgeOutcome('two'), one, edgeOutcome('three')])).toEqual({ added: 1 });
    expect((await book.report(ALL)).hours).toMatchObject([{ count: 3 }]);
    expect((await book.decisions({ limit: 10, before: null })).decisions).toHaveLength(3);
  });

  it('tells how each hosted model fares', async ({ expect }) => {
    const book = newTrafficBook().stub();
    const attempts = [
      { model: 'reference/flaky', code: 'provider_unavailable' as const, ms: 30 },
      { model: 'reference/flaky', code: 'provider_stalled' as const, ms: 900 },
      { model: 'reference/large', code: 'ok' as const, ms: 100 },
    ];
    await book.add([edgeOutcome('one', { attempts }), edgeOutcome('two'), clientOutcome('three', { attempts })]);
    const { providers } = await book.report(ALL);
    expect(providers.toSorted((one, other) => one.model.localeCompare(other.model))).toEqual([
      { startMs: HOUR, model: 'reference/flaky', attempts: 2, failures: { provider_unavailable: 1, provider_stalled: 1 }, firstContent: {} },
      { startMs: HOUR, model: 'reference/large', attempts: 1, failures: {}, firstContent: { [latencyBucket(100)]: 1 } },
      { startMs: HOUR, model: 'reference/small', attempts: 1, failures: {}, firstContent: { [latencyBucket(80)]: 1 } },
    ]);
  });

  it('holds confidence against agreement, in ten bins, from whoever can be believed', async ({ expect }) => {
    const book = newTrafficBook().stub();
    await book.add([
      audit('audit-one', 0.92, true),
      audit('audit-two', 0.98, false),
      audit('audit-three', 1, true),
      audit('audit-four', 0.05, false),
      audit('audit-five', null, true),
      audit('audit-six', 0.5, true, { standing: 'unverified', unit: null }),
    ]);
    const { reliability } = await book.report(ALL);
    expect(reliability).toHaveLength(10);
    expect(reliability[9]).toMatchObject({ from: 0.9, to: 1, count: 3, agreed: 2 });
    expect(reliability[9]?.meanConfidence).toBeCloseTo(2.9 / 3, 12);
    expect(reliability[0]).toEqual({ from: 0, to: 0.1, count: 1, meanConfidence: 0.05, agreed: 0 });
    expect(reliability[5]).toMatchObject({ count: 0 });
  });

  it('hears no unit more than twenty times an hour about confidence', async ({ expect }) => {
    const book = newTrafficBook().stub();
    await book.add(Array.from({ length: 100 }, (_, index) => audit(`audit-${index}`, 0.95, false)));
    await book.add([audit('audit-of-another', 0.95, true, { unit: 'unit-2' }), audit('audit-an-hour-later', 0.95, true, { receivedAt: RECEIVED_AT + 3_600_000 })]);
    expect((await book.report({ ...ALL, toMs: ALL.toMs + 7_200_000 })).reliability.at(-1)).toMatchObject({ count: 22, agreed: 2 });
    expect((await book.erase('unit-2')).erasedRows).toBe(2);
  });

  it('believes nobody about money for whom nobody stands', async ({ expect }) => {
    const book = newTrafficBook().stub();
    const nobody = { standing: 'unverified', unit: null } as const;
    await book.add([clientDecision('answer-one', nobody), clientOutcome('answer-one', {}, nobody)]);
    expect((await book.report(ALL)).hours.map(({ avoidedCost }) => avoidedCost.count)).toEqual([0]);
  });

  it('knows what a device’s answer saved, whichever half of it comes first', async ({ expect }) => {
    for (const order of [[0, 1], [1, 0]] as const) {
      const halves = [clientDecision('answer-one'), clientOutcome('answer-one')];
      const book = newTrafficBook().stub();
      for (const index of order) await book.add([halves[index]!]);
      await book.add(halves);
      expect((await book.report(ALL)).hours).toMatchObject([{ route: 'device', count: 1, avoidedCost: { count: 1, mean: 300 } }]);
    }
    const hosted = newTrafficBook().stub();
    await hosted.add([clientDecision('answer-two'), clientOutcome('answer-two', { source: 'hosted' })]);
    expect((await hosted.report(ALL)).hours).toMatchObject([{ route: 'hosted', avoidedCost: { count: 0 } }]);
  });

  it('shows a decision with all that was told of it, the edge’s part of a client’s question among it', async ({ expect }) => {
    const book = newTrafficBook().stub();
    await book.add([edgeOutcome('edge-one')]);
    await book.add([edgeOutcome('edge-two', {}, { receivedAt: RECEIVED_AT + 5 })]);
    await book.add([clientOutcome('nNn.answer-one', { edgeDecisionId: 'edge-one', source: 'hosted' }, { receivedAt: RECEIVED_AT + 9 })]);
    const { decisions } = await book.decisions({ limit: 10, before: null });
    expect(decisions.map(({ decisionId, events }) => [decisionId, events.length])).toEqual([['nNn.answer-one', 2], ['edge-two', 1]]);
    expect((await book.decisions({ limit: 10, before: { at: RECEIVED_AT + 9, number: 0 } })).decisions.map(({ decisionId }) => decisionId)).toEqual(['edge-two']);
    for (const id of ['nNn.answer-one', 'answer-one', 'edge-one']) {
      expect((await book.decision(id)).decisions).toMatchObject([{ decisionId: 'nNn.answer-one' }]);
    }
    expect((await book.decision('one')).decisions).toEqual([]);
    // An id that ends like another one's is another's.
    await book.add([clientOutcome('oOo.x.nNn.answer-one', {}, { unit: 'unit-2' }), clientOutcome('oOo456789012.edge-one', {}, { unit: 'unit-2' })]);
    for (const id of ['nNn.answer-one', 'edge-one']) expect((await book.decision(id)).decisions).toMatchObject([{ decisionId: 'nNn.answer-one' }]);
  });

  it('shows decisions page by page, none twice and none left out, also where many are of one moment', async ({ expect }) => {
    const book = newTrafficBook().stub();
    const ids = Array.from({ length: 7 }, (_, index) => `edge-${index}`);
    await book.add(ids.map((id, index) => edgeOutcome(id, {}, { receivedAt: RECEIVED_AT + (index < 5 ? 0 : 1) })));
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const page: DecisionsAnswer = await book.decisions({ limit: 3, before: cursor === null ? null : readCursor(cursor) });
      pages.push(page.decisions.map(({ decisionId }) => decisionId));
      ({ cursor } = page);
    } while (cursor !== null);
    expect(pages).toEqual([['edge-6', 'edge-5', 'edge-4'], ['edge-3', 'edge-2', 'edge-1'], ['edge-0']]);
    expect(() => readCursor('yesterday')).toThrow('cursor');
  });

  it('keeps the newest events alone', async ({ expect }) => {
    const book = newTrafficBook().stub();
    await runInDurableObject(book, (_, { storage }) => {
      storage.sql.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6500)
        INSERT INTO recent (decision, at, body) SELECT 'old-' || i, i, '{}' FROM n`);
    });
    await book.add([edgeOutcome('one')]);
    const rows = await runInDurableObject(book, (_, { storage }) => storage.sql.exec<{ rows: number }>('SELECT COUNT(*) AS rows FROM recent').one().rows);
    expect(rows).toBe(6000);
  });

  it('doesn’t grow without end by names that a client makes up', async ({ expect }) => {
    const book = newTrafficBook().stub();
    await runInDurableObject(book, (_, { storage }) => {
      storage.sql.exec(`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
        INSERT INTO sum (kind, key, start, body) SELECT 'traffic', 'made-up-' || i, ${HOUR}, '{"model":"x"}' FROM n`);
    });
    await book.add([...['a', 'b', 'c'].map((name) => clientOutcome(`answer-${name}`, { servedModel: name, policy: name })), edgeOutcome('one')]);
    const { hours } = await book.report(ALL);
    expect(hours).toHaveLength(502);
    expect(hours.find(({ model }) => model === 'other')).toMatchObject({ policy: 'other', count: 3 });
    // What the edge saw keeps its name: no client can hide it among others.
    expect(hours.find(({ observer }) => observer === 'edge')).toMatchObject({ policy: 'default', model: 'reference/small' });
  });

  it('forgets a unit, but not that somebody asked', async ({ expect }) => {
    const book = newTrafficBook().stub();
    await book.add([edgeOutcome('one'), edgeOutcome('two', {}, { unit: 'unit-2' }), clientDecision('three'), feedback('feedback-1', 'three')]);
    expect(await book.erase('unit-1')).toEqual({ erasedRows: 4 });
    expect((await book.decisions({ limit: 10, before: null })).decisions).toMatchObject([{ decisionId: 'two' }]);
    expect((await book.report(ALL)).hours).toMatchObject([{ count: 2 }]);
    // Told again, it isn't counted again.
    expect(await book.add([edgeOutcome('one')])).toEqual({ added: 0 });
  });

  it('removes by its alarm what is over, and plans the next one', async ({ expect }) => {
    const book = newTrafficBook().stub();
    await book.add([edgeOutcome('one', {}, { receivedAt: Date.now() }), edgeOutcome('two', {}, { receivedAt: Date.now() - 401 * 86_400_000 })]);
    await runInDurableObject(book, (_, { storage }) => void storage.sql.exec('UPDATE seen SET at = ? WHERE id LIKE ?', Date.now() - 15 * 86_400_000, 'two%'));
    expect(await runDurableObjectAlarm(book)).toBe(true);
    const rows = await runInDurableObject(book, (_, { storage }) =>
      ['seen', 'sum', 'recent'].map((table) => storage.sql.exec<{ rows: number }>(`SELECT COUNT(*) AS rows FROM ${table}`).one().rows),
    );
    // Of the one that is young: its id, two sums, itself.
    expect(rows).toEqual([1, 2, 1]);
    expect(await runDurableObjectAlarm(book)).toBe(true);
  });

  it('knows in which books events were counted', async ({ expect }) => {
    const book = newTrafficBook().stub();
    const assignment = { experiment: 'sure', variant: 'b', isOverride: false, isDivergent: true };
    await book.add([
      edgeOutcome('one', { assignment }),
      edgeOutcome('two', { assignment: { ...assignment, experiment: 'seen-on-demand', isOverride: true } }),
      edgeOutcome('three', { assignment: { ...assignment, experiment: 'nobody' } }, { unit: null }),
      feedback('feedback-1', 'three', { assignment: { ...assignment, experiment: 'told' } }),
      feedback('feedback-2', 'three', { assignment: { ...assignment, experiment: 'forged' }, standing: 'unverified' }),
    ]);
    expect(await book.books()).toEqual(['experiment:sure', 'experiment:told', `policy:${'a'.repeat(64)}`]);
  });
});
