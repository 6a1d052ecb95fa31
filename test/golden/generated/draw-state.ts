// What is known when a query comes: a device, budgets, what was seen of hosted models, an answer's tokens.
import { forecastFromObserved } from '../../../src/budget/first-token-forecast.ts';
import { NO_LATENCIES, observeLatency } from '../../../src/budget/latency-histogram.ts';
import { observeRate, rateFromPrior, type RateModel } from '../../../src/budget/rate-model.ts';
import { rightByAgreement } from '../../../src/catalog/right-by-agreement.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import type { Budget } from '../../../src/query/query.ts';
import type { ObservedModel, ObservedModels } from '../../../src/route/observed-model.ts';
import type { DeviceState } from '../../../src/route/route-context.ts';
import type { Draws } from './draws.ts';

export function drawDevice(draws: Draws): DeviceState {
  return {
    status: draws.chance(0.8) ? 'ready' : draws.pick(['not_ready', 'unsupported', 'failed', 'unloaded', 'reloading']),
    model: draws.pick(['phi-3-mini-4k', 'phi-3-nano', 'phi-3.5-mini', 'phi-4-mini']),
    prefillRate: drawRate(draws, 500),
    decodeRate: drawRate(draws, 40),
    batteryLevel: draws.perhaps(() => draws.share()),
    isOnline: draws.chance(0.95),
    readyInMs: draws.perhaps(() => draws.whole(0, 5000)),
  };
}

function drawRate(draws: Draws, around: number): RateModel {
  let rate = rateFromPrior(1 + draws.share() * 2 * around, 1 + 2 * draws.share());
  for (let times = draws.whole(0, 5); times > 0; times--) rate = observeRate(rate, 1 + draws.share() * 2 * around);
  return rate;
}

export function drawBudget(draws: Draws): Budget {
  return { firstTokenMs: draws.perhaps(() => draws.whole(0, 5000)), totalMs: draws.perhaps(() => draws.whole(0, 40_000)), costMicroUsd: draws.perhaps(() => draws.whole(0, 50_000)) };
}

export function drawObserved(draws: Draws, { hosted }: Policy): ObservedModels {
  return Object.fromEntries(draws.some(hosted.models).map((model) => [model.id, drawModel(draws, model.firstTokenMs)]));
}

function drawModel(draws: Draws, usualMs: number): ObservedModel {
  let latencies = NO_LATENCIES;
  let atMs = 0;
  for (let times = draws.whole(0, 12); times > 0; times--) latencies = observeLatency(latencies, { ms: draws.share() * 6000, atMs: (atMs += draws.whole(0, 100_000)), halfLifeMs: 600_000 });
  const bins = [0.3, 0.6, 0.95].map((deviceRight) => ({ deviceRight, agreed: draws.whole(0, 30), disagreed: draws.whole(0, 30) }));
  return {
    firstToken: forecastFromObserved(latencies, usualMs),
    decodeRate: draws.perhaps(() => drawRate(draws, 80)),
    answered: draws.whole(0, 200),
    failed: draws.whole(0, 40),
    judged: draws.perhaps(() => rightByAgreement(bins)),
  };
}

/** ln p of an answer's tokens: mostly sure, now and then not. */
export function drawLogProbs(draws: Draws, tokens: number): readonly number[] {
  const sure = 0.6 + 0.4 * draws.share();
  return Array.from({ length: tokens }, () => (draws.chance(sure) ? -0.2 * draws.share() : -6 * draws.share()));
}
