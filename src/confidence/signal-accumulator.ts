// Token signals → answer signals, one token at a time, in constant memory.
import type { TokenSignal } from './token-signal.ts';

/** Tokens in the sliding window whose weakest position stands for a long answer (science: 32–64 for chat). */
export const WINDOW_TOKENS = 32;

/** What is known of an answer from its tokens. All of an empty answer's are 0. */
export interface AnswerSignals {
  readonly tokens: number;
  /** Σ ln p. */
  readonly sumLogProb: number;
  /** The least likely token's ln p. */
  readonly minLogProb: number;
  /** The lowest Σ ln p over any stretch of at most WINDOW_TOKENS consecutive tokens. */
  readonly lowestWindowLogProb: number;
  readonly meanMargin: number;
  readonly minMargin: number;
  readonly meanEntropy: number;
  readonly maxEntropy: number;
}

/** Streaming accumulator: `add` each token, read `signals()` at any time. */
export interface SignalAccumulator {
  add(signal: TokenSignal): void;
  signals(): AnswerSignals;
}

/**
 * @example
 * const accumulator = createSignalAccumulator();
 * accumulator.add({ tokenId: 5, logProb: -0.1, margin: 0.8, entropy: 0.3 });
 * accumulator.signals().sumLogProb; // -0.1
 */
export function createSignalAccumulator(): SignalAccumulator {
  const window = new Float64Array(WINDOW_TOKENS);
  let tokens = 0;
  let sumLogProb = 0;
  let minLogProb = 0;
  let windowSum = 0;
  let lowestWindow = 0;
  let sumMargin = 0;
  let minMargin = 0;
  let sumEntropy = 0;
  let maxEntropy = 0;
  return {
    add({ logProb, margin, entropy }) {
      const slot = tokens % WINDOW_TOKENS;
      windowSum += logProb - (window[slot] as number);
      window[slot] = logProb;
      // Math.min and Math.max carry NaN along: a step that could not be read must not look sure.
      lowestWindow = Math.min(lowestWindow, windowSum);
      minLogProb = Math.min(minLogProb, logProb);
      minMargin = tokens === 0 ? margin : Math.min(minMargin, margin);
      maxEntropy = Math.max(maxEntropy, entropy);
      sumLogProb += logProb;
      sumMargin += margin;
      sumEntropy += entropy;
      tokens++;
    },
    signals() {
      const count = Math.max(1, tokens);
      return {
        tokens,
        sumLogProb,
        minLogProb,
        lowestWindowLogProb: lowestWindow,
        meanMargin: sumMargin / count,
        minMargin,
        meanEntropy: sumEntropy / count,
        maxEntropy,
      };
    },
  };
}
