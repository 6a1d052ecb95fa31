// What an accumulator tells of an answer, finished or not; UNSURE_BELOW and WINDOW_TOKENS are signal-accumulator.ts's.

/** What is known of an answer from its tokens. All of an empty answer's are 0; NaN where a token could not be read. */
export interface AnswerSignals {
  readonly tokens: number;
  /** Σ ln p. */
  readonly sumLogProb: number;
  /** The least likely token's ln p. */
  readonly minLogProb: number;
  /** The second and third least likely ones'; the last there is, where there are fewer. */
  readonly secondLogProb: number;
  readonly thirdLogProb: number;
  /** The first token's ln p: for a short answer, often the one that decides. */
  readonly firstLogProb: number;
  /** Tokens less likely than UNSURE_BELOW. */
  readonly unsureTokens: number;
  /** The lowest Σ ln p over any stretch of at most WINDOW_TOKENS consecutive tokens. */
  readonly lowestWindowLogProb: number;
  readonly meanLogProb: number;
  /** Quantiles of ln p: a tenth, a quarter, half of the tokens are less likely. */
  readonly logProbQ10: number;
  readonly logProbQ25: number;
  readonly logProbQ50: number;
  /** Mean ln p of the last WINDOW_TOKENS tokens. */
  readonly tailLogProb: number;
  /** Mean and least of p₁ − p₂. */
  readonly meanMargin: number;
  readonly minMargin: number;
  readonly meanEntropy: number;
  readonly maxEntropy: number;
  /** Share of the three-token sequences that had come before, 0 to 1. */
  readonly repeatedShare: number;
}
