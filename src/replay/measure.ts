// What came of a query, as one number each: what an estimate of another policy is about.
import { isCallerCaused } from '../experiment/caller-caused.ts';
import type { LoggedQuery } from './logged-query.ts';

/**
 * `answered`: it got an answer and wasn't asked again at once. `feedback`: what the person thought of it, of those that were
 * rated alone. `cost`: in micro-USD. `latency`: in milliseconds, to the answer or to
 * the failure: of the answered ones alone it would compare other queries under each policy.
 */
export const MEASURES = ['answered', 'feedback', 'cost', 'latency'] as const;
export type Measure = (typeof MEASURES)[number];

/** Null where nothing can be said: it wasn't rated, its end isn't known, or its caller brought it about. */
export function measureOf(query: LoggedQuery, measure: Measure): number | null {
  const { outcome, isRetried, rating, costMicroUsd } = query;
  if (measure === 'feedback') return rating;
  if (!outcome || (outcome.code !== null && isCallerCaused(outcome.code))) return null;
  if (measure === 'cost') return costMicroUsd;
  if (measure === 'latency') return outcome.latencyMs;
  return outcome.code === null && !isRetried ? 1 : 0;
}

/** What it can be at worst and at best, where nothing like it was seen. */
export function rangeOf(measure: Measure, values: readonly number[]): { readonly low: number; readonly high: number } {
  if (measure === 'answered' || measure === 'feedback') return { low: 0, high: 1 };
  return { low: 0, high: values.reduce((largest, value) => Math.max(largest, value), 0) };
}
