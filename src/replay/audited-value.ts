// What a query that device and hosted model both answered brings on either way.
import type { AuditEvent, LoggedQuery } from './logged-query.ts';
import type { Route } from './way.ts';

/** `agreement`: the answer is the hosted model's, or says the same. `cost` in micro-USD, `latency` in milliseconds. */
export const AUDITED_MEASURES = ['agreement', 'cost', 'latency'] as const;
export type AuditedMeasure = (typeof AUDITED_MEASURES)[number];

/** What became of the device's answer. */
export type AnswerKind = 'kept' | 'handed up';

/** Null where the device gave none. */
export function kindOf({ accept }: LoggedQuery): AnswerKind | null {
  if (accept === null) return null;
  return accept.output.action === 'keep' ? 'kept' : 'handed up';
}

export function auditedValue(route: Route, { agreed, hostedCostMicroUsd, hostedMs, deviceMs }: AuditEvent, measure: AuditedMeasure): number {
  const isHosted = route === 'hosted' || route === 'escalated';
  if (measure === 'agreement') return isHosted || (route === 'device' && agreed) ? 1 : 0;
  if (measure === 'cost') return isHosted ? hostedCostMicroUsd : 0;
  return (route === 'hosted' ? 0 : deviceMs) + (isHosted ? hostedMs : 0);
}
