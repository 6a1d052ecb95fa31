// What the edge has seen of one hosted model, as far as a decision reads it. A JSON value: it is kept with the decision, so
// that the decision can be made again.
import type { FirstTokenForecast } from '../budget/first-token-forecast.ts';
import type { RateModel } from '../budget/rate-model.ts';
import type { JudgedAnswers } from '../catalog/quality-estimate.ts';

export interface ObservedModel {
  /** For prompts about as long as this one. */
  readonly firstToken?: FirstTokenForecast | undefined;
  /** How fast it writes. */
  readonly decodeRate?: RateModel | undefined;
  /** Calls that were answered, and calls that failed through no fault of the caller; the newer weigh more. */
  readonly answered: number;
  readonly failed: number;
  /** Answers on such queries that were judged. */
  readonly judged?: JudgedAnswers | undefined;
}

/** By the model's id; one that isn't there was never seen. */
export type ObservedModels = Readonly<Record<string, ObservedModel>>;

/** A model nobody has called yet is expected to answer 98 times of 100, and that is worth fifty calls: one bad moment turns nobody away. */
const CALLS_OF_PRIOR = 50;
const ANSWERED_BEFORE = 0.98;

/** P(a call is answered). `availabilityOf(undefined)` → 0.98 */
export function availabilityOf(observed: ObservedModel | undefined): number {
  const { answered = 0, failed = 0 } = observed ?? {};
  return (CALLS_OF_PRIOR * ANSWERED_BEFORE + answered) / (CALLS_OF_PRIOR + answered + failed);
}
