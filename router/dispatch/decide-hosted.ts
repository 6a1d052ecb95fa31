// Which hosted model answers: the caller's words and the policy in, a ranked list and one reason out. Calls nobody.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { estimateGain } from '../../src/gain/estimate-gain.ts';
import type { GainEstimate } from '../../src/gain/gain-estimate.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import type { QueryDescription, Task } from '../../src/query/query-description.ts';
import { automaticNames, chooseHosted, type HostedChoice } from '../../src/route/choose-hosted.ts';
import type { ObservedModels } from '../../src/route/observed-model.ts';
import type { GainLookup } from '../gain/gain-models.ts';
import type { GainState } from '../gain/gain-state.ts';
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
  /** The gain model that the policy names, as this isolate has it. */
  readonly gainFor?: ((policy: Policy) => GainLookup) | undefined;
}

export interface HostedDecision extends HostedChoice {
  readonly requestedModel: string;
  readonly description: QueryDescription;
  /** What it was decided from beside that. */
  readonly observed: ObservedModels | undefined;
  readonly estimate: GainEstimate | undefined;
  /** Whether the policy's gain model was asked; undefined where it names none. */
  readonly gainState: GainState | undefined;
}

/** Throws `model_not_found` for a name that is neither `auto`, the policy's, nor a callable model's. */
export function decideHosted({ chat, policy, callable, elapsedMs, observedFor, gainFor }: DecideHostedInput): HostedDecision {
  const { model: requestedModel, phirst } = chat.request;
  requireModel(requestedModel, { policy, callable });
  const conversation = plainConversation(chat.request.messages, phirst?.contextMessages);
  const description = describeQuery(conversation);
  const observed = observedFor?.(callable, description.promptTokens, description.task);
  const gain = gainFor?.(policy);
  // The edge has no device: what would have been beyond one is told of the model that the artefact is about.
  const estimate = gain?.model && estimateGain(gain.model, { policy, messages: conversation.messages, description, deviceModel: gain.model.header.device });
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
    estimate,
    previousModel: phirst?.previousModel,
  });
  return { requestedModel, description, observed, estimate, gainState: gain?.state, ...choice };
}

function requireModel(name: string, { policy, callable }: Pick<DecideHostedInput, 'policy' | 'callable'>): void {
  const available = [...automaticNames(policy), ...callable.map(({ id }) => id)];
  if (available.includes(name)) return;
  const isListed = policy.hosted.models.some(({ id }) => id === name);
  const why = isListed ? 'has no provider configured here' : 'is not a model of this router';
  throw new PhirstError('model_not_found', `"${name}" ${why}. Available: ${available.join(', ')}`, { param: 'model' });
}
