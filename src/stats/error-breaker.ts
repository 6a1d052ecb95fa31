// Is too much failing? Wald's sequential ratio test: may be asked after every query, and is wrong once in a thousand.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';

/** It looks for so many times the acceptable share. */
const SUSPECTED_TIMES = 2.5;
/** Ville: where the share is acceptable, evidence of a thousand is ever reached with a probability of 0.001 at most. */
const ALARM = 1000;

export interface ErrorBreaker {
  readonly eValue: number;
  readonly isTripped: boolean;
}

/**
 * @param acceptable share of failures that is still all right, below 0.4.
 * @example errorBreaker({ failures: 14, queries: 200, acceptable: 0.02 }).isTripped // true
 */
export function errorBreaker({ failures, queries, acceptable }: { readonly failures: number; readonly queries: number; readonly acceptable: number }): ErrorBreaker {
  const suspected = SUSPECTED_TIMES * acceptable;
  const logEvidence = failures * ln(suspected / acceptable) + (queries - failures) * ln((1 - suspected) / (1 - acceptable));
  const eValue = Math.min(exp(logEvidence), Number.MAX_VALUE);
  return { eValue, isTripped: eValue >= ALARM };
}
