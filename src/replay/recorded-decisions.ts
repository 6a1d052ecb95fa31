// The decisions that an event tells of, each with the policy that made it; or why one can't be made again.
import * as v from 'valibot';
import type { StoredEvent } from '../event/stored-event.ts';
import { DecisionRecordSchema, type DecisionRecord } from './decision-input.ts';

/** `device_only`: of such text nothing is told. `foreign_record`: it was written by another version of Phirst. */
export type MissingRecord = 'device_only' | 'no_record' | 'foreign_record';

export interface RecordedDecision {
  readonly decisionId: string;
  readonly observer: 'edge' | 'client';
  readonly unit: string | null;
  /** Null for a policy that an app passed in, and for the one of a client that never reached its router. */
  readonly policyHash: string | null;
  readonly record: DecisionRecord | MissingRecord;
}

/**
 * @example recordedDecisions(stored)[0]?.record // { stage: 'start', input: { … }, output: { route: 'device', … } }
 */
export function recordedDecisions({ event, unit }: StoredEvent): readonly RecordedDecision[] {
  if (event.type !== 'decision' && event.type !== 'outcome') return [];
  const { decisionId, observer, policyHash = null } = event;
  return recordsOf(event).map((record) => ({ decisionId, observer, unit, policyHash, record }));
}

function recordsOf(event: Extract<StoredEvent['event'], { type: 'decision' | 'outcome' }>): readonly RecordedDecision['record'][] {
  if (event.type === 'outcome') return 'accept' in event && event.accept ? [checked({ stage: 'accept', ...withoutPropensity(event.accept) })] : [];
  if (event.observer === 'edge') return [checked(event.record)];
  const { input, route, reason, rule, privacy } = event;
  if (input) return [checked({ stage: 'start', input, output: { route, reason, rule } })];
  return [privacy === 'device-only' ? 'device_only' : 'no_record'];
}

function withoutPropensity<Accept extends { readonly propensity: number }>(accept: Accept): Omit<Accept, 'propensity'> {
  const { propensity: _, ...judged } = accept;
  return judged;
}

function checked(record: unknown): DecisionRecord | 'foreign_record' {
  const parsed = v.safeParse(DecisionRecordSchema, record, { abortEarly: true });
  return parsed.success ? parsed.output : 'foreign_record';
}
