// A decision made again from its record: under the same policy it comes out the same, under another one it shows what that
// policy would have done.
import { withDefaultBudget } from '../budget/deadline.ts';
import type { Policy } from '../policy/policy.ts';
import { acceptAnswer } from '../route/accept-answer.ts';
import { chooseHosted } from '../route/choose-hosted.ts';
import { startRoute } from '../route/start-route.ts';
import { estimateUnder } from './estimate-under.ts';
import type { AcceptRecord, DecisionRecord, HostedRecord, StartRecord } from './decision-input.ts';

/**
 * Any of the three decisions; its output is the record's, to the byte, under the policy that made it.
 *
 * @example replayDecision(edgeEvent.record, policy) // { models: ['openai/gpt-4o-mini'], reason: 'smallest_adequate' }
 */
export function replayDecision(record: DecisionRecord, policy: Policy): DecisionRecord['output'] {
  if (record.stage === 'start') return replayStart(record.input, policy);
  return record.stage === 'accept' ? replayAccept(record.input, policy) : replayHosted(record.input, policy);
}

/**
 * Device or hosted?
 *
 * @example replayStart(event.input, policy) // { route: 'device', reason: 'device_first', rule: null }
 */
export function replayStart(input: StartRecord['input'], policy: Policy): StartRecord['output'] {
  const { hostedModelIds, budget, ...rest } = input;
  const { route, reason, rule = null } = startRoute({
    ...rest,
    policy,
    estimate: estimateUnder(input.estimate, policy),
    budget: withDefaultBudget(budget, policy.budget),
    hostedModels: policy.hosted.models.filter(({ id }) => hostedModelIds.includes(id)),
  });
  return { route, reason, rule };
}

/**
 * Keep the device's answer?
 *
 * @example replayAccept(event.accept.input, policy) // { action: 'escalate', reason: 'low_confidence' }
 */
export function replayAccept(input: AcceptRecord['input'], policy: Policy): AcceptRecord['output'] {
  const { action, reason } = acceptAnswer({
    ...input,
    policy,
    confidence: input.confidence ?? undefined,
    escalationBlockedBy: input.escalationBlockedBy ?? undefined,
    remainingMs: input.remainingMs ?? undefined,
    hostedTotalMs: input.hostedTotalMs ?? undefined,
    hostedQuality: input.hostedQuality ?? undefined,
    expectedGain: input.expectedGain ?? undefined,
    hostedCostMicroUsd: input.hostedCostMicroUsd ?? undefined,
    promise: input.promise ?? undefined,
    riskMidway: input.riskMidway ?? undefined,
  });
  return { action, reason };
}

/**
 * Which hosted models, in which order?
 *
 * @example replayHosted(event.record.input, policy) // { models: ['openai/gpt-4o-mini', 'openai/gpt-4o'], reason: 'smallest_adequate' }
 */
export function replayHosted(input: HostedRecord['input'], policy: Policy): HostedRecord['output'] {
  const { callableIds, requestedModel, clientReason, ...rest } = input;
  const callable = policy.hosted.models.filter(({ id }) => callableIds.includes(id));
  // Whoever named the policy left the choice to it, and leaves it to another one as well.
  const isOfPolicy = requestedModel.startsWith('phirst/') && !policy.hosted.models.some(({ id }) => id === requestedModel);
  const { ranked, reason } = chooseHosted({
    ...rest,
    policy,
    estimate: estimateUnder(input.estimate, policy),
    requestedModel: isOfPolicy ? 'auto' : requestedModel,
    clientReason: clientReason ?? undefined,
    callable,
  });
  return { models: ranked.map(({ model }) => model.id), reason };
}
