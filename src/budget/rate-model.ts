// How fast this device reads and writes: an exponentially weighted mean and variance of ln(rate), per device, model and dtype.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';

/** A rate in tokens per second as a lognormal. JSON value: it is stored and sent as it is. */
export interface RateModel {
  /** Mean of ln(tokens per second). */
  readonly logMean: number;
  /** Variance of ln(tokens per second). */
  readonly logVariance: number;
  /** Measurements it rests on; 0 = a prior from the catalog. */
  readonly observations: number;
}

/** Weight of the newest measurement. */
const LEARNING_RATE = 0.3;

/** A prior: the median rate and how far off it may be as a factor (2 = half to double is one standard deviation). */
export function rateFromPrior(tokensPerSecond: number, factor: number): RateModel {
  const width = ln(factor);
  return { logMean: ln(tokensPerSecond), logVariance: width * width, observations: 0 };
}

/**
 * d = ln r − m, m += a·d, v = (1−a)(v + a·d²). The first measurement replaces the prior's mean and keeps half of its
 * width, so that one lucky run doesn't look certain.
 *
 * @param tokensPerSecond a measured rate; anything but a positive finite number is ignored.
 */
export function observeRate(model: RateModel, tokensPerSecond: number): RateModel {
  if (!(tokensPerSecond > 0 && tokensPerSecond < Infinity)) return model;
  const logRate = ln(tokensPerSecond);
  if (model.observations === 0) {
    return { logMean: logRate, logVariance: model.logVariance / 4, observations: 1 };
  }
  const difference = logRate - model.logMean;
  return {
    logMean: model.logMean + LEARNING_RATE * difference,
    logVariance: (1 - LEARNING_RATE) * (model.logVariance + LEARNING_RATE * difference * difference),
    observations: model.observations + 1,
  };
}

/** Standard normal quantiles of the probabilities the product uses. */
export const NORMAL_QUANTILES = { median: 0, p90: 1.2815515655446004, p95: 1.6448536269514722 } as const;

/**
 * Milliseconds for `tokens` tokens that are not exceeded with the given probability: n·e^(−m + z·√v).
 *
 * `millisecondsForTokens(rateFromPrior(20, 1), 100, 'median')` → 5000
 */
export function millisecondsForTokens(
  model: RateModel,
  tokens: number,
  quantile: keyof typeof NORMAL_QUANTILES,
): number {
  return millisecondsAtScore(model, tokens, NORMAL_QUANTILES[quantile]);
}

/** The same for any standard normal score: 0 is the median, 1.64 the 95th percentile. */
export function millisecondsAtScore(model: RateModel, tokens: number, score: number): number {
  return tokens * 1000 * exp(score * Math.sqrt(model.logVariance) - model.logMean);
}

/** The median rate in tokens per second. */
export function medianRate(model: RateModel): number {
  return exp(model.logMean);
}
