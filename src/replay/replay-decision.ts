// A decision made again from its record: under the same policy it comes out the same, under another one it shows what that
// policy would have done.
import { withDefaultBudget } from '../budget/deadline.ts';
import type { Policy } from '../policy/policy.ts';
import { acceptAnswer } from '../route/accept-answer.ts';
import { startRoute } from '../route/start-route.ts';
import type { AcceptRecord, StartRecord } from './decision-input.ts';

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
  });
  return { action, reason };
}
