// Answer signals → confidence: how probable it is that the answer is acceptable.
import { applyCalibration, type Calibration } from '../calibration/calibration.ts';
import { exp } from '../numerics/exp.ts';
import type { AnswerSignals } from './signal-accumulator.ts';
import { WINDOW_TOKENS } from './signal-accumulator.ts';

/** Answers up to this length must be right token by token; longer ones are judged by their rate over so many. */
const WHOLE_ANSWER_TOKENS = 8;

export interface Confidence {
  /** In [0, 1]. */
  readonly value: number;
  /** False until labels of this very model, dtype and device class were fitted: then it is an order, not a probability. */
  readonly isCalibrated: boolean;
}

/**
 * The zero-label score: the probability of the weakest stretch of up to 32 tokens, taken per 8 tokens once it is longer
 * than that: e^(lowest window sum ÷ max(1, length ÷ 8)). For a short answer that is the probability of the whole
 * sequence (Chow-Sum); for a long one the sum would punish length alone (Gupta et al. 2024), so the mean counts.
 * Signals that can't be read (NaN) or an empty answer score 0.
 */
export function rawScore(signals: AnswerSignals): number {
  const length = signals.tokens < WINDOW_TOKENS ? signals.tokens : WINDOW_TOKENS;
  const scale = length > WHOLE_ANSWER_TOKENS ? WHOLE_ANSWER_TOKENS / length : 1;
  const score = exp(signals.lowestWindowLogProb * scale);
  return signals.tokens > 0 && score >= 0 && score <= 1 ? score : 0;
}

/**
 * @param calibration the map fitted for this model × dtype × device class, or undefined: then the raw score stands, marked.
 */
export function answerConfidence(signals: AnswerSignals, calibration: Calibration | undefined): Confidence {
  const score = rawScore(signals);
  return calibration === undefined
    ? { value: score, isCalibrated: false }
    : { value: applyCalibration(calibration, score), isCalibrated: true };
}
