// Runs one scenario of scenarios.json: a query, a device, budgets and a privacy class → the route, its reason, what follows.
import { withDefaultBudget } from '../../src/budget/deadline.ts';
import { rateFromPrior } from '../../src/budget/rate-model.ts';
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import { loadDefaultPolicy } from '../../src/policy/load-default-policy.ts';
import type { HostedModel, Policy } from '../../src/policy/policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import type { Budget, InferenceMode, PrivacyClass } from '../../src/query/query.ts';
import { acceptAnswer, type AcceptDecision } from '../../src/route/accept-answer.ts';
import { hostedDemand } from '../../src/route/hosted-demand.ts';
import { rankHosted } from '../../src/route/rank-hosted.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { DeviceState } from '../../src/route/route-context.ts';
import { startRoute, type StartDecision } from '../../src/route/start-route.ts';

export interface Scenario {
  readonly name: string;
  readonly query: { readonly prompt: string; readonly context?: readonly string[]; readonly repeat?: number; readonly maxTokens?: number };
  readonly device?: Partial<Pick<DeviceState, 'status' | 'batteryLevel' | 'isOnline'>>;
  readonly budget?: Budget;
  readonly privacy?: PrivacyClass;
  readonly mode?: InferenceMode;
  /** Hosted models at hand; the two of OpenAI in the default policy unless named. */
  readonly hostedModels?: readonly string[];
  /** What the device answered. */
  readonly answer?: { readonly confidence: number; readonly isComplete?: boolean; readonly tokens?: number };
  readonly expect: {
    readonly route: StartDecision['route'];
    readonly reason: Reason;
    readonly rule?: string;
    readonly accept?: { readonly action: AcceptDecision['action']; readonly reason: Reason };
    /** The hosted model the edge would choose. */
    readonly servedBy?: string;
  };
}

/** Models that are in no default policy but that scenarios put behind it, with the catalog's published scores. */
const OTHER_MODELS: readonly HostedModel[] = [
  { id: 'openai/gpt-3.5-turbo', catalog: 'gpt-3.5-turbo', inputMicroUsdPerToken: 0.5, outputMicroUsdPerToken: 1.5, firstTokenMs: 400, tokensPerSecond: 80 },
  { id: 'mistral/mixtral-8x7b', catalog: 'mixtral-8x7b', inputMicroUsdPerToken: 0.6, outputMicroUsdPerToken: 0.6, firstTokenMs: 400, tokensPerSecond: 80 },
];

export interface ScenarioOutcome {
  readonly start: StartDecision;
  readonly accept: AcceptDecision | undefined;
  readonly servedBy: string | undefined;
}

export function runScenario(scenario: Scenario): ScenarioOutcome {
  const policy: Policy = loadDefaultPolicy();
  const { query } = scenario;
  const description = describeQuery({
    messages: [{ role: 'user', content: query.prompt.repeat(query.repeat ?? 1) }],
    context: query.context ?? [],
  });
  const wanted = scenario.hostedModels ?? ['openai/gpt-4o-mini', 'openai/gpt-4o'];
  const hostedModels = [...policy.hosted.models, ...OTHER_MODELS].filter((model) => wanted.includes(model.id));
  const budget = withDefaultBudget(scenario.budget ?? {}, policy.budget);
  const start = startRoute({
    policy,
    description,
    mode: scenario.mode ?? 'prefer_on_device',
    privacy: scenario.privacy ?? 'any',
    canRedact: false,
    budget,
    maxTokens: query.maxTokens,
    device: phone(scenario.device),
    hostedModels,
  });
  const accept =
    scenario.answer &&
    acceptAnswer({
      policy,
      description,
      confidence: { value: scenario.answer.confidence, isCalibrated: false },
      tokens: scenario.answer.tokens ?? 10,
      isComplete: scenario.answer.isComplete ?? true,
      escalationBlockedBy: start.escalationBlockedBy,
      hostedTotalMs: start.forecast.hostedTotalMs,
      hostedQuality: start.forecast.hostedQuality,
      expectedGain: start.forecast.expectedGain,
    });
  const maxTokens = query.maxTokens ?? policy.hosted.maximumOutputTokens;
  const demand = hostedDemand({ reason: start.reason, description, policy });
  const ranked = rankHosted({ policy, description, budget, maxTokens, hostedModels, demand });
  return { start, accept, servedBy: ranked[0]?.model.id };
}

/** Phi-3-mini on a phone or a light laptop: the catalog's priors, nothing measured yet. */
function phone(overrides: Scenario['device']): DeviceState {
  const model = findDeviceModel('phi-3-mini-4k');
  if (!model) throw new Error('phi-3-mini-4k is missing in the catalog');
  return {
    status: 'ready',
    model: model.id,
    prefillRate: rateFromPrior(model.prefillPrior.tokensPerSecond, model.prefillPrior.factor),
    decodeRate: rateFromPrior(model.decodePrior.tokensPerSecond, model.decodePrior.factor),
    isOnline: true,
    ...overrides,
  };
}
