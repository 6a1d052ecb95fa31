// Which hosted models are asked, in which order, and why: of the edge's decision the part that needs no text and no request.
import { withDefaultBudget } from '../budget/deadline.ts';
import type { GainEstimate } from '../gain/gain-estimate.ts';
import type { HostedModel, Policy } from '../policy/policy.ts';
import type { QueryDescription } from '../query/query-description.ts';
import type { Budget } from '../query/query.ts';
import { hostedDemand } from './hosted-demand.ts';
import type { ObservedModels } from './observed-model.ts';
import { byQualityAlone, rankHosted, type HostedDemand, type RankedModel } from './rank-hosted.ts';
import type { Reason } from './reason.ts';

export interface ChooseHostedInput {
  readonly policy: Policy;
  readonly description: QueryDescription;
  /** `auto` and `phirst/<policy>` leave the choice to the policy. */
  readonly requestedModel: string;
  /** Why the client hands the query up; undefined for a caller that isn't Phirst's SDK. */
  readonly clientReason: Reason | undefined;
  /** As the caller gave it. */
  readonly budget: Budget;
  /** Milliseconds since the request came in. */
  readonly elapsedMs: number;
  /** The most tokens the answer may be billed for, and the prompt. */
  readonly maxTokens: number;
  readonly maxInputTokens: number;
  /** The policy's ladder less the models whose provider isn't configured. */
  readonly callable: readonly HostedModel[];
  /** What the edge has seen of them. */
  readonly observed?: ObservedModels | undefined;
  /** What the policy's gain model says of the question, where it is at hand. */
  readonly estimate?: GainEstimate | undefined;
  /** The hosted model that answered the conversation's last turn, as the caller says. */
  readonly previousModel?: string | undefined;
}

export interface HostedChoice {
  /** Best first. Empty when nothing can be called (`no_hosted_model`) or paid (`over_cost_budget`). */
  readonly ranked: readonly RankedModel[];
  readonly reason: Reason;
  /** What is left of the time, policy's default included; undefined = no limit. */
  readonly remainingMs: number | undefined;
  /** The most that all calls for this query may cost together; Infinity = no limit. */
  readonly costMicroUsd: number;
}

/** `chooseHosted({ requestedModel: 'auto', … })` → { ranked: [small, large], reason: 'smallest_adequate', … } */
export function chooseHosted(input: ChooseHostedInput): HostedChoice {
  const { policy, description, requestedModel, clientReason, maxTokens, maxInputTokens, callable, observed, estimate, previousModel } = input;
  const isAutomatic = automaticNames(policy).includes(requestedModel);
  const hostedModels = isAutomatic ? callable : callable.filter(({ id }) => id === requestedModel);
  const budget = effectiveBudget(input);
  const demand = hostedDemand({ reason: clientReason, description, policy, estimate });
  const ranked = rankHosted({ policy, description, budget, maxTokens, maxInputTokens, hostedModels, demand, observed, previousModel });

  let reason = reasonOf(ranked, { policy, demand });
  if (hostedModels.length === 0) reason = 'no_hosted_model';
  else if (ranked.length === 0) reason = 'over_cost_budget';
  else if (!isAutomatic) reason = 'model_requested';
  else if (clientReason === 'safety_handed_up') reason = 'safety_handed_up';
  return { ranked, reason, remainingMs: budget.totalMs, costMicroUsd: budget.costMicroUsd };
}

/** What the choice comes to: where nobody is sure to be in time, it was time that chose; where quality alone would have chosen the same, that says more than a sum. */
function reasonOf(ranked: readonly RankedModel[], { policy, demand }: { readonly policy: Policy; readonly demand: HostedDemand }): Reason {
  const [first, second] = ranked;
  if (first?.fitsTime === false) return 'faster_hosted';
  // Who stands alone was chosen by nothing.
  if (second !== undefined && first !== undefined && leaderByQuality(ranked, { policy, demand }) !== first) return 'best_value';
  return demand === 'strongest' ? 'strongest_affordable' : 'smallest_adequate';
}

function leaderByQuality(ranked: readonly RankedModel[], asked: { readonly policy: Policy; readonly demand: HostedDemand }): RankedModel | undefined {
  const ladder: RankedModel[] = [];
  for (const { id } of asked.policy.hosted.models) {
    for (const each of ranked) if (each.fitsTime && each.model.id === id) ladder.push(each);
  }
  return byQualityAlone(ladder, asked)[0];
}

/** The names that leave the choice to the policy: `auto`, and the policy's own. */
export function automaticNames(policy: Policy): readonly string[] {
  return ['auto', `phirst/${policy.name}`];
}

/** Callers are trusted with their own time, but no caller can raise what the policy lets one query cost. */
function effectiveBudget({ budget: asked, policy, elapsedMs }: ChooseHostedInput): Budget & { readonly costMicroUsd: number } {
  const budget = withDefaultBudget(asked, policy.budget);
  return {
    firstTokenMs: budget.firstTokenMs,
    totalMs: budget.totalMs === undefined ? undefined : budget.totalMs - elapsedMs,
    costMicroUsd: Math.min(asked.costMicroUsd ?? Infinity, policy.budget.costMicroUsd ?? Infinity),
  };
}
