// Where a query would start on a device of the usual kind: what the SDK decides before it asks the router, decided here from the
// same text by the same function.
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import { withDefaultBudget } from '../../src/budget/deadline.ts';
import { estimateGain } from '../../src/gain/estimate-gain.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import { explainReason } from '../../src/route/reason.ts';
import { startRoute } from '../../src/route/start-route.ts';
import { usualDevice } from '../../src/route/usual-device.ts';
import type { GainLookup } from '../gain/gain-models.ts';
import { GAIN_STATES } from '../gain/gain-state.ts';
import { plainConversation } from '../request/chat-messages.ts';
import type { IncomingChat } from '../request/read-chat-request.ts';

/** Whose device it is taken for where no gain model names another, and whose rates where the catalog doesn't have that one. */
const DEVICE_MODEL = 'phi-3-mini-4k';

export interface ExplainStartInput {
  readonly chat: IncomingChat;
  readonly policy: Policy;
  readonly callable: readonly HostedModel[];
  readonly gain: GainLookup;
}

/** `explainStart({ chat, policy, callable, gain })` → { device: 'phi-3-mini-4k', route: 'hosted', reason: 'expected_gain', … } */
export function explainStart({ chat, policy, callable, gain }: ExplainStartInput) {
  const { messages, context } = plainConversation(chat.request.messages, chat.request.phirst?.contextMessages);
  const description = describeQuery({ messages, context });
  const id = gain?.model?.header.device ?? DEVICE_MODEL;
  const device = usualDevice({ ...(findDeviceModel(id) ?? findDeviceModel(DEVICE_MODEL)!), id });
  const estimate = estimateGain(gain?.model, { policy, messages, description, deviceModel: id });
  const { route, reason, rule, escalationBlockedBy, forecast } = startRoute({
    policy,
    description,
    estimate,
    mode: 'prefer_on_device',
    privacy: 'any',
    canRedact: false,
    budget: withDefaultBudget({ ...chat.request.phirst?.budget, totalMs: chat.remainingMs }, policy.budget),
    maxTokens: chat.output.maxTokens,
    device,
    hostedModels: callable,
  });
  return {
    device: id,
    route,
    reason,
    sentence: explainReason(reason),
    rule: rule ?? null,
    escalationBlockedBy: escalationBlockedBy ?? null,
    forecast,
    gainModel: gain ? { sha256: policy.start.gainModel?.sha256, state: gain.state, sentence: GAIN_STATES[gain.state], estimate: estimate ?? null } : null,
  };
}
