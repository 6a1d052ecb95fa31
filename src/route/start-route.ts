// Before generation: does the answer start on the device or with a hosted model? Order: what the app asked for and
// privacy, then what can run at all, then the policy's rules, then capability, then budget.
import { millisecondsForTokens, type NORMAL_QUANTILES } from '../budget/rate-model.ts';
import { roomForAnswer } from '../budget/room-for-answer.ts';
import { deviceQuality } from '../catalog/expected-quality.ts';
import { settle } from '../numerics/settle.ts';
import { matchesCondition } from '../policy/matches-condition.ts';
import { rankHosted, type RankedModel } from './rank-hosted.ts';
import type { Reason } from './reason.ts';
import type { RouteContext } from './route-context.ts';

/** With less room than this the device isn't even tried. */
const SHORTEST_ANSWER_TOKENS = 32;

/** What was expected of both routes when the decision was taken. */
export interface RouteForecast {
  readonly deviceFirstTokenMs: number;
  readonly deviceTotalMs: number;
  readonly hostedFirstTokenMs: number | undefined;
  readonly hostedTotalMs: number | undefined;
  /** Not exceeded with the probability that the policy asks for (hosted.onTime). */
  readonly hostedOnTimeFirstTokenMs: number | undefined;
  readonly hostedOnTimeMs: number | undefined;
  readonly hostedCostMicroUsd: number | undefined;
  readonly deviceQuality: number | undefined;
  readonly hostedQuality: number | undefined;
  /** How much more often the hosted model is expected to be right; undefined when either quality is unknown. */
  readonly expectedGain: number | undefined;
}

export interface StartDecision {
  readonly route: 'device' | 'hosted' | 'none';
  readonly reason: Reason;
  /** Name of the policy's rule when the reason is `rule`. */
  readonly rule?: string | undefined;
  /** Whether a hosted model may take over later; if not, why. */
  readonly escalationBlockedBy: Reason | undefined;
  readonly forecast: RouteForecast;
}

/**
 * @example
 * startRoute({ policy, description, mode: 'prefer_on_device', privacy: 'device-only', … });
 * // { route: 'device', reason: 'privacy_device_only', escalationBlockedBy: 'privacy_device_only', … }
 */
export function startRoute(context: RouteContext): StartDecision {
  const strongest = bestHosted(context);
  const forecast = makeForecast(context, strongest);
  const blocked = escalationBlock(context, strongest);
  const decide = (route: StartDecision['route'], reason: Reason, rule?: string): StartDecision => ({
    route,
    reason,
    ...(rule !== undefined && { rule }),
    escalationBlockedBy: blocked,
    forecast,
  });

  const deviceProblem = deviceBlock(context, forecast, blocked);
  if (context.mode === 'only_in_cloud') return blocked ? decide('none', blocked) : decide('hosted', 'mode_only_in_cloud');
  if (blocked) return deviceProblem ? decide('none', deviceProblem) : decide('device', blocked);
  if (deviceProblem) return decide('hosted', deviceProblem);
  // A short answer might fit; the expected one would be cut and paid for twice.
  if (roomOnDevice(context) < outputTokens(context)) {
    return decide('hosted', 'context_too_long');
  }
  if (context.mode === 'prefer_in_cloud') return decide('hosted', 'mode_prefer_in_cloud');

  const facts = ruleFacts(context);
  const rule = context.policy.start.rules.find(({ when }) => matchesCondition(when, facts));
  if (rule) return decide(rule.route, 'rule', rule.name);

  // Nothing that was learned of the device speaks for such a question.
  if (context.estimate?.isFamiliar === false && context.policy.start.gainModel?.whenUnfamiliar === 'hosted') return decide('hosted', 'unfamiliar');
  const gain = forecast.expectedGain;
  const lowBattery = lowBatteryRule(context);
  if (gain !== undefined && settle(gain) >= (lowBattery?.minimumGain ?? context.policy.start.minimumGain)) {
    return decide('hosted', 'expected_gain');
  }
  if (lowBattery?.maximumOutputTokens !== undefined && outputTokens(context) > lowBattery.maximumOutputTokens) {
    return decide('hosted', 'low_battery');
  }
  return budgetDecision(context, forecast, decide) ?? decide('device', gain !== undefined && settle(gain) <= 0 ? 'hosted_not_better' : 'device_first');
}

/** Why no hosted model may see this query, strictest first; undefined when one may. */
function escalationBlock(context: RouteContext, strongest: RankedModel | undefined): Reason | undefined {
  if (context.privacy === 'device-only') return 'privacy_device_only';
  if (context.privacy === 'redacted' && !context.canRedact) return 'privacy_not_redacted';
  if (context.mode === 'only_on_device') return 'mode_only_on_device';
  if (!context.device.isOnline) return 'offline';
  if (context.hostedModels.length === 0) return context.hostedProblem ?? 'no_hosted_model';
  return strongest === undefined ? 'over_cost_budget' : undefined;
}

