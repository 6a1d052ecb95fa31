// Known answers of routing measures, rates, latest launch and hedges: science's rows 22 to 28. The same in every runtime.
import { anySlow, extraRequests, hedgedSurvival, isHedgeWorthIt, plainHedge, singleHedge } from '../../src/budget/hedge.ts';
import { exponentialSurvival, logNormalQuantile, logNormalSurvival, quantileOf } from '../../src/budget/latency-law.ts';
import { latestLaunchMs } from '../../src/budget/latest-launch.ts';
import { millisecondsForTokens, observeRate, type RateModel } from '../../src/budget/rate-model.ts';
import { expectedOutcome } from '../../src/deferral/price.ts';
import { ln } from '../../src/numerics/ln.ts';
import { nearestNeighbours } from '../../src/stats/nearest-neighbours.ts';
import { averageGapRecovered, callsToRecover, oracleCurve } from '../../src/stats/routing-curve.ts';
import timing from './timing.json' with { type: 'json' };

export interface TimingReport {
  readonly checks: number;
  readonly failures: readonly string[];
  readonly values: readonly number[];
}

export function runTiming(): TimingReport {
  const failures: string[] = [];
  const values: number[] = [];
  /** As many digits as the source gives. */
  const near = (name: string, actual: number, expected: number, tolerance: number) => {
    values.push(actual);
    if (!(Math.abs(actual - expected) <= tolerance)) failures.push(`${name}: expected ${expected}, got ${actual}`);
  };
  const { threshold, neighbours, rate, latestLaunch, exponentialHedge, logNormalHedge, deadlineHedge } = timing;

  const outcome = expectedOutcome(threshold.errors, threshold);
  near('error at a threshold', outcome.error, threshold.error, 1e-10);
  near('handed up at a threshold', outcome.handedUp, threshold.handedUp, 1e-10);

  for (const curve of timing.curves) {
    near('APGR', averageGapRecovered(curve), curve.average, 1e-10);
    near('CPT50', callsToRecover(curve, 0.5), curve.half, 1e-10);
    near('CPT80', callsToRecover(curve, 0.8), curve.most, 1e-10);
  }
  for (const counts of timing.oracles) {
    const oracle = oracleCurve(counts);
    near('weak', oracle.quality[0]!, counts.weak, 1e-8);
    near('strong', oracle.quality[3]!, counts.strong, 1e-8);
    near('oracle', oracle.quality[1]!, counts.best, 1e-6);
    near('oracle, CPT50', callsToRecover(oracle, 0.5), counts.half, 1e-4);
    near('oracle, CPT80', callsToRecover(oracle, 0.8), counts.most, 1e-4);
    near('oracle, APGR', averageGapRecovered(oracle), counts.average, 1e-3);
  }
  const examples = neighbours.vectors.map((vector, index) => ({ vector, label: neighbours.labels[index]! }));
  const nearest = nearestNeighbours(examples, neighbours.question, neighbours.count);
  near('neighbours', nearest.uniform, neighbours.uniform, 1e-12);
  near('neighbours by cosine', nearest.weighted, neighbours.weighted, 1e-10);

  const [firstRate, ...laterRates] = rate.rates as [number, ...number[]];
  let model: RateModel = { logMean: ln(firstRate), logVariance: 0, observations: 1 };
  for (const measured of laterRates) model = observeRate(model, measured);
  near('rate, mean', model.logMean, rate.logMean, 1e-12);
  near('rate, variance', model.logVariance, rate.logVariance, 1e-14);
  near('rate, p95', millisecondsForTokens(model, rate.tokens, 'p95'), rate.p95Ms, 1e-3);

  const hostedMs = logNormalQuantile(latestLaunch, latestLaunch.share);
  near('hosted p95', hostedMs, latestLaunch.hostedMs, 2e-5);
  near('hosted p95, by its law', quantileOf(logNormalSurvival(latestLaunch), latestLaunch.share), latestLaunch.hostedMs, 2e-5);
  near('latest launch', latestLaunchMs({ remainingMs: latestLaunch.remainingMs, hostedMs }), latestLaunch.latestMs, 1e-5);

  const forgetful = exponentialSurvival(1);
  const plain = plainHedge(forgetful, 0.05);
  near('delay for 5 % more', plain.delayMs, exponentialHedge.delay, 1e-9);
  near('p99', quantileOf(forgetful, 0.99), exponentialHedge.p99, 1e-9);
  near('p99 hedged', quantileOf(hedgedSurvival(forgetful, forgetful, plain), 0.99), exponentialHedge.hedged, 1e-9);

  const hosted = logNormalSurvival(logNormalHedge);
  const hedged = (delayMs: number, share = 1) => hedgedSurvival(hosted, hosted, { delayMs, share });
  near('p95 of a lognormal', quantileOf(hosted, 0.95), logNormalHedge.p95, 1e-4);
  near('p99 of a lognormal', quantileOf(hosted, 0.99), logNormalHedge.p99, 1e-4);
  near('p99 hedged at p95', quantileOf(hedged(plainHedge(hosted, 0.05).delayMs), 0.99), logNormalHedge.hedged, 1e-4);
  const { deadlineMs, delayMs } = deadlineHedge;
  near('miss', hosted(deadlineMs), deadlineHedge.miss, 1e-7);
  near('miss hedged', hedged(delayMs)(deadlineMs), deadlineHedge.hedgedMiss, 1e-7);
  near('extra requests', extraRequests(hosted, { delayMs, share: 1 }), deadlineHedge.extra, 1e-7);
  for (const vector of timing.singleHedges) {
    const single = singleHedge({ first: hosted, second: hosted, budget: vector.budget, target: vector.target });
    near('SingleR, tail', quantileOf(hedged(single.delayMs, single.share), vector.target), vector.tail, 1);
    near('SingleR, budget', extraRequests(hosted, single), vector.budget, 1e-3);
    if (vector.plain !== undefined) near('plain, tail', quantileOf(hedged(plainHedge(hosted, vector.budget).delayMs), vector.target), vector.plain, 0.1);
    if (vector.delayMs !== undefined) near('SingleR, delay', single.delayMs, vector.delayMs, 5);
    if (vector.share !== undefined) near('SingleR, share', single.share, vector.share, 5e-3);
  }
  near('any of many is slow', anySlow(timing.anySlow.share, timing.anySlow.calls), timing.anySlow.probability, 1e-10);
  // V · [S(D) / S(t)] · F(D − t) at t = 800 is 0.0221 / 0.1931 · 0.9152 of the value: 0.10482.
  const inTime = { first: hosted, second: hosted, deadlineMs, elapsedMs: delayMs, valueMicroUsd: 1000 };
  for (const [costMicroUsd, expected] of [[104, 1], [106, 0]] as const) near(`a hedge at ${costMicroUsd}`, Number(isHedgeWorthIt({ ...inTime, costMicroUsd })), expected, 0);
  return { checks: values.length, failures, values };
}
