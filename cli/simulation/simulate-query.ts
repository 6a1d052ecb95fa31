// What would become of one query under a policy, by the decisions that device and edge make, without asking any model.
import { medianRate } from '../../src/budget/rate-model.ts';
import { estimateGain } from '../../src/gain/estimate-gain.ts';
import type { GainModel } from '../../src/gain/gain-model.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { describeQuery } from '../../src/query/describe-query.ts';
import { acceptAnswer } from '../../src/route/accept-answer.ts';
import { hostedDemand } from '../../src/route/hosted-demand.ts';
import { rankHosted } from '../../src/route/rank-hosted.ts';
import type { Reason } from '../../src/route/reason.ts';
import { startRoute } from '../../src/route/start-route.ts';
import { routeContext, type QueryOptions } from '../query/query-options.ts';
import type { SimulatedQuery } from './simulated-query.ts';

/** `handed up`: the device answered first. `undecided`: it starts on the device, and how sure it would be isn't recorded. */
export const FATES = ['device', 'undecided', 'handed up', 'hosted', 'unanswered'] as const;
export type Fate = (typeof FATES)[number];

export interface SimulatedOutcome {
  readonly fate: Fate;
  readonly reason: Reason;
  readonly rule?: string | undefined;
  readonly hostedModel?: string | undefined;
  /** P(right): 1 or 0 where the answer's correctness is recorded, else an expectation; undefined where nothing is known. */
  readonly quality: number | undefined;
  readonly costMicroUsd: number;
  readonly totalMs: number | undefined;
  /** If the strongest hosted model answered; undefined where none may. */
  readonly hostedCostMicroUsd: number | undefined;
}

export interface SimulationOptions extends QueryOptions {
  /** The policy's gain model, where it is at hand. */
  readonly gain?: GainModel | undefined;
}

export function simulateQuery(policy: Policy, query: SimulatedQuery, options: SimulationOptions): SimulatedOutcome {
  const messages = query.messages ?? [{ role: 'user' as const, content: query.prompt ?? '' }];
  const description = describeQuery({ messages, context: query.context ?? [] });
  const plain = routeContext(policy, description, { ...options, mode: query.mode ?? options.mode, privacy: query.privacy ?? options.privacy });
  const estimate = estimateGain(options.gain, { policy, messages, description, deviceModel: plain.device.model });
  const context = { ...plain, estimate };
  const { route, reason, rule, forecast, escalationBlockedBy } = startRoute(context);
  const hostedCostMicroUsd = forecast.hostedCostMicroUsd;
  const shared = { rule, hostedCostMicroUsd };
  if (route === 'none') return { ...shared, fate: 'unanswered', reason, quality: 0, costMicroUsd: 0, totalMs: undefined };

  const hosted = (why: Reason, fate: Fate, elapsedMs: number): SimulatedOutcome => {
    const demand = hostedDemand({ reason: why, description, policy, estimate });
    const maxTokens = Math.min(context.maxTokens ?? Infinity, policy.hosted.maximumOutputTokens);
    const [first] = rankHosted({ policy, description, budget: context.budget, maxTokens, hostedModels: context.hostedModels, demand });
    if (first === undefined) return { ...shared, fate: 'unanswered', reason: 'over_cost_budget', quality: 0, costMicroUsd: 0, totalMs: undefined };
    const { model, expectedQuality, expectedCostMicroUsd, expectedTotalMs } = first;
    return { ...shared, fate, reason: why, hostedModel: model.id, quality: expectedQuality, costMicroUsd: expectedCostMicroUsd, totalMs: elapsedMs + expectedTotalMs };
  };
  if (route === 'hosted') return hosted(reason, 'hosted', 0);

  const tokens = Math.min(query.tokens ?? description.expectedOutputTokens, policy.device.maximumOutputTokens);
  const deviceMs = (1000 * description.promptTokens) / medianRate(context.device.prefillRate) + (1000 * tokens) / medianRate(context.device.decodeRate);
  const quality = query.correct === undefined ? forecast.deviceQuality : Number(query.correct);
  const onDevice = { ...shared, quality, costMicroUsd: 0, totalMs: deviceMs };
  if (query.confidence === undefined) return { ...onDevice, fate: escalationBlockedBy === undefined ? 'undecided' : 'device', reason };
  const decision = acceptAnswer({
    policy,
    description,
    confidence: { value: query.confidence, isCalibrated: false },
    tokens,
    isComplete: query.complete ?? true,
    escalationBlockedBy,
    remainingMs: context.budget.totalMs === undefined ? undefined : Math.max(0, context.budget.totalMs - deviceMs),
    hostedTotalMs: forecast.hostedTotalMs,
    hostedQuality: forecast.hostedQuality,
    expectedGain: forecast.expectedGain,
  });
  if (decision.action === 'escalate') return hosted(decision.reason, 'handed up', deviceMs);
  return decision.action === 'keep' ? { ...onDevice, fate: 'device', reason: decision.reason } : { ...onDevice, fate: 'unanswered', reason: decision.reason, quality: 0 };
}