/** Why the device can't answer; undefined when it can. */
function deviceBlock(context: RouteContext, forecast: RouteForecast, blocked: Reason | undefined): Reason | undefined {
  const { device } = context;
  if (device.status === 'unsupported') return 'device_unsupported';
  if (device.status === 'failed') return 'device_failed';
  if (device.status === 'not_ready' || device.status === 'unloaded') return 'device_not_ready';
  // One that is coming back is waited for where nobody else may answer, or would be sooner.
  const isLater = settle(forecast.deviceFirstTokenMs) > settle(forecast.hostedFirstTokenMs ?? Infinity);
  if (device.status === 'reloading' && blocked === undefined && isLater) return 'device_not_ready';
  return roomOnDevice(context) < SHORTEST_ANSWER_TOKENS ? 'context_too_long' : undefined;
}

function roomOnDevice(context: RouteContext): number {
  return roomForAnswer(context.policy, context.device.model, devicePromptTokens(context));
}

function devicePromptTokens(context: RouteContext): number {
  return context.devicePromptTokens ?? context.description.promptTokens;
}

function lowBatteryRule({ policy, device }: RouteContext) {
  const rule = policy.start.lowBattery;
  return rule && device.batteryLevel !== undefined && device.batteryLevel < rule.below ? rule : undefined;
}

function ruleFacts({ description, device }: RouteContext) {
  return { ...description, batteryLevel: device.batteryLevel };
}

type Decide = (route: StartDecision['route'], reason: Reason) => StartDecision;

/** A decision when a deadline forces one; undefined when the device is expected to make it 9 times out of 10. */
function budgetDecision(context: RouteContext, forecast: RouteForecast, decide: Decide): StartDecision | undefined {
  const { totalMs = Infinity, firstTokenMs = Infinity } = context.budget;
  const isInTime = (wholeMs = Infinity, firstMs = Infinity) => settle(wholeMs) <= totalMs && settle(firstMs) <= firstTokenMs;
  if (isInTime(forecast.deviceTotalMs, forecast.deviceFirstTokenMs)) return undefined;
  if (isInTime(forecast.hostedOnTimeMs, forecast.hostedOnTimeFirstTokenMs)) {
    return decide('hosted', 'too_slow_on_device');
  }
  // Nobody is sure to make it: the faster one by median.
  const median = deviceMilliseconds(context, 'median');
  if (settle(median.totalMs) <= settle(forecast.hostedTotalMs ?? Infinity)) return decide('device', 'faster_on_device');
  const isLikely = isInTime(forecast.hostedTotalMs, forecast.hostedFirstTokenMs) && !isInTime(median.totalMs, median.firstTokenMs);
  return decide('hosted', isLikely ? 'too_slow_on_device' : 'faster_hosted');
}

function outputTokens({ description, maxTokens, policy }: RouteContext): number {
  return Math.min(description.expectedOutputTokens, maxTokens ?? Infinity, policy.device.maximumOutputTokens);
}

function deviceMilliseconds(context: RouteContext, quantile: keyof typeof NORMAL_QUANTILES) {
  const { device } = context;
  const firstTokenMs = (device.readyInMs ?? 0) + millisecondsForTokens(device.prefillRate, devicePromptTokens(context), quantile);
  return { firstTokenMs, totalMs: firstTokenMs + millisecondsForTokens(device.decodeRate, outputTokens(context), quantile) };
}

function bestHosted(context: RouteContext): RankedModel | undefined {
  const { policy, description, budget, hostedModels } = context;
  const maxTokens = Math.min(context.maxTokens ?? Infinity, policy.hosted.maximumOutputTokens);
  return rankHosted({ policy, description, budget, maxTokens, hostedModels, demand: 'strongest' })[0];
}

function makeForecast(context: RouteContext, hosted: RankedModel | undefined): RouteForecast {
  const device = deviceMilliseconds(context, 'p90');
  const { estimate } = context;
  const qualityOnDevice = estimate?.deviceRight ?? deviceQuality(context.device.model, context.description);
  const qualityHosted = estimate === undefined ? hosted?.expectedQuality : hosted && estimate.hostedRight;
  return {
    deviceFirstTokenMs: device.firstTokenMs,
    deviceTotalMs: device.totalMs,
    hostedFirstTokenMs: hosted?.expectedFirstTokenMs,
    hostedTotalMs: hosted?.expectedTotalMs,
    hostedOnTimeFirstTokenMs: hosted?.onTimeFirstTokenMs,
    hostedOnTimeMs: hosted?.onTimeTotalMs,
    hostedCostMicroUsd: hosted?.expectedCostMicroUsd,
    deviceQuality: qualityOnDevice,
    hostedQuality: qualityHosted,
    expectedGain:
      estimate !== undefined && hosted !== undefined
        ? estimate.gain
        : qualityOnDevice === undefined || qualityHosted === undefined
        ? undefined
        : (qualityHosted - qualityOnDevice) * demandShare(context.description),
  };
}

/** A published gap is that of the average trivia question, whose knowledge demand is about one half. */
function demandShare({ task, knowledgeDemand }: RouteContext['description']): number {
  return task === 'knowledge' ? 2 * knowledgeDemand : 1;
}
