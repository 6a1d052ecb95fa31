import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../errors/error-code.ts';
import type { StoredEvent } from '../event/stored-event.ts';
import { countedAssignment, metricsOf, metricValues, type MeasuredExperiment } from './metric-values.ts';

const metrics = metricsOf({ metrics: [{ name: 'points', unit: 'points', direction: 'higher', range: [0, 10], windowHours: 24 }] });
const experiment: MeasuredExperiment = { key: 'sure', variants: ['a', 'b'], metrics };
const assignment = { experiment: 'sure', variant: 'b', isOverride: false, isDivergent: true };

function outcome(observer: 'edge' | 'client', fields: object = {}): StoredEvent {
  const event = { type: 'outcome', observer, assignment, code: null, latencyMs: 100, costMicroUsd: 20, attempts: [{}], source: 'hosted', isUnsure: false, isEscalated: true, isRetry: false, ...fields };
  return { event: event as unknown as StoredEvent['event'], standing: observer === 'edge' ? 'edge' : 'session', unit: 'u', receivedAt: 1 };
}

function track(metric: string, value: number): StoredEvent {
  const event = { type: 'metric', observer: 'client', metric, value };
  return { event: event as unknown as StoredEvent['event'], standing: 'key', unit: 'u', receivedAt: 1, assignment };
}

const valuesOf = (stored: StoredEvent) => Object.fromEntries(metricValues(stored, experiment).map(({ metric, value }) => [metric, value]));

describe('an outcome', () => {
  it('of the edge tells errors, latency and cost', () => {
    expect(valuesOf(outcome('edge'))).toEqual({ error: 0, latency: 100, cost: 20 });
    expect(valuesOf(outcome('edge', { code: 'provider_stalled' }))).toEqual({ error: 1, cost: 20 });
  });

  it('of a client tells what only the client knows', () => {
    const told = { answered: 1, 'answer-latency': 100, escalation: 1, hosted: 1, unsure: 0, retry: 0 };
    expect(valuesOf(outcome('client'))).toEqual(told);
    expect(valuesOf(outcome('client', { code: 'device_failed', source: null }))).toEqual({ retry: 0, answered: 0 });
  });

  it.each(['aborted', 'invalid_request', 'unauthenticated', 'rate_limited', 'spend_cap_reached', 'over_cost_budget'] satisfies ErrorCode[])(
    'that the caller caused (%s) is no error and no answer',
    (code) => {
      expect(valuesOf(outcome('edge', { code, attempts: [] }))).toEqual({});
      expect(valuesOf(outcome('client', { code, source: null }))).toEqual({ retry: 0 });
    },
  );

  it('is held to the metric’s range', () => {
    expect(valuesOf(outcome('edge', { latencyMs: 1e9, costMicroUsd: 1e12 }))).toEqual({ error: 0, latency: 120_000, cost: 1_000_000 });
  });
});

describe('a metric', () => {
  it('counts if it was declared, held to its range', () => {
    expect(valuesOf(track('points', 7))).toEqual({ points: 7 });
    expect(valuesOf(track('points', -1e300))).toEqual({ points: 0 });
    expect(valuesOf(track('other', 7))).toEqual({});
  });

  it('is never a built-in one: those are observed, not told', () => {
    expect(valuesOf(track('error', 1))).toEqual({});
    expect(valuesOf(track('feedback', 1))).toEqual({});
  });
});

describe('what counts', () => {
  const isCounted = (stored: StoredEvent) => countedAssignment(stored, experiment) !== null;

  it('has the index of its variant', () => {
    expect(countedAssignment(outcome('edge'), experiment)).toEqual({ index: 1, isDivergent: true });
  });

  it('isn’t forced, of another experiment or variant, without a unit', () => {
    expect(isCounted(outcome('edge', { assignment: { ...assignment, isOverride: true } }))).toBe(false);
    expect(isCounted(outcome('edge', { assignment: { ...assignment, experiment: 'other' } }))).toBe(false);
    expect(isCounted(outcome('edge', { assignment: { ...assignment, variant: 'z' } }))).toBe(false);
    expect(isCounted({ ...outcome('edge'), unit: null })).toBe(false);
  });

  it('is believed of a client with a session or a key alone, of the edge from the edge alone', () => {
    const standings = ['edge', 'session', 'key', 'unverified'] as const;
    expect(standings.filter((standing) => isCounted({ ...outcome('client'), standing }))).toEqual(['session', 'key']);
    expect(standings.filter((standing) => isCounted({ ...outcome('edge'), standing }))).toEqual(['edge']);
  });
});
