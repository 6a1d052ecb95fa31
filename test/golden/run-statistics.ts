// Replays the known answers of the statistics and of GrowthBook's bucketing: part of run-golden.ts.
import { bucketRanges, chooseVariant, hashUnit, isInNamespace } from '../../src/experiment/bucket.ts';
import { ln } from '../../src/numerics/ln.ts';
import { alwaysValidP, mixtureEValue, mixtureScale, oneSidedWidth, twoSidedWidth } from '../../src/stats/confidence-sequence.ts';
import { errorBreaker } from '../../src/stats/error-breaker.ts';
import { overlapOf, weightOf } from '../../src/stats/importance-weights.ts';
import { upperGamma } from '../../src/stats/incomplete-gamma.ts';
import { logGamma } from '../../src/stats/log-gamma.ts';
import { addValue, NO_VALUES } from '../../src/stats/mean-accumulator.ts';
import { erf, normalCdf, normalQuantile } from '../../src/stats/normal.ts';
import { offPolicyEstimates } from '../../src/stats/off-policy.ts';
import { checkSampleRatio, sampleRatioTest } from '../../src/stats/sample-ratio.ts';
import { unitsPerVariant } from '../../src/stats/sample-size.ts';
import { welchTest } from '../../src/stats/welch.ts';
import { wilsonInterval } from '../../src/stats/wilson.ts';
import assignment from './assignment.json' with { type: 'json' };
import statistics from './statistics.json' with { type: 'json' };

export interface StatisticsReport {
  readonly checks: number;
  readonly failures: readonly string[];
  /** Every number that was computed. */
  readonly values: readonly unknown[];
}

const accumulate = (values: readonly number[]) => values.reduce(addValue, NO_VALUES);

