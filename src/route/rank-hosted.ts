// Which hosted model should answer: the smallest that is good enough, or the strongest that the budgets allow.
import { costMicroUsd } from '../budget/price.ts';
import { hostedQuality } from '../catalog/expected-quality.ts';
import type { HostedModel, Policy } from '../policy/policy.ts';
import type { QueryDescription } from '../query/query-description.ts';
import type { Budget } from '../query/query.ts';

/** `adequate`: an easy query that merely can't run on the device. `strongest`: the device's limits are the reason. */
export type HostedDemand = 'adequate' | 'strongest';

export interface RankedModel {
  readonly model: HostedModel;
  /** Expected P(acceptable answer); undefined where nobody published or declared one. */
  readonly expectedQuality: number | undefined;
  readonly expectedCostMicroUsd: number;
  readonly expectedFirstTokenMs: number;
  readonly expectedTotalMs: number;
  /** Whether it is expected to finish in time. */
  readonly fitsTime: boolean;
  /** Whether the longest answer it may give stays within the money budget: spend is bounded, not expected. */
  readonly fitsCost: boolean;
}

export interface RankHostedInput {
  readonly policy: Policy;
  readonly description: QueryDescription;
  /** What is left. */
  readonly budget: Budget;
  /** The most tokens the answer may have. */
  readonly maxTokens: number;
  /** Upper bound for the input's tokens: money is bounded by it, not by the estimate. The estimate where it is absent. */
  readonly maxInputTokens?: number | undefined;
  /** From the smallest to the largest, as the policy lists them. */
  readonly hostedModels: readonly HostedModel[];
  readonly demand: HostedDemand;
}

/**
 * All models that fit the money budget, best first: those that also fit the time budget come before those that don't.
 * Empty when none is configured or the money allows none.
 */
export function rankHosted(input: RankHostedInput): readonly RankedModel[] {
  const estimates = input.hostedModels.map((model) => estimate(model, input)).filter((ranked) => ranked.fitsCost);
  const ordered =
    input.demand === 'strongest' ? byQuality(estimates) : byAdequacy(estimates, input.policy.hosted.adequateQuality);
  return [...ordered.filter((ranked) => ranked.fitsTime), ...ordered.filter((ranked) => !ranked.fitsTime)];
}

function estimate(model: HostedModel, { description, budget, maxTokens, maxInputTokens = 0 }: RankHostedInput): RankedModel {
  const outputTokens = Math.min(description.expectedOutputTokens, maxTokens);
  const expectedTotalMs = model.firstTokenMs + (outputTokens * 1000) / model.tokensPerSecond;
  const worstCost = costMicroUsd(model, Math.max(description.promptTokens, maxInputTokens), maxTokens);
  return {
    model,
    expectedQuality: hostedQuality(model, description),
    expectedCostMicroUsd: costMicroUsd(model, description.promptTokens, outputTokens),
    expectedFirstTokenMs: model.firstTokenMs,
    expectedTotalMs,
    fitsTime:
      expectedTotalMs <= (budget.totalMs ?? Infinity) && model.firstTokenMs <= (budget.firstTokenMs ?? Infinity),
    fitsCost: worstCost <= (budget.costMicroUsd ?? Infinity),
  };
}

/** Best expected quality first; of equals, and of unknown ones, the larger (the ladder rises). */
function byQuality(estimates: readonly RankedModel[]): RankedModel[] {
  return estimates
    .map((ranked, index) => ({ ranked, index }))
    .sort((one, other) => qualityOf(other) - qualityOf(one) || other.index - one.index)
    .map(({ ranked }) => ranked);
}

function qualityOf({ ranked }: { ranked: RankedModel }): number {
  // Unknown is not 0: it ranks by its place on the ladder among the unknown, below what is known to be good.
  return ranked.expectedQuality ?? 0.5;
}

/** Adequate ones from the smallest up, then the rest from the best down. */
function byAdequacy(estimates: readonly RankedModel[], adequateQuality: number): RankedModel[] {
  const isAdequate = (ranked: RankedModel) => (ranked.expectedQuality ?? 0) >= adequateQuality;
  return [...estimates.filter(isAdequate), ...byQuality(estimates.filter((ranked) => !isAdequate(ranked)))];
}
