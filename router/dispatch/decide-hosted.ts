// Which hosted model answers: the caller's words and the policy in, a ranked list and one reason out. Calls nobody.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import type { QueryDescription, Task } from '../../src/query/query-description.ts';
import { automaticNames, chooseHosted, type HostedChoice } from '../../src/route/choose-hosted.ts';
import type { ObservedModels } from '../../src/route/observed-model.ts';
import { plainConversation } from '../request/chat-messages.ts';
import type { IncomingChat } from '../request/read-chat-request.ts';

export interface DecideHostedInput {
  readonly chat: IncomingChat;
  readonly policy: Policy;
  /** The policy's ladder less the models whose provider isn't configured. */
  readonly callable: readonly HostedModel[];
  /** Milliseconds since the request came in. */
  readonly elapsedMs: number;
  /** What this isolate knows of the callable models, for prompts of a length. */
  readonly observedFor?: ((models: readonly HostedModel[], promptTokens: number, task: Task) => ObservedModels | undefined) | undefined;
}

export interface HostedDecision extends HostedChoice {
  readonly requestedModel: string;
  readonly description: QueryDescription;
  /** What it was decided from beside that. */
  readonly observed: ObservedModels | undefined;
}

/** Throws `model_not_found` for a name that is neither `auto`, the policy's, nor a callable model's. */
export function decideHosted({ chat, policy, callable, elapsedMs, observedFor }: DecideHostedInput): HostedDecision {
  const { model: requestedModel, phirst } = chat.request;
  requireModel(requestedModel, { policy, callable });
  const description = describeQuery(plainConversation(chat.request.messages, phirst?.contextMessages));
  const observed = observedFor?.(callable, description.promptTokens, description.task);
  const choice = chooseHosted({
    policy,
    description,
    requestedModel,
    clientReason: phirst?.reason,
    budget: { ...phirst?.budget, totalMs: chat.remainingMs },
    elapsedMs,
    maxTokens: chat.output.maxTokens + chat.maxPredictedTokens,
    maxInputTokens: chat.maxInputTokens,
    callable,
    observed,
    previousModel: phirst?.previousModel,
  });
  return { requestedModel, description, observed, ...choice };
}

function requireModel(name: string, { policy, callable }: Pick<DecideHostedInput, 'policy' | 'callable'>): void {
  const available = [...automaticNames(policy), ...callable.map(({ id }) => id)];
  if (available.includes(name)) return;
  const isListed = policy.hosted.models.some(({ id }) => id === name);
  const why = isListed ? 'has no provider configured here' : 'is not a model of this router';
  throw new PhirstError('model_not_found', `"${name}" ${why}. Available: ${available.join(', ')}`, { param: 'model' });
}
