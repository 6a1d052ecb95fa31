import { describe, expect, it } from 'vitest';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { TrafficBooks } from '../traffic/traffic-protocol.ts';
import { agreementOf, judgedByTask, judgementKey } from '../traffic/agreement-sums.ts';
import type { Audit } from '../traffic/traffic-sums.ts';
import { createModelObserver, type ObservedRequest } from './observed-models.ts';

const [model] = loadDefaultPolicy().hosted.models.filter(({ id }) => id === 'openai/gpt-4o');
if (!model) throw new Error('openai/gpt-4o is missing');
const answered: ObservedRequest = { attempts: [{ model: model.id, code: 'ok', ms: 3000 }], promptTokens: 100, isStream: true, outputTokens: 200, firstTokenMs: 3000, latencyMs: 13_000 };

function observe() {
  let atMs = 1_000_000;
  const observer = createModelObserver({ now: () => atMs });
  return { ...observer, wait: (ms: number) => (atMs += ms), of: (promptTokens = 100) => observer.observed([model!], promptTokens, 'knowledge')?.[model!.id] };
}

describe('what an isolate sees of a model', () => {
  it('is nothing at first, so that the policy’s own words stand', () => {
    expect(observe().of()).toBeUndefined();
  });

  it('is when it begins and how fast it writes, by size of prompt', () => {
    const { note, of } = observe();
    for (let times = 0; times < 30; times++) note(answered);
    expect(of()?.firstToken?.p50).toBeGreaterThan(2700);
    expect(of()?.firstToken?.p50).toBeLessThan(3400);
    expect(Math.exp(of()!.decodeRate!.logMean)).toBeCloseTo(20, 6);
    expect(of(5000)?.firstToken).toBeUndefined();
    expect(of(5000)?.answered).toBeCloseTo(30, 9);
  });

  it('knows of JSON that it was answered, not when it began', () => {
    const { note, of } = observe();
    note({ ...answered, isStream: false });
    expect(of()).toEqual({ answered: 1, failed: 0 });
  });

  it('counts failures that are the model’s, not the caller’s', () => {
    const { note, of } = observe();
    note({ ...answered, attempts: [{ model: model.id, code: 'provider_unavailable', ms: 10 }, { model: model.id, code: 'provider_rejected', ms: 10 }, { model: model.id, code: 'aborted', ms: 10 }] });
    expect(of()).toEqual({ answered: 0, failed: 1 });
  });

  it('fades', () => {
    const { note, of, wait } = observe();
    for (let times = 0; times < 30; times++) note(answered);
    wait(3_600_000);
    note({ ...answered, attempts: [{ model: model.id, code: 'ok', ms: 300 }], firstTokenMs: 300 });
    expect(of()?.answered).toBeLessThan(2);
    expect(of()?.firstToken?.p50).toBeLessThan(1000);
  });
});

describe('a clock that was set back', () => {
  it('makes no more of what was seen, and what is seen from then on counts', () => {
    const { note, of, wait } = observe();
    for (let times = 0; times < 10; times++) note(answered);
    wait(-86_400_000);
    for (let times = 0; times < 90; times++) note({ ...answered, attempts: [{ model: model.id, code: 'ok', ms: 300 }], firstTokenMs: 300 });
    expect(of()?.answered).toBeCloseTo(100, 6);
    expect(of()?.firstToken?.p50).toBeLessThan(400);
  });
});

describe('what the book of traffic says of its answers', () => {
  const audit = (agreed: boolean, fields: object = {}) =>
    agreementOf({ agreed, confidence: 0.8, isCalibrated: true, hostedModel: model.id, accept: { input: { description: { task: 'knowledge' } } }, ...fields } as unknown as Audit, 5_000_000);
  // Both right 0.8 · 0.9 of the time.
  const audits = Array.from({ length: 100 }, (_, index) => audit(index < 72)).flat();

  it('is learned from agreement with calibrated devices', () => {
    const judged = judgedByTask(audits).get(judgementKey(model.id, 'knowledge'))!;
    expect(judged.right / (judged.right + judged.wrong)).toBeCloseTo(0.9, 2);
    expect(audit(true, { isCalibrated: false })).toEqual([]);
    expect(audit(true, { accept: null })).toEqual([]);
  });

  it('counts as at most so many answers, whatever clients tell', () => {
    const many = judgedByTask(Array.from({ length: 50 }, () => audits).flat()).get(judgementKey(model.id, 'knowledge'))!;
    expect(many.right + many.wrong).toBeCloseTo(200, 6);
  });

  it('is asked for behind a request, and seldom', async () => {
    const { refresh, of, wait } = observe();
    let asked = 0;
    const TRAFFIC = { getByName: () => ({ agreement: async () => (asked++, audits) }) } as unknown as TrafficBooks;
    const works: Promise<unknown>[] = [];
    const context = { waitUntil: (work: Promise<unknown>) => void works.push(work) };
    refresh({ TRAFFIC }, context);
    refresh({ TRAFFIC }, context);
    await Promise.all(works);
    expect(asked).toBe(1);
    expect(of()?.judged?.right).toBeCloseTo(90, 0);
    wait(400_000);
    refresh({ TRAFFIC }, context);
    expect(asked).toBe(2);
  });
});
