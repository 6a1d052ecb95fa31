// One word of Cyrillic letters: its tokens, from its length and its pairs of letters.
import type { ScanState } from './scan-state.ts';
import * as AT from './token-places.ts';
import { cyrillicClass, cyrillicPairWeight, isCyrillic, isCyrillicCapital, leastOfWord, weight } from './token-weights.ts';

const SPACE = 32;
const GLUED = weight(AT.cyrillicGlued);
const CAPITAL = weight(AT.cyrillicCapital);
export const LONGEST_CYRILLIC = 12;

/** Reads the letters from `from` on and returns where they end. */
export function readCyrillic(state: ScanState, text: string, from: number, to: number): number {
  let index = from;
  let before = 0;
  let tokens = from > 0 && text.charCodeAt(from - 1) !== SPACE ? GLUED : 0;
  for (let code = text.charCodeAt(index); index < to && isCyrillic(code); code = text.charCodeAt(index)) {
    const letter = cyrillicClass(code);
    tokens += cyrillicPairWeight(before, letter);
    if (isCyrillicCapital(code)) tokens += CAPITAL;
    before = letter;
    index++;
  }
  const length = index - from;
  tokens += weight(AT.cyrillicLength + Math.min(length, LONGEST_CYRILLIC));
  state.tokens += Math.max(leastOfWord(length, false, false), tokens);
  state.scripts.cyrillic = (state.scripts.cyrillic ?? 0) + length;
  state.isInName = false;
  state.isAdjacent = false;
  return index;
}