export function runStatistics(): StatisticsReport {
  const failures: string[] = [];
  const values: unknown[] = [];
  const same = (name: string, actual: unknown, expected: unknown) => {
    values.push(actual);
    if (actual !== expected) failures.push(`${name}: expected ${String(expected)}, got ${String(actual)}`);
  };
  /** As many digits as the source gives: 1e-9, or what is said. An answer of 0 is exact. */
  const near = (name: string, actual: number, expected: number | undefined, relative = 1e-9) => {
    if (expected === undefined) return;
    values.push(actual);
    if (!(Math.abs(actual - expected) <= relative * Math.abs(expected) + 1e-15)) failures.push(`${name}: expected ${expected}, got ${actual}`);
  };

  for (const [seed, unit, version, expected] of assignment.hash as [string, string, number, number | null][]) {
    same(`hash of ${unit} in ${seed}`, hashUnit({ seed, unit, version }), expected);
  }
  for (const [variants, coverage, weights, expected] of assignment.ranges as [number, number, number[] | null, [number, number][]][]) {
    const ranges = bucketRanges(variants, coverage, weights ?? undefined);
    same('number of ranges', ranges.length, expected.length);
    ranges.forEach(([from, to], index) => {
      near('start of a range', from, expected[index]?.[0]);
      near('end of a range', to, expected[index]?.[1]);
    });
  }
  for (const [bucket, ranges, expected] of assignment.choices as [number, [number, number][], number][]) same(`choice at ${bucket}`, chooseVariant(bucket, ranges), expected);
  for (const [unit, name, from, to, expected] of assignment.namespaces as [string, string, number, number, boolean][]) {
    same(`${unit} in ${name}`, isInNamespace(unit, { name, from, to }), expected);
  }

  for (const { x, value } of statistics.logGamma) near(`logGamma(${x})`, logGamma(x), value, 1e-14);
  for (const [share, x] of statistics.normal.quantile as [number, number][]) near(`normalQuantile(${share})`, normalQuantile(share), x, 1e-14);
  for (const [x, share] of statistics.normal.cdf as [number, number][]) near(`normalCdf(${x})`, normalCdf(x), share, 1e-13);
  for (const [x, value] of statistics.normal.erf as [number, number][]) near(`erf(${x})`, erf(x), value, 1e-14);
  for (const { shape, x, value } of statistics.upperGamma) near(`upperGamma(${shape}, ${x})`, upperGamma(shape, x), value, 1e-13);
  for (const vector of statistics.welch) {
    const test = welchTest(accumulate(vector.one), accumulate(vector.other));
    near('t', test.t, vector.t);
    near('degrees of freedom', test.degreesOfFreedom, vector.degreesOfFreedom);
    near('p of t', test.pValue, vector.pValue);
  }
  for (const { successes, trials, low, high } of statistics.wilson) {
    const interval = wilsonInterval(successes, trials);
    near('Wilson, low', interval[0], low);
    near('Wilson, high', interval[1], high);
  }
  for (const { observed, weights, chiSquared, pValue } of statistics.sampleRatio) {
    const test = sampleRatioTest(observed, weights);
    near('chi-squared', test.chiSquared, chiSquared);
    near('p of chi-squared', test.pValue, pValue, 1e-8);
  }
  for (const { observed, eValue, isMismatch } of statistics.sequentialSampleRatio) {
    const ratio = checkSampleRatio(observed, [0.5, 0.5]);
    // The source gives eight digits.
    near('evidence against the sample ratio', ratio.eValue, eValue, 2e-8);
    same('mismatch', ratio.isMismatch, isMismatch);
  }
  for (const { effect, variances, units } of statistics.sampleSize) {
    near('units', unitsPerVariant({ effect, variances: variances as [number, number], alpha: 0.05, power: 0.8 }), units, 1e-7);
  }
  const { alpha, v, bestR, bound, s, logMixture } = statistics.normalMixture;
  const scale = mixtureScale({ alpha, tightestAt: v });
  near('best r', 1 / scale ** 2, bestR, 1e-6);
  near('bound', v * twoSidedWidth({ count: v, deviation: 1 }, { alpha, tightestAt: v }), bound, 1e-6);
  near('ln mixture', ln(mixtureEValue({ z: s / Math.sqrt(v), count: v, scale })), logMixture, 1e-6);
  for (const vector of statistics.scales) near('scale', mixtureScale(vector), vector.scale);
  for (const vector of statistics.twoSided) near(`width at ${vector.count}`, twoSidedWidth(vector, { alpha: 0.05, tightestAt: vector.tightestAt }), vector.width, 3e-7);
  for (const vector of statistics.oneSided) near('one-sided width', oneSidedWidth(vector, vector), vector.width);
  for (const vector of statistics.mixtureEValues) {
    const eValue = mixtureEValue(vector);
    near('e-value', eValue, vector.eValue);
    near('always-valid p', alwaysValidP(eValue), vector.pValue);
  }
  for (const vector of statistics.breaker) {
    const breaker = errorBreaker(vector);
    near('evidence of failing', breaker.eValue, vector.eValue, 1e-7);
    same(`tripped by ${vector.failures}`, breaker.isTripped, vector.isTripped);
  }
  const { offPolicy } = statistics;
  const decisions = offPolicy.rewards.map((reward, index) => {
    const target = offPolicy.target[index] as number[];
    const predicted = offPolicy.predicted[index] as number[];
    const action = offPolicy.actions[index] as number;
    return {
      reward,
      propensity: offPolicy.propensities[index] as number,
      targetPropensity: target[action] as number,
      predicted: predicted[action] as number,
      predictedUnderTarget: target.reduce((sum, share, other) => sum + share * (predicted[other] as number), 0),
    };
  });
  decisions.forEach((decision, index) => near('weight', weightOf(decision), offPolicy.weights[index]));
  const estimates = offPolicyEstimates(decisions, { clip: 2 });
  near('IPS', estimates.ips.value, offPolicy.ips);
  near('IPS, error', estimates.ips.standardError, offPolicy.ipsError);
  near('SNIPS', estimates.snips.value, offPolicy.snips);
  near('SNIPS, error', estimates.snips.standardError, offPolicy.snipsError);
  near('clipped', estimates.clipped.value, offPolicy.clippedAt2);
  near('direct', estimates.direct?.value ?? NaN, offPolicy.direct);
  near('doubly robust', estimates.doublyRobust?.value ?? NaN, offPolicy.doublyRobust);
  near('doubly robust, error', estimates.doublyRobust?.standardError ?? NaN, offPolicy.doublyRobustError);
  near('effective sample size', overlapOf(decisions).effectiveSampleSize, offPolicy.effectiveSampleSize);
  return { checks: values.length, failures, values };
}
