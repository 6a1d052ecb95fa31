// Which hosted model answers: the caller's words and the policy in, a ranked list and one reason out. Calls nobody.
import { withDefaultBudget } from '../../src/budget/deadline.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import type { QueryDescription } from '../../src/query/query-description.ts';
import type { Budget } from '../../src/query/query.ts';
import { hostedDemand } from '../../src/route/hosted-demand.ts';
import { rankHosted, type RankedModel } from '../../src/route/rank-hosted.ts';
import type { Reason } from '../../src/route/reason.ts';
import { plainConversation } from '../request/chat-messages.ts';
import type { IncomingChat } from '../request/read-chat-request.ts';

export interface DecideHostedInput {
  readonly chat: IncomingChat;
  readonly policy: Policy;
  /** The policy's ladder less the models whose provider isn't configured. */
  readonly callable: readonly HostedModel[];
  /** Milliseconds since the request came in. */
  readonly elapsedMs: number;
}

export interface HostedDecision {
  readonly requestedModel: string;
  readonly description: QueryDescription;
  /** Best first. Empty when nothing can be called (`no_hosted_model`) or paid (`over_cost_budget`). */
  readonly ranked: readonly RankedModel[];
  readonly reason: Reason;
  /** What is left of the time, policy's default included; undefined = no limit. */
  readonly remainingMs: number | undefined;
  /** The most that all calls for this query may cost together; Infinity = no limit. */
  readonly costMicroUsd: number;
}

/** Throws `model_not_found` for a name that is neither `auto`, the policy's, nor a callable model's. */
export function decideHosted({ chat, policy, callable, elapsedMs }: DecideHostedInput): HostedDecision {
  const requestedModel = chat.request.model;
  const isAutomatic = automaticNames(policy).includes(requestedModel);
  const hostedModels = isAutomatic ? callable : [findModel(requestedModel, { policy, callable })];
  const description = describeQuery(plainConversation(chat.request.messages, chat.request.phirst?.contextMessages));
  const budget = effectiveBudget(chat, policy, elapsedMs);
  const demand = hostedDemand({ reason: chat.request.phirst?.reason, description, policy });
  const maxTokens = chat.output.maxTokens + chat.maxPredictedTokens;
  const ranked = rankHosted({ policy, description, budget, maxTokens, maxInputTokens: chat.maxInputTokens, hostedModels, demand });

  let reason: Reason = demand === 'strongest' ? 'strongest_affordable' : 'smallest_adequate';
  if (hostedModels.length === 0) reason = 'no_hosted_model';
  else if (ranked.length === 0) reason = 'over_cost_budget';
  else if (!isAutomatic) reason = 'model_requested';
  else if (chat.request.phirst?.reason === 'safety_handed_up') reason = 'safety_handed_up';
  return { requestedModel, description, ranked, reason, remainingMs: budget.totalMs, costMicroUsd: budget.costMicroUsd };
}

/** The names that leave the choice to the policy: `auto`, and the policy's own. */
export function automaticNames(policy: Policy): readonly string[] {
  return ['auto', `phirst/${policy.name}`];
}

function findModel(name: string, { policy, callable }: Pick<DecideHostedInput, 'policy' | 'callable'>): HostedModel {
  const found = callable.find(({ id }) => id === name);
  if (found) return found;
  const available = [...automaticNames(policy), ...callable.map(({ id }) => id)].join(', ');
  const isListed = policy.hosted.models.some(({ id }) => id === name);
  const why = isListed ? 'has no provider configured here' : 'is not a model of this router';
  throw new PhirstError('model_not_found', `"${name}" ${why}. Available: ${available}`, { param: 'model' });
}

/** Callers are trusted with their own time, but no caller can raise what the policy lets one query cost. */
function effectiveBudget(chat: IncomingChat, policy: Policy, elapsedMs: number): Budget & { readonly costMicroUsd: number } {
  const asked = chat.request.phirst?.budget ?? {};
  const budget = withDefaultBudget({ ...asked, totalMs: chat.remainingMs }, policy.budget);
  return {
    firstTokenMs: budget.firstTokenMs,
    totalMs: budget.totalMs === undefined ? undefined : budget.totalMs - elapsedMs,
    costMicroUsd: Math.min(asked.costMicroUsd ?? Infinity, policy.budget.costMicroUsd ?? Infinity),
  };
}
