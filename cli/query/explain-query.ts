// One query's whole reasoning under a policy, as data: what explain prints.
import { findDeviceModel } from '../../src/catalog/device-models.ts';
import { HOSTED_SCORES } from '../../src/catalog/hosted-scores.ts';
import { nearestScores, type PublishedScore } from '../../src/catalog/published-score.ts';
import { explainMismatch } from '../../src/policy/explain-condition.ts';
import type { Calibration } from '../../src/calibration/calibration.ts';
import { resolvePromise, type DeferralPromise, type ResolvedPromise } from '../../src/deferral/resolve-promise.ts';
import { acceptAnswer } from '../../src/route/accept-answer.ts';
import { hostedDemand } from '../../src/route/hosted-demand.ts';
import { rankHosted, type HostedDemand, type RankedModel } from '../../src/route/rank-hosted.ts';
import { explainReason } from '../../src/route/reason.ts';
import type { RouteContext } from '../../src/route/route-context.ts';
import { startRoute, type StartDecision } from '../../src/route/start-route.ts';
import { handUpTimes, type HandUpTimes } from './when-to-hand-up.ts';

export interface Explanation {
  readonly description: RouteContext['description'];
  readonly decision: StartDecision;
  /** The sentence for the decision's reason. */
  readonly because: string;
  readonly rules: readonly { readonly name: string; readonly route: string; readonly applies: boolean; readonly whyNot: readonly string[] }[];
  /** Whether the rules were asked: what the app, privacy and the device say goes before them. */
  readonly areRulesAsked: boolean;
  readonly budget: RouteContext['budget'];
  readonly gain: {
    readonly device: number | undefined;
    readonly hosted: number | undefined;
    readonly expected: number | undefined;
    readonly asked: number;
    /** What the policy's gain model says, where it was given. */
    readonly model: RouteContext['estimate'];
    readonly deviceScores: readonly PublishedScore[];
    readonly hostedScores: readonly PublishedScore[];
  };
  readonly hostedDemand: HostedDemand;
  readonly hosted: readonly RankedModel[];
  /** Hosted models whose longest answer is beyond the money budget. */
  readonly tooDear: readonly string[];
  /** Where there is a deadline. */
  readonly times: HandUpTimes | undefined;
  readonly watch: RouteContext['policy']['watch'];
  /** What the policy promises of the device's answers, and what that comes to with a calibration; null where it promises nothing. */
  readonly promise: (ResolvedPromise & { readonly of: DeferralPromise; readonly calibration: string | null }) | null;
  readonly requiredConfidence: { readonly short: number; readonly long: number | undefined };
}

/** @param calibration of the device that would answer; without one a promise is only named */
export function explainQuery(context: RouteContext, calibration?: Calibration): Explanation {
  const { policy, description, budget, hostedModels, device } = context;
  const decision = startRoute(context);
  const facts = { ...description, batteryLevel: device.batteryLevel };
  const maxTokens = Math.min(context.maxTokens ?? Infinity, policy.hosted.maximumOutputTokens);
  const demand = hostedDemand({ reason: decision.route === 'hosted' ? decision.reason : 'low_confidence', description, policy });
  const hosted = rankHosted({ policy, description, budget, maxTokens, hostedModels, demand });
  const strongest = rankHosted({ policy, description, budget, maxTokens, hostedModels, demand: 'strongest' })[0];
  const { lowBattery, minimumGain } = policy.start;
  const isLow = lowBattery !== undefined && device.batteryLevel !== undefined && device.batteryLevel < lowBattery.below;
  const { longAnswers } = policy.accept;
  return {
    description,
    decision,
    because: explainReason(decision.reason),
    rules: policy.start.rules.map(({ name, when, route }) => {
      const whyNot = explainMismatch(when, facts);
      return { name, route, applies: whyNot.length === 0, whyNot };
    }),
    areRulesAsked: !DECIDED_BEFORE_RULES.has(decision.reason),
    budget,
    gain: {
      device: decision.forecast.deviceQuality,
      hosted: decision.forecast.hostedQuality,
      expected: decision.forecast.expectedGain,
      model: context.estimate,
      asked: isLow ? lowBattery.minimumGain : minimumGain,
      deviceScores: nearestScores(findDeviceModel(device.model)?.scores ?? [], description),
      hostedScores: strongest ? nearestScores(HOSTED_SCORES[strongest.model.catalog ?? strongest.model.id] ?? [], description) : [],
    },
    hostedDemand: demand,
    hosted,
    tooDear: hostedModels.filter(({ id }) => !hosted.some(({ model }) => model.id === id)).map(({ id }) => id),
    times: handUpTimes(context, hosted),
    watch: policy.watch,
    promise: policy.accept.promise ? { of: policy.accept.promise, calibration: calibration?.id ?? null, ...resolvePromise(policy.accept.promise, calibration?.curve, decision.forecast.hostedCostMicroUsd) } : null,
    requiredConfidence: { short: required(context, 1), long: longAnswers && required(context, longAnswers.fromTokens) },
  };
}

const DECIDED_BEFORE_RULES: ReadonlySet<string> = new Set([
  'mode_only_in_cloud', 'mode_only_on_device', 'mode_prefer_in_cloud', 'privacy_device_only', 'privacy_not_redacted', 'offline', 'no_hosted_model',
  'over_cost_budget', 'device_not_ready', 'device_unsupported', 'device_failed', 'context_too_long', 'router_unreachable',
]);

function required({ policy, description }: RouteContext, tokens: number): number {
  return acceptAnswer({ policy, description, tokens, confidence: undefined, isComplete: true, escalationBlockedBy: undefined }).requiredConfidence;
}
