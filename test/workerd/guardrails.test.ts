// What rolls back, what can only pause, and what nobody outside can bring about.
import { runInDurableObject } from 'cloudflare:test';
import { afterEach, describe, it, vi } from 'vitest';
import type { ExperimentBook } from '../../router/experiments/experiment-book.ts';
import { alarmsInForce } from '../../router/guardrails/alarms-of-policies.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { bookOfExperiment, bookOfPolicy, change, deployments, EXPERIMENTS, newPolicy, runAlarm, startExperiment } from './support/experiment-bench.ts';
import { edgeOutcome, RECEIVED_AT } from './support/stored-events.ts';

afterEach(() => vi.restoreAllMocks());

const DOWN = { code: 'provider_unavailable' as const };
const inForce = async () => (await deployments().read()).deployment;
const times = <Value>(count: number, make: (index: number) => Value): Value[] => Array.from({ length: count }, (_, index) => make(index));
const alarmsOf = async (stub: DurableObjectStub<ExperimentBook>) => (await stub.report())!.alarms;
const guardrailEntries = async () => (await deployments().audit(100)).filter(({ by }) => by === 'guardrail').length;

describe('one token', () => {
  it('sending 100,000 bad outcomes changes no verdict and rolls nothing back', { timeout: 60_000 }, async ({ expect }) => {
    const running = await startExperiment({ guardrails: [{ metric: 'error', margin: 0.02 }, { metric: 'answered', margin: 0.02 }], primary: 'answered' });
    const honest = times(400, (unit) => [running.edge(`u${unit}`, unit % 2 ? 'b' : 'a'), running.client(`u${unit}`, unit % 2 ? 'b' : 'a')]).flat();
    await running.stub().add(honest);
    const sequence = (await inForce()).sequence;
    for (let batch = 0; batch < 100; batch++) {
      await running.stub().add(times(1000, (index) => (index % 2 ? running.edge('u1', 'b', DOWN) : running.client('u1', 'b', { code: 'device_failed', source: null }))));
    }
    await running.measure();
    await runAlarm(running.stub());
    const report = (await running.stub().report())!;
    expect(report.measurements[1]!.metrics['error']!.all.count).toBe(200);
    expect(report.measurements[1]!.metrics['error']!.all.mean).toBeLessThanOrEqual(1 / 200);
    expect(['keep_running', 'collecting']).toContain(report.verdict.kind);
    expect(report.alarms).toEqual([]);
    expect((await inForce()).sequence).toBe(sequence);
  });

  it('can’t trip a policy’s breaker either, nor can callers that name no unit', async ({ expect }) => {
    const policy = await newPolicy();
    await change({ kind: 'deploy', policy });
    const { sequence } = await inForce();
    const outcome = (unit: string | null, index: number) => edgeOutcome(`${policy}.${unit}.${index}`, { policyHash: policy, sequence, ...DOWN }, { unit });
    await bookOfPolicy(policy).add([...times(500, (index) => outcome('page:x', index)), ...times(500, (index) => outcome(null, index))]);
    await runAlarm(bookOfPolicy(policy));
    expect((await inForce()).policy).toBe(policy);
  });
});

