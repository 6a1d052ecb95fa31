// Replays the known answers of confidence, calibration and deferral: part of run-golden.ts.
import { poolAdjacentViolators } from '../../src/calibration/isotonic.ts';
import { mapScore } from '../../src/calibration/map-score.ts';
import { fitPlatt } from '../../src/calibration/platt.ts';
import { areaUnderRiskCoverage, areaUnderRoc, brierScore, calibrationErrorByWidth } from '../../src/calibration/reliability.ts';
import { fitTemperature, surpriseAt } from '../../src/calibration/temperature.ts';
import { semanticEntropy } from '../../src/confidence/agreement.ts';
import { entropyOf, lowestGroup, selfCertainty, tailOf, topConfidence } from '../../src/confidence/distribution.ts';
import { probabilityTrue } from '../../src/confidence/self-check.ts';
import { createSignalAccumulator } from '../../src/confidence/signal-accumulator.ts';
import { binomialCdf } from '../../src/deferral/binomial.ts';
import { conformalThreshold } from '../../src/deferral/conformal.ts';
import { learnThenTest } from '../../src/deferral/learn-then-test.ts';
import { expectedOutcome } from '../../src/deferral/price.ts';
import { resolvePromise } from '../../src/deferral/resolve-promise.ts';
import { riskCurve } from '../../src/deferral/risk-curve.ts';
import { exp } from '../../src/numerics/exp.ts';
import { ln } from '../../src/numerics/ln.ts';
import known from './confidence.json' with { type: 'json' };

export interface ConfidenceReport {
  readonly checks: number;
  readonly failures: readonly string[];
  /** Every number that was computed. */
  readonly values: readonly unknown[];
}

export function runConfidence(): ConfidenceReport {
  const failures: string[] = [];
  const values: unknown[] = [];
  const same = (name: string, actual: unknown, expected: unknown) => {
    values.push(actual);
    if (actual !== expected) failures.push(`${name}: expected ${String(expected)}, got ${String(actual)}`);
  };
  const near = (name: string, actual: number, expected: number, relative = 1e-9) => {
    values.push(actual);
    if (!(Math.abs(actual - expected) <= relative * Math.abs(expected) + 1e-15)) failures.push(`${name}: expected ${expected}, got ${actual}`);
  };

  for (const vector of known.quantiles) {
    const accumulator = createSignalAccumulator();
    vector.probabilities.forEach((p, tokenId) => accumulator.add({ tokenId, logProb: ln(p), margin: 0, entropy: 0 }));
    const signals = accumulator.signals();
    near('sum', signals.sumLogProb, vector.sum);
    near('mean', signals.meanLogProb, vector.mean);
    near('minimum', signals.minLogProb, vector.min);
    near('perplexity', exp(-signals.meanLogProb), vector.perplexity);
    near('q.1', signals.logProbQ10, vector.q10);
    near('q.25', signals.logProbQ25, vector.q25);
    near('q.5', signals.logProbQ50, vector.q50);
  }
  for (const { pairs, risk } of known.margins) {
    const accumulator = createSignalAccumulator();
    for (const [first, second] of pairs as [number, number][]) accumulator.add({ tokenId: 0, logProb: ln(first), margin: first - second, entropy: 0 });
    near('margin', 1 - accumulator.signals().meanMargin, risk, 1e-6);
  }
  const { probabilities } = known.distribution;
  near('confidence of the top k', topConfidence(probabilities, 4), known.distribution.topConfidence);
  near('entropy', entropyOf(probabilities), known.distribution.entropy);
  near('self-certainty', selfCertainty(probabilities), known.distribution.selfCertainty);
  near('lowest group', lowestGroup(known.groups.values, known.groups.window), known.groups.lowest);
  near('tail', tailOf(known.groups.values, known.groups.window), known.groups.tail);
  for (const { clusters, probabilities: weights, entropy } of known.semanticEntropy) near('semantic entropy', semanticEntropy(clusters, weights), entropy);
  const [logitTrue, logitFalse] = known.probabilityTrue.logits as [number, number];
  near('P(True)', probabilityTrue(logitTrue, logitFalse), known.probabilityTrue.p);

  const fitted = poolAdjacentViolators(known.isotonic.labels).flatMap(({ from, to, mean }) => Array<number>(to - from).fill(mean));
  fitted.forEach((value, index) => near('isotonic', value, known.isotonic.fitted[index] as number));
  const platt = fitPlatt(known.platt.scores, known.platt.labels);
  near('Platt, a', platt.a, known.platt.a);
  near('Platt, b', platt.b, known.platt.b);
  near('Platt at ½', mapScore(platt, 0.5), known.platt.atHalf);
  const { logits, labels } = known.temperature;
  const temperature = fitTemperature(logits, labels);
  near('temperature', temperature, known.temperature.temperature, 1e-6);
  near('surprise', surpriseAt(logits, labels, temperature), known.temperature.surprise, 1e-6);
  near('surprise at 1', surpriseAt(logits, labels, 1), known.temperature.surpriseAtOne, 1e-6);
  near('calibration error', calibrationErrorByWidth(known.reliability, 5), known.reliability.errorByWidth5);
  near('Brier', brierScore(known.reliability), known.reliability.brier);
  near('AUROC', areaUnderRoc(known.reliability), known.reliability.auroc);
  near('AURC', areaUnderRiskCoverage(known.reliability), known.reliability.riskCoverage);

  const { risks } = known.conformal;
  const wrong = known.conformal.wrong.map((label) => label === 1);
  for (const [alpha, threshold] of known.conformal.thresholds as [number, number | string][]) same(`conformal at ${alpha}`, String(conformalThreshold(risks, wrong, alpha)), String(threshold));
  const { alpha, delta } = known.learnThenTest;
  const sequence = (known.learnThenTest.sequence as [number, number, number, number][]).map(([threshold, kept, wrongKept, p]) => {
    near(`P(at most ${wrongKept} of ${kept})`, binomialCdf(wrongKept, kept, alpha), p, 1e-8);
    return { threshold, kept, wrong: wrongKept };
  });
  same('Learn-then-Test', learnThenTest(sequence, alpha, delta), known.learnThenTest.threshold);
  for (const [labelled, p] of known.learnThenTest.fewest as [number, number][]) near(`P(none of ${labelled})`, binomialCdf(0, labelled, alpha), p, 1e-3);
  const outcome = expectedOutcome(known.price.risks, known.price);
  near('error behind a threshold', outcome.error, known.price.error);
  near('handed up by a threshold', outcome.handedUp, known.price.handedUp);

  // No outside source: that three engines resolve a promise alike.
  const rows = Array.from({ length: 400 }, (_, index) => index);
  const curve = riskCurve(rows.map((index) => index / 400), rows.map((index) => ((index * 7) % 400 > index ? 1 : 0)), undefined, rows.map((index) => index % 3));
  const promises = [{ wrongKept: 0.05 }, { wrongKept: 0.001 }, { worseThanHosted: 0.05 }, { wrongAmongKept: 0.2, confidence: 0.9 }, { shareHosted: 0.3 }, { costPerThousandMicroUsd: 60_000 }];
  values.push(promises.map((promise) => resolvePromise(promise, curve, 200)));
  return { checks: values.length, failures, values };
}
