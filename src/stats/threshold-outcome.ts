// What a threshold on the probability of an error comes to, in expectation.
import { settle } from '../numerics/settle.ts';

export interface ThresholdOutcome {
  /** Share of the queries answered wrong, by whoever answers. */
  readonly error: number;
  /** Share of the queries handed up. */
  readonly handedUp: number;
}

/**
 * An answer is kept where its probability of being wrong is below `keepBelow`; a hosted model that is wrong `hostedError`
 * of the time answers the rest.
 *
 * `thresholdOutcome([0.1, 0.5], { keepBelow: 0.3, hostedError: 0.2 })` → { error: 0.15, handedUp: 0.5 }
 */
export function thresholdOutcome(errors: readonly number[], { keepBelow, hostedError }: { readonly keepBelow: number; readonly hostedError: number }): ThresholdOutcome {
  let error = 0;
  let handedUp = 0;
  for (const own of errors) {
    const isKept = settle(own) < settle(keepBelow);
    error += isKept ? own : hostedError;
    handedUp += isKept ? 0 : 1;
  }
  return { error: error / errors.length, handedUp: handedUp / errors.length };
}