describe('the error breaker', () => {
  async function failing(isFailing: (unit: number) => boolean = () => true) {
    const running = await startExperiment();
    const events = times(60, (unit) => running.edge(`u${unit}`, unit % 2 ? 'b' : 'a', unit % 2 && isFailing(unit) ? DOWN : {}));
    return { running, events };
  }

  it('withdraws a variant that truly fails, once, with its reason, and not the control', async ({ expect }) => {
    const { running, events } = await failing();
    const before = await guardrailEntries();
    await running.stub().add(events);
    await running.stub().add(events);
    await runAlarm(running.stub());
    await running.stub().add(times(60, (unit) => running.edge(`v${unit}`, unit % 2 ? 'b' : 'a', unit % 2 ? DOWN : {})));
    await runAlarm(running.stub());
    const { policy, experiments } = await inForce();
    expect(policy).toBe(running.a);
    expect(experiments.some(({ key }) => key === running.key)).toBe(false);
    const [entry] = await deployments().audit(1);
    expect(entry).toMatchObject({ by: 'guardrail', change: { kind: 'rollback', policy: running.b }, reason: expect.stringMatching(/Variant b: \d+ of \d+ counted requests failed/) });
    expect(await guardrailEntries()).toBe(before + 1);
    expect(await alarmsOf(running.stub())).toMatchObject([{ kind: 'error_breaker', action: 'rollback' }]);
    expect((await running.stub().report())!.status).toBe('stopped');
  });

  it('does it once when the object dies between the decision and the rollback', async ({ expect }) => {
    const { running, events } = await failing();
    const before = await guardrailEntries();
    await running.stub().add(events);
    await runInDurableObject(running.stub(), (_, context) => context.abort('died')).catch(() => undefined);
    await runAlarm(running.stub());
    expect(await guardrailEntries()).toBe(before + 1);
    expect((await inForce()).experiments.some(({ key }) => key === running.key)).toBe(false);
  });

  it('does it once when the object dies after the rollback, before it has written so', async ({ expect }) => {
    const { running, events } = await failing();
    const before = await guardrailEntries();
    await running.stub().add(events);
    await runAlarm(running.stub());
    // As the book would be if its last write had been lost.
    await runInDurableObject(running.stub(), (_, { storage }) => storage.sql.exec("UPDATE alarm SET state = 'sent'").toArray());
    await runAlarm(running.stub());
    expect(await guardrailEntries()).toBe(before + 1);
    expect(await alarmsOf(running.stub())).toMatchObject([{ action: 'rollback' }]);
  });

  it('does nothing about a policy that isn’t in force any more', async ({ expect }) => {
    const { running, events } = await failing();
    await running.stub().add(events.slice(0, 1));
    await change({ kind: 'stop_experiment', key: running.key });
    const { sequence } = await inForce();
    await running.stub().add(events);
    await runAlarm(running.stub());
    expect((await inForce()).sequence).toBe(sequence);
    expect(await alarmsOf(running.stub())).toMatchObject([{ action: 'none' }]);
  });

  it('asks for more evidence of every later hour, so that hours of what is acceptable don’t add up to an alarm', async ({ expect }) => {
    const running = await startExperiment();
    const at = (hour: number) => RECEIVED_AT + hour * 3_600_000;
    const breakerAlarms = async () => (await alarmsOf(running.stub())).filter(({ kind }) => kind === 'error_breaker').length;
    for (let hour = 0; hour < 4; hour++) await running.stub().add(times(600, (unit) => running.edge(`${hour}-${unit}`, unit % 2 ? 'b' : 'a', {}, at(hour))));
    // In a first hour eight would do; in the fifth it takes fourteen.
    await running.stub().add(times(10, (unit) => running.edge(`failing-${unit}`, 'b', DOWN, at(4))));
    expect(await breakerAlarms()).toBe(0);
    await running.stub().add(times(10, (unit) => running.edge(`more-${unit}`, 'b', DOWN, at(4))));
    expect(await breakerAlarms()).toBe(1);
  });

  it('isn’t tripped by what callers cause', async ({ expect }) => {
    const running = await startExperiment();
    const codes = ['aborted', 'invalid_request', 'rate_limited', 'spend_cap_reached', 'over_cost_budget'] as const;
    await running.stub().add(times(300, (unit) => running.edge(`u${unit}`, unit % 2 ? 'b' : 'a', { code: codes[unit % 5]! })));
    await running.measure();
    await runAlarm(running.stub());
    expect(await alarmsOf(running.stub())).toEqual([]);
    expect((await running.stub().report())!.measurements[1]!.metrics['error']).toBeUndefined();
  });

  it('takes back a rollout by its policy’s own book, and the rollout’s report says why', async ({ expect }) => {
    await startExperiment();
    await change({ kind: 'stop_experiment', key: (await inForce()).experiments[0]!.key });
    const policy = await newPolicy();
    const { sequence, experiments } = await change({ kind: 'ramp', policy, coverage: 0.05 });
    const { key } = experiments[0]!;
    const fails = times(30, (unit) => edgeOutcome(`${policy}.${unit}`, { policyHash: policy, sequence, ...DOWN }, { unit: `u${unit}`, receivedAt: Date.now() }));
    await bookOfPolicy(policy).add(fails);
    await runAlarm(bookOfPolicy(policy));
    const report = (await bookOfExperiment(key).report())!;
    expect(report).toMatchObject({ status: 'stopped', verdict: { kind: 'guardrail_breached', sentence: expect.stringContaining('counted requests failed') } });
    expect(report.alarms).toMatchObject([{ kind: 'error_breaker', action: 'rollback' }]);
    const [answer, audit] = await Promise.all([deployments().read(), deployments().audit(1)]);
    expect(await alarmsInForce({ EXPERIMENTS }, answer, audit)).toMatchObject([{ policy, kind: 'error_breaker', action: 'rollback' }]);
  });

  it('takes back a bad default, and spares the one that came back for a day', async ({ expect }) => {
    const [good, bad] = [await newPolicy(), await newPolicy()];
    await startExperiment();
    await change({ kind: 'deploy', policy: good });
    await change({ kind: 'deploy', policy: bad });
    const fail = (policy: string, sequence: number): StoredEvent[] =>
      times(30, (unit) => edgeOutcome(`${policy}.${sequence}.${unit}`, { policyHash: policy, sequence, ...DOWN }, { unit: `u${unit}`, receivedAt: Date.now() }));
    await bookOfPolicy(bad).add(fail(bad, (await inForce()).sequence));
    await runAlarm(bookOfPolicy(bad));
    const after = await inForce();
    expect(after.policy).toBe(good);
    await bookOfPolicy(good).add(fail(good, after.sequence));
    await runAlarm(bookOfPolicy(good));
    expect((await inForce()).sequence).toBe(after.sequence);
    // Failures that were still on their way don't do it again once a person has deployed it anew.
    await change({ kind: 'deploy', policy: bad });
    await bookOfPolicy(bad).add(fail(bad, after.sequence - 1).map((stored) => ({ ...stored, event: { ...stored.event, id: `${stored.event.id}.late` } })));
    await runAlarm(bookOfPolicy(bad));
    expect((await inForce()).policy).toBe(bad);
  });
});

