// Replays every golden vector and scenario. Pure, so that Node, workerd and Chromium run the very same file; each returns
// what it found and a transcript of all decisions, which must be equal to the last bit.
import { interpolate } from '../../src/calibration/map-score.ts';
import { createSignalAccumulator } from '../../src/confidence/signal-accumulator.ts';
import { answerConfidence } from '../../src/confidence/confidence.ts';
import { readTokenSignal } from '../../src/confidence/token-signal.ts';
import { millisecondsForTokens, observeRate, type RateModel } from '../../src/budget/rate-model.ts';
import { costMicroUsd } from '../../src/budget/price.ts';
import { exp } from '../../src/numerics/exp.ts';
import { ln } from '../../src/numerics/ln.ts';
import { runGenerated } from './generated/run-generated.ts';
import { runAdversarial } from './run-adversarial.ts';
import { runConfidence } from './run-confidence.ts';
import { runStatistics } from './run-statistics.ts';
import { runTiming } from './run-timing.ts';
import scenarios from './scenarios.json' with { type: 'json' };
import vectors from './vectors.json' with { type: 'json' };
import { runScenario, type Scenario } from './scenario.ts';

export interface GoldenReport {
  readonly checks: number;
  /** One sentence for each vector that didn't come out. */
  readonly failures: readonly string[];
  /** Every decision with its forecast and every statistic, in order, as JSON. */
  readonly transcript: string;
}

export function runGolden(): GoldenReport {
  const failures: string[] = [];
  let checks = 0;
  const near = (name: string, actual: number, expected: number, relative = 1e-9) => {
    checks++;
    if (!(Math.abs(actual - expected) <= relative * Math.max(1e-300, Math.abs(expected)))) {
      failures.push(`${name}: expected ${expected}, got ${actual}`);
    }
  };
  const same = (name: string, actual: unknown, expected: unknown) => {
    checks++;
    if (actual !== expected) failures.push(`${name}: expected ${String(expected)}, got ${String(actual)}`);
  };

  for (const vector of vectors.tokenSignals) {
    const signal = readTokenSignal(vector.logits);
    same('token id', signal.tokenId, vector.tokenId);
    near('logProb', signal.logProb, vector.logProb);
    near('margin', signal.margin, vector.margin);
    near('entropy', signal.entropy, vector.entropy);
  }
  for (const vector of vectors.answerSignals) {
    const accumulator = createSignalAccumulator();
    for (const logProb of vector.logProbs) accumulator.add({ tokenId: 0, logProb, margin: 0, entropy: 0 });
    near('sumLogProb', accumulator.signals().sumLogProb, vector.sum);
    near('minLogProb', accumulator.signals().minLogProb, vector.min);
    near('confidence of a short answer is its sequence probability', answerConfidence(accumulator.signals(), undefined).value, Math.exp(vector.sum));
  }
  for (const vector of vectors.rates) {
    const [first, ...rest] = vector.rates as [number, ...number[]];
    let model: RateModel = { logMean: ln(first), logVariance: 0, observations: 1 };
    for (const rate of rest) model = observeRate(model, rate);
    near('rate mean', model.logMean, vector.logMean);
    near('rate variance', model.logVariance, vector.logVariance);
    near('p95', millisecondsForTokens(model, vector.tokens, 'p95'), vector.p95Ms, 1e-6);
  }
  for (const vector of vectors.costs) {
    const price = { inputMicroUsdPerToken: vector.input, outputMicroUsdPerToken: vector.output };
    near('cost', costMicroUsd(price, vector.inputTokens, vector.outputTokens), vector.microUsd);
  }
  for (const { knots, cases } of vectors.calibrations) {
    for (const [score, probability] of cases as [number, number][]) near('calibrated', interpolate(knots as [number, number][], score), probability);
  }
  for (const vector of vectors.exponentials) near(`exp(${vector.x})`, exp(vector.x), vector.exp, 1e-15);
  for (const vector of vectors.logarithms) near(`ln(${vector.x})`, ln(vector.x), vector.ln, 1e-15);

  const outcomes = (scenarios as unknown as readonly Scenario[]).map((scenario) => {
    const outcome = runScenario(scenario);
    const { expect } = scenario;
    same(`${scenario.name}: route`, outcome.start.route, expect.route);
    same(`${scenario.name}: reason`, outcome.start.reason, expect.reason);
    if (expect.rule !== undefined) same(`${scenario.name}: rule`, outcome.start.rule, expect.rule);
    if (expect.servedBy !== undefined) same(`${scenario.name}: hosted model`, outcome.servedBy, expect.servedBy);
    if (expect.accept !== undefined) {
      same(`${scenario.name}: what follows`, outcome.accept?.action, expect.accept.action);
      same(`${scenario.name}: why`, outcome.accept?.reason, expect.accept.reason);
    }
    return outcome;
  });
  const adversarial = runAdversarial();
  checks += adversarial.checks;
  failures.push(...adversarial.moved);
  const statistics = runStatistics();
  checks += statistics.checks;
  failures.push(...statistics.failures);
  const confidence = runConfidence();
  checks += confidence.checks;
  failures.push(...confidence.failures);
  // A hundred times as many: npm run bench:homes.
  const generated = runGenerated({ seed: 1, cases: 2000 });
  checks += generated.cases;
  const timing = runTiming();
  checks += timing.checks;
  failures.push(...timing.failures);
  return { checks, failures, transcript: JSON.stringify([outcomes, adversarial.decisions, statistics.values, timing.values, generated, confidence.values]) };
}
