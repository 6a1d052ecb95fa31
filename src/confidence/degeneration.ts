// Has the model stopped making sense? Three signs that no confidence can show, since a broken model may be very sure:
// numbers that are none, logits without any preference, and the same few tokens over and over. In constant memory.
import { ln } from '../numerics/ln.ts';
import type { TokenSignal } from './token-signal.ts';

/** `numbers`: NaN; `flat`: every token as likely as any other; `loop`: a short cycle of tokens without end. */
export type Degeneration = 'numbers' | 'flat' | 'loop';

/** Of the greatest entropy there can be, ln V. A model that has any preference at all is far below. */
const FLAT_SHARE = 0.999;
/** One step without preference may happen; a row of them is a model without weights. */
const FLAT_TOKENS = 3;
/** The longest cycle that is looked for. */
const LONGEST_CYCLE = 16;
/** A table's ruler or a song's refrain repeats itself, too: a loop lasts for so many tokens and so many rounds. */
const LOOP_TOKENS = 64;
const LOOP_ROUNDS = 8;

export interface DegenerationDetector {
  /** @returns what is wrong, from the token on at which it shows. */
  add(signal: TokenSignal): Degeneration | undefined;
}

/**
 * One detector for one answer.
 *
 * @param vocabularySize how many tokens the model knows; without it flat logits aren't noticed.
 *
 * @example
 * const detector = createDegenerationDetector(32_064);
 * detector.add({ tokenId: 5, logProb: NaN, margin: NaN, entropy: NaN }); // 'numbers'
 */
export function createDegenerationDetector(vocabularySize?: number): DegenerationDetector {
  const flatEntropy = vocabularySize === undefined ? Infinity : FLAT_SHARE * ln(vocabularySize);
  const recent = new Int32Array(LONGEST_CYCLE).fill(-1);
  /** At `cycle - 1`: how many tokens in a row were the same as the one a cycle before. */
  const repeated = new Int32Array(LONGEST_CYCLE);
  let tokens = 0;
  let flatTokens = 0;

  function isLooping(tokenId: number): boolean {
    let isLoop = false;
    for (let cycle = 1; cycle <= LONGEST_CYCLE; cycle++) {
      const isSame = tokens >= cycle && recent[(tokens - cycle) % LONGEST_CYCLE] === tokenId;
      const run = isSame ? (repeated[cycle - 1] as number) + 1 : 0;
      repeated[cycle - 1] = run;
      // The first round repeats nothing, so it isn't in the count.
      if (run + cycle >= LOOP_TOKENS && run >= cycle * (LOOP_ROUNDS - 1)) isLoop = true;
    }
    recent[tokens % LONGEST_CYCLE] = tokenId;
    tokens++;
    return isLoop;
  }

  return {
    add({ tokenId, logProb, margin, entropy }) {
      const isLoop = isLooping(tokenId);
      flatTokens = entropy >= flatEntropy ? flatTokens + 1 : 0;
      if (Number.isNaN(logProb + margin + entropy)) return 'numbers';
      if (flatTokens >= FLAT_TOKENS) return 'flat';
      return isLoop ? 'loop' : undefined;
    },
  };
}
