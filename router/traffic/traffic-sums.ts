// From events to sums: what a batch adds to its hours. Pure; the book adds it to what it has.
import { HOUR_MS } from '../../src/durations.ts';
import type { ClientEvent } from '../../src/event/client-event.ts';
import type { OutcomeEvent } from '../../src/event/outcome-event.ts';
import type { StoredEvent } from '../../src/event/stored-event.ts';
import { addBuckets, addLatency } from '../../src/stats/latency-bucket.ts';
import { addValue, mergeMeans, NO_VALUES } from '../../src/stats/mean-accumulator.ts';
import type { ProviderHour, TrafficHour } from '../../src/wire/admin-api.ts';

const BINS = 10;
const NOTHING = '-';

type Outcome = OutcomeEvent | Extract<ClientEvent, { type: 'outcome' }>;
export type Audit = Extract<ClientEvent, { type: 'audit' }>;

/** Audited queries of one hour whose confidence fell into one of ten bins. */
export interface ReliabilityBin {
  readonly startMs: number;
  readonly bin: number;
  readonly count: number;
  readonly confidence: number;
  readonly agreed: number;
}

/** `hourOf(Date.UTC(2026, 10, 25, 7, 30))` → that day's 07:00 */
export function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS) * HOUR_MS;
}

/** One outcome as an hour of its own; merged, hours of the same key make the sum. */
export function trafficHour(outcome: Outcome, receivedAt: number): TrafficHour {
  const isAudit = 'purpose' in outcome && outcome.purpose === 'audit';
  const answered = 'source' in outcome ? outcome.source : 'hosted';
  return {
    startMs: hourOf(receivedAt),
    observer: outcome.observer,
    policy: outcome.policy,
    policyHash: outcome.policyHash ?? null,
    route: outcome.code === null ? (answered ?? 'none') : 'none',
    reason: isAudit ? 'audit' : (outcome.reason ?? outcome.code ?? NOTHING),
    model: outcome.servedModel ?? outcome.routedModel ?? NOTHING,
    count: 1,
    errors: outcome.code === null ? 0 : 1,
    cost: addValue(NO_VALUES, outcome.costMicroUsd),
    avoidedCost: NO_VALUES,
    latency: addLatency({}, outcome.latencyMs),
    firstToken: outcome.firstTokenMs === null ? {} : addLatency({}, outcome.firstTokenMs),
  };
}

/** Hours with the same key are one: `trafficKey(hour)` */
export function trafficKey({ startMs, observer, policy, policyHash, route, reason, model }: TrafficHour): string {
  return JSON.stringify([startMs, observer, policy, policyHash, route, reason, model]);
}

export function mergeTraffic(one: TrafficHour, other: TrafficHour): TrafficHour {
  return {
    ...one,
    count: one.count + other.count,
    errors: one.errors + other.errors,
    cost: mergeMeans(one.cost, other.cost),
    avoidedCost: mergeMeans(one.avoidedCost, other.avoidedCost),
    latency: addBuckets(one.latency, other.latency),
    firstToken: addBuckets(one.firstToken, other.firstToken),
  };
}

/** Each call to a hosted model as an hour of its own. */
export function providerHours({ attempts }: OutcomeEvent, receivedAt: number): readonly ProviderHour[] {
  return attempts.map(({ model, code, ms }) => ({
    startMs: hourOf(receivedAt),
    model,
    attempts: 1,
    failures: code === 'ok' ? {} : { [code]: 1 },
    firstContent: code === 'ok' ? addLatency({}, ms) : {},
  }));
}

export function providerKey({ startMs, model }: ProviderHour): string {
  return JSON.stringify([startMs, model]);
}

export function mergeProvider(one: ProviderHour, other: ProviderHour): ProviderHour {
  return {
    ...one,
    attempts: one.attempts + other.attempts,
    failures: addBuckets(one.failures, other.failures),
    firstContent: addBuckets(one.firstContent, other.firstContent),
  };
}

/** Undefined where the device's model tells no confidence. */
export function reliabilityBin({ confidence, agreed }: Audit, receivedAt: number): ReliabilityBin | undefined {
  if (confidence === null) return undefined;
  const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
  return { startMs: hourOf(receivedAt), bin, count: 1, confidence, agreed: agreed ? 1 : 0 };
}

export function reliabilityKey({ startMs, bin }: ReliabilityBin): string {
  return JSON.stringify([startMs, bin]);
}

export function mergeReliability(one: ReliabilityBin, other: ReliabilityBin): ReliabilityBin {
  return { ...one, count: one.count + other.count, confidence: one.confidence + other.confidence, agreed: one.agreed + other.agreed };
}

/** All ten, with what fell into them over any number of hours. */
export function reliabilityOf(bins: readonly ReliabilityBin[]) {
  return Array.from({ length: BINS }, (_, index) => {
    const own = bins.filter(({ bin }) => bin === index);
    const count = own.reduce((sum, bin) => sum + bin.count, 0);
    const confidence = own.reduce((sum, bin) => sum + bin.confidence, 0);
    const agreed = own.reduce((sum, bin) => sum + bin.agreed, 0);
    return { from: index / BINS, to: (index + 1) / BINS, count, meanConfidence: count === 0 ? 0 : confidence / count, agreed };
  });
}

/** Whether an event is of the kind, whoever told it: `isOutcome(stored.event)` */
export function isOutcome(event: StoredEvent['event']): event is Outcome {
  return event.type === 'outcome';
}
