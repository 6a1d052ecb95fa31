// Answer signals → the fixed numbers that a fitted confidence weighs. Their list has a version: weights belong to it, so nothing
// in it is ever changed. A new version adds to the end, and weights of an older one go on to mean what they meant.
import { exp } from '../numerics/exp.ts';
import { ln } from '../numerics/ln.ts';
import { logOdds } from '../numerics/log-odds.ts';
import { rawScore } from './raw-score.ts';
import type { AnswerSignals } from './answer-signals.ts';
import { WINDOW_TOKENS } from './signal-accumulator.ts';

export const FEATURE_VERSION = 2;

/** How many features each version had. */
export const FEATURES_OF_VERSION: Readonly<Record<number, number>> = { 1: 14, 2: 21 };

/** Log-probabilities are far too skewed for a straight line: they enter as the log-odds of their probability. */
export const FEATURES = [
  'score',
  'minimum',
  'mean',
  'q10',
  'q25',
  'q50',
  'tail',
  'lowest_window',
  'margin',
  'mean_entropy',
  'max_entropy',
  'length',
  'repeated',
  'cut',
  'sum',
  'first',
  'second_lowest',
  'third_lowest',
  'unsure',
  'lowest_margin',
  'sum_entropy',
] as const;

const oddsOf = (logProb: number) => logOdds(exp(logProb));

/**
 * `readFeatures(signals, false)[0]` → the log-odds of the zero-label score
 *
 * @param isCut the answer was ended by its length limit, not by itself
 * @param features is written and returned: pass the same one again and again, and nothing is allocated
 */
export function readFeatures(signals: AnswerSignals, isCut: boolean, features = new Float64Array(FEATURES.length)): Float64Array {
  const window = signals.tokens < WINDOW_TOKENS ? signals.tokens : WINDOW_TOKENS;
  features[0] = logOdds(rawScore(signals));
  features[1] = oddsOf(signals.minLogProb);
  features[2] = oddsOf(signals.meanLogProb);
  features[3] = oddsOf(signals.logProbQ10);
  features[4] = oddsOf(signals.logProbQ25);
  features[5] = oddsOf(signals.logProbQ50);
  features[6] = oddsOf(signals.tailLogProb);
  features[7] = oddsOf(window === 0 ? 0 : signals.lowestWindowLogProb / window);
  features[8] = logOdds(signals.meanMargin);
  features[9] = Math.sqrt(signals.meanEntropy);
  features[10] = Math.sqrt(signals.maxEntropy);
  features[11] = ln(1 + signals.tokens);
  features[12] = signals.repeatedShare;
  features[13] = isCut ? 1 : 0;
  features[14] = oddsOf(signals.sumLogProb);
  features[15] = oddsOf(signals.firstLogProb);
  features[16] = oddsOf(signals.secondLogProb);
  features[17] = oddsOf(signals.thirdLogProb);
  features[18] = ln(1 + signals.unsureTokens);
  features[19] = logOdds(signals.minMargin);
  features[20] = Math.sqrt(signals.meanEntropy * signals.tokens);
  return features;
}
