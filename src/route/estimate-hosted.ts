// What is expected of one hosted model on one query: how often it is right, what it costs, when it is done.
import { firstTokenAt, scoreOf, usualSpreadAt } from '../budget/first-token-forecast.ts';
import { costMicroUsd } from '../budget/price.ts';
import { millisecondsAtScore } from '../budget/rate-model.ts';
import { hostedQuality } from '../catalog/expected-quality.ts';
import { exp } from '../numerics/exp.ts';
import { settle } from '../numerics/settle.ts';
import { HOSTED_DEFAULTS } from '../policy/default-limits.ts';
import type { HostedModel, Policy } from '../policy/policy.ts';
import { availabilityOf, type ObservedModel } from './observed-model.ts';
import type { RankHostedInput } from './rank-hosted.ts';

export interface RankedModel {
  readonly model: HostedModel;
  /** Expected P(acceptable answer); undefined where nobody published, declared or observed one. */
  readonly expectedQuality: number | undefined;
  readonly expectedCostMicroUsd: number;
  /** Half of the time it takes longer. */
  readonly expectedFirstTokenMs: number;
  readonly expectedTotalMs: number;
  /** Not exceeded with the probability `hosted.onTime`: what deadlines are held against. */
  readonly onTimeFirstTokenMs: number;
  readonly onTimeTotalMs: number;
  /** Whether it is that sure to finish in time. */
  readonly fitsTime: boolean;
  /** Whether the longest answer it may give stays within the money budget: spend is bounded, not expected. */
  readonly fitsCost: boolean;
  /** What asking it is worth, in millionths of a US dollar, less its cost and time; undefined where the policy names no `worth`. */
  readonly worthMicroUsd: number | undefined;
}

/** Until it is measured, a decoding rate may be off by a quarter (one standard deviation): ln 1.25. */
const RATE_WIDTH = 0.22314355131420976;

/** How late things may be with the probability that the policy asks for; the same for every model of a ladder. */
export interface Lateness {
  readonly onTime: number;
  /** Times the usual, where nothing was measured. */
  readonly firstTokenSpread: number;
  readonly decodeSpread: number;
  /** As a standard normal score, where something was. */
  readonly score: number;
}

/** `latenessOf(policy).firstTokenSpread` → 2.276 */
export function latenessOf({ hosted }: Policy): Lateness {
  const onTime = hosted.onTime ?? HOSTED_DEFAULTS.onTime;
  const score = scoreOf(onTime);
  return { onTime, score, firstTokenSpread: usualSpreadAt(onTime), decodeSpread: exp(score * RATE_WIDTH) };
}

export function estimateHosted(model: HostedModel, input: RankHostedInput, lateness: Lateness): RankedModel {
  const { policy, description, budget, maxTokens, maxInputTokens = 0 } = input;
  const observed = input.observed?.[model.id];
  const outputTokens = Math.min(description.expectedOutputTokens, maxTokens);
  const time = timeOf(model, observed, outputTokens, lateness);
  const expectedQuality = hostedQuality(model, description, { judged: observed?.judged, maximumWeight: policy.hosted.priorObservations ?? HOSTED_DEFAULTS.priorObservations });
  const expectedCostMicroUsd = costMicroUsd(model, description.promptTokens, outputTokens);
  const worstCost = costMicroUsd(model, Math.max(description.promptTokens, maxInputTokens), maxTokens);
  return {
    model,
    expectedQuality,
    expectedCostMicroUsd,
    expectedFirstTokenMs: time.expectedFirstTokenMs,
    expectedTotalMs: time.expectedTotalMs,
    onTimeFirstTokenMs: time.onTimeFirstTokenMs,
    onTimeTotalMs: time.onTimeTotalMs,
    fitsTime: settle(time.onTimeTotalMs) <= settle(budget.totalMs ?? Infinity) && settle(time.onTimeFirstTokenMs) <= settle(budget.firstTokenMs ?? Infinity),
    fitsCost: settle(worstCost) <= settle(budget.costMicroUsd ?? Infinity),
    worthMicroUsd: worthOf(model, input, { quality: expectedQuality, costMicroUsd: expectedCostMicroUsd, totalMs: time.expectedTotalMs, availability: availabilityOf(observed) }),
  };
}

function timeOf(model: HostedModel, observed: ObservedModel | undefined, outputTokens: number, { onTime, score, firstTokenSpread, decodeSpread }: Lateness) {
  const firstToken = observed?.firstToken;
  const expectedFirstTokenMs = firstToken ? firstToken.p50 : model.firstTokenMs;
  const onTimeFirstTokenMs = firstToken ? firstTokenAt(firstToken, onTime) : model.firstTokenMs * firstTokenSpread;
  const rate = observed?.decodeRate;
  const expectedDecodeMs = rate ? millisecondsAtScore(rate, outputTokens, 0) : (outputTokens * 1000) / model.tokensPerSecond;
  const slowDecodeMs = rate ? millisecondsAtScore(rate, outputTokens, score) : expectedDecodeMs * decodeSpread;
  const late = onTimeFirstTokenMs - expectedFirstTokenMs;
  const slow = slowDecodeMs - expectedDecodeMs;
  const expectedTotalMs = expectedFirstTokenMs + expectedDecodeMs;
  // Being late twice at once is rarer than either: what independent parts may exceed adds like the sides of a right angle.
  return { expectedFirstTokenMs, expectedTotalMs, onTimeFirstTokenMs, onTimeTotalMs: expectedTotalMs + Math.sqrt(late * late + slow * slow) };
}

/** Unknown is not 0: what nobody knows counts as an even chance. */
export const UNKNOWN_QUALITY = 0.5;

interface Expected {
  readonly quality: number | undefined;
  readonly costMicroUsd: number;
  readonly totalMs: number;
  readonly availability: number;
}

/**
 * V · P(answered) · P(right) − cost − w · seconds − the price of a switch. For a query that is easy and merely can't run on the
 * device, being right more often than `adequateQuality` is worth nothing more.
 */
function worthOf(model: HostedModel, { policy, demand, previousModel }: RankHostedInput, expected: Expected): number | undefined {
  const { worth, hosted } = policy;
  if (!worth) return undefined;
  const quality = expected.quality ?? UNKNOWN_QUALITY;
  const counted = demand === 'adequate' ? Math.min(quality, hosted.adequateQuality) : quality;
  const isSwitch = previousModel !== undefined && previousModel !== model.id;
  const price = expected.costMicroUsd + (worth.secondMicroUsd * expected.totalMs) / 1000 + (isSwitch ? (worth.modelSwitchMicroUsd ?? 0) : 0);
  return worth.rightAnswerMicroUsd * expected.availability * counted - price;
}
