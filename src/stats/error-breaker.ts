// Is too much failing? Wald's sequential ratio test: may be asked after every query, and is wrong once in a thousand.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';

/** It looks for so many times the acceptable share. */
const SUSPECTED_TIMES = 2.5;
/** Ville: where the share is acceptable, evidence of a thousand is ever reached with a probability of 0.001 at most. */
const ALARM = 1000;

interface FailureCount {
  readonly failures: number;
  readonly queries: number;
  readonly acceptable: number;
  readonly share?: number;
}

export interface ErrorBreaker {
  readonly eValue: number;
  readonly isTripped: boolean;
}

/**
 * @param acceptable share of failures that is still all right, below 0.4.
 * @param share of the one in a thousand that this count may use, where several are asked about the same thing.
 * @example errorBreaker({ failures: 14, queries: 200, acceptable: 0.02 }).isTripped // true
 */
export function errorBreaker({ failures, queries, acceptable, share = 1 }: FailureCount): ErrorBreaker {
  const suspected = SUSPECTED_TIMES * acceptable;
  const logEvidence = failures * ln(suspected / acceptable) + (queries - failures) * ln((1 - suspected) / (1 - acceptable));
  const eValue = Math.min(exp(logEvidence), Number.MAX_VALUE);
  return { eValue, isTripped: eValue >= ALARM / share };
}

/**
 * What the count from the start may use, and those that begin anew with every hour: together 1, however many hours there are.
 * An hour alone would be wrong once in a thousand hours, which is every six weeks.
 *
 * @param hour 0 for the count from the start, then 1, 2, 3 …
 * @example breakerShare(1) // 0.05
 */
export function breakerShare(hour: number): number {
  return hour === 0 ? 0.9 : 0.1 / (hour * (hour + 1));
}