describe('a guardrail', () => {
  it('on latency, seen by the edge, withdraws the variant', async ({ expect }) => {
    const running = await startExperiment({ guardrails: [{ metric: 'latency', margin: 50 }] });
    await running.stub().add(times(200, (unit) => running.edge(`u${unit}`, unit % 2 ? 'b' : 'a', { latencyMs: (unit % 2 ? 400 : 100) + (unit % 10) })));
    await running.measure();
    await runAlarm(running.stub());
    expect((await inForce()).experiments.some(({ key }) => key === running.key)).toBe(false);
    expect((await alarmsOf(running.stub()))[0]!.sentence).toMatch(/^Variant b is worse in latency by at least \d+ ms; 50 ms were allowed/);
  });

  const harmed = async (units: number) => {
    const running = await startExperiment({ guardrails: [{ metric: 'escalation', margin: 0.05 }] });
    const told = (count: number, variant: 'a' | 'b') => times(count, (unit) => running.client(`${variant}${unit}`, variant, { isEscalated: variant === 'b' }));
    await running.stub().add([...told(60, 'a'), ...told(units, 'b')]);
    await running.measure();
    await runAlarm(running.stub());
    return running;
  };

  it('told by 49 units of clients does nothing', async ({ expect }) => {
    const running = await harmed(49);
    expect(await running.status()).toBe('running');
    expect(await alarmsOf(running.stub())).toEqual([]);
  });

  it('told by 60 units of clients pauses, and moves nobody', async ({ expect }) => {
    const running = await harmed(60);
    expect(await running.status()).toBe('paused');
    expect(await alarmsOf(running.stub())).toMatchObject([{ action: 'pause', kind: 'guardrail' }]);
    const [mine] = (await inForce()).experiments;
    expect(mine!.variants.map(({ policy }) => policy)).toEqual([running.a, running.b]);
  });

  it('pauses where units of a variant get lost, and withdraws nothing by its numbers', async ({ expect }) => {
    const running = await startExperiment({ guardrails: [{ metric: 'latency', margin: 50 }] });
    await running.stub().add(times(400, (unit) => running.edge(`u${unit}`, unit % 4 ? 'a' : 'b', { latencyMs: unit % 4 ? 100 : 900 })));
    await running.measure();
    await runAlarm(running.stub());
    expect(await running.status()).toBe('paused');
    expect((await running.stub().report())!.verdict).toMatchObject({ kind: 'sample_ratio_mismatch', sentence: expect.stringContaining('300 : 100') });
  });
});

describe('the webhook', () => {
  it('hears of it, again and again until it takes it, under one id', async ({ expect }) => {
    const running = await startExperiment();
    const heard: { id: string; action: string; policy: string; sentence: string }[] = [];
    const answers = [500, 204];
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (_url, init) => {
      heard.push(JSON.parse(init!.body as string));
      return new Response(null, { status: answers[heard.length - 1]! });
    });
    await runInDurableObject(running.stub(), async (book) => {
      Object.assign((book as unknown as { env: object }).env, { PHIRST_WEBHOOK_URL: 'https://hooks.example/phirst' });
      await book.add(times(60, (unit) => running.edge(`u${unit}`, unit % 2 ? 'b' : 'a', unit % 2 ? DOWN : {})));
      await book.alarm();
    });
    await runInDurableObject(running.stub(), (_, { storage }) => storage.sql.exec('UPDATE alarm SET next_at = 0').toArray());
    await runAlarm(running.stub());
    await runAlarm(running.stub());
    expect(heard).toHaveLength(2);
    expect(heard[0]).toEqual(heard[1]);
    expect(heard[0]).toMatchObject({ action: 'rollback', policy: running.b });
  });
});
