// Answer signals → confidence: how probable it is that the answer is acceptable.
import type { Calibration, FittedConfidence } from '../calibration/calibration.ts';
import { mapScore } from '../calibration/map-score.ts';
import { exp } from '../numerics/exp.ts';
import { logOdds } from '../numerics/log-odds.ts';
import { readFeatures } from './answer-features.ts';
import { rawScore } from './raw-score.ts';
import type { AnswerSignals } from './answer-signals.ts';
import { WINDOW_TOKENS } from './signal-accumulator.ts';

/** Answers of more tokens are long, and have coefficients of their own. */
export const SHORT_ANSWER_TOKENS = WINDOW_TOKENS;

export interface Confidence {
  /** In [0, 1]. */
  readonly value: number;
  /** False until labels of this very model, dtype and device class were fitted: then it is an order, not a probability. */
  readonly isCalibrated: boolean;
}

/**
 * @param calibration what was fitted for this model × dtype × device class; without it, or where it had no labels of answers
 *   so long or so short, the raw score stands, marked.
 * @param isCut the answer was ended by its length limit
 *
 * @example answerConfidence(accumulator.signals(), undefined) // { value: 0.91, isCalibrated: false }
 */
export function answerConfidence(signals: AnswerSignals, calibration: Pick<Calibration, 'short' | 'long'> | undefined, isCut = false): Confidence {
  const fitted = signals.tokens <= SHORT_ANSWER_TOKENS ? calibration?.short : calibration?.long;
  if (!fitted) return { value: rawScore(signals), isCalibrated: false };
  const value = signals.tokens === 0 ? 0 : mapScore(fitted.map, scoreBy(fitted.scorer, signals, isCut));
  return { value: value >= 0 && value <= 1 ? value : 0, isCalibrated: true };
}

/** On the scale of log-odds, higher = surer; NaN where a token could not be read. */
export function scoreBy(scorer: FittedConfidence['scorer'], signals: AnswerSignals, isCut: boolean): number {
  if (signals.sumLogProb !== signals.sumLogProb) return NaN;
  if (scorer.kind === 'score') return logOdds(rawScore(signals));
  if (scorer.kind === 'mean_log_prob') return logOdds(exp(signals.meanLogProb));
  return weigh(scorer, readFeatures(signals, isCut));
}

/** `weigh({ bias: 1, weights: [2], means: [0], deviations: [1] }, [3])` → 7 */
export function weigh(scorer: { readonly bias: number; readonly means: readonly number[]; readonly deviations: readonly number[]; readonly weights: readonly number[] }, features: ArrayLike<number>): number {
  let score = scorer.bias;
  for (let index = 0; index < scorer.weights.length; index++) {
    score += ((scorer.weights[index] as number) * ((features[index] as number) - (scorer.means[index] as number))) / (scorer.deviations[index] as number);
  }
  return score;
}
