// The score that needs no label.
import { exp } from '../numerics/exp.ts';
import type { AnswerSignals } from './answer-signals.ts';
import { WINDOW_TOKENS } from './signal-accumulator.ts';

/** Answers up to this length must be right token by token; longer ones are judged by their rate over so many. */
const WHOLE_ANSWER_TOKENS = 8;

/**
 * The probability of the weakest stretch of up to 32 tokens, taken per 8 tokens once it is longer than that:
 * e^(lowest window sum ÷ max(1, length ÷ 8)). For a short answer that is the probability of the whole sequence (Chow-Sum);
 * for a long one the sum would punish length alone (Gupta et al. 2024), so the mean counts. Signals that can't be read (NaN)
 * or an empty answer score 0.
 */
export function rawScore({ tokens, lowestWindowLogProb }: Pick<AnswerSignals, 'tokens' | 'lowestWindowLogProb'>): number {
  const length = tokens < WINDOW_TOKENS ? tokens : WINDOW_TOKENS;
  const scale = length > WHOLE_ANSWER_TOKENS ? WHOLE_ANSWER_TOKENS / length : 1;
  const score = exp(lowestWindowLogProb * scale);
  return tokens > 0 && score >= 0 && score <= 1 ? score : 0;
}
