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
  return {
    add({ logProb }) {
      const slot = tokens % WINDOW_TOKENS;
      windowSum += logProb - (window[slot] as number);
      window[slot] = logProb;
      // Math.min and Math.max carry NaN along: a step that could not be read must not look sure.
      lowestWindow = Math.min(lowestWindow, windowSum);
      minLogProb = Math.min(minLogProb, logProb);
      sumLogProb += logProb;
      tokens++;
    },
    signals: () => ({ tokens, sumLogProb, minLogProb, lowestWindowLogProb: lowestWindow }),
  };
}
