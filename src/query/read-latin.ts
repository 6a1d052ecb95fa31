// One word of Latin letters: its hash, what its pairs of letters weigh, its capitals and accents. Every letter of most texts goes
// through this loop, so all that it looks at is the file's own: engines look up anew what belongs to another module.
import { isCapital, SMALL_LETTERS, smallLetter } from './letters.ts';
import { voteByLetter } from './scan-mark.ts';
import type { ScanState } from './scan-state.ts';
import { readWord } from './scan-word.ts';
import { LETTER_CLASSES, letterClass, PAIR_WEIGHTS } from './token-weights.ts';
import { HASH_PRIME, HASH_START } from './word-hash.ts';

const SPACE = 32;
const UNDERSCORE = 95;

// A whole number with a sign is kept in a register.
const START = HASH_START | 0;
const PRIME = HASH_PRIME;
const ROW = LETTER_CLASSES;
const PAIRS = PAIR_WEIGHTS;

const SMALL = SMALL_LETTERS;
/** How many those are. */
const TABLE_SIZE = 0x250;
const CLASS = Uint8Array.from(SMALL, letterClass);

/** Reads the letters from `from` on, where one stands, and returns where they end. */
export function readLatin(state: ScanState, text: string, from: number, to: number): number {
  const first = text.charCodeAt(from);
  const previous = from > 0 ? text.charCodeAt(from - 1) : SPACE;
  let index = from;
  let code = first;
  let hash = START;
  let accents = 0;
  let capitals = 0;
  let pairs = 0;
  let before = 0;
  for (;;) {
    const small = code < TABLE_SIZE ? (SMALL[code] as number) : smallLetter(code);
    if (small === 0) break;
    if (small !== code) capitals++;
    if (small > 127) {
      accents++;
      voteByLetter(state, small);
    }
    hash = Math.imul(hash ^ small, PRIME);
    const letter = code < TABLE_SIZE ? (CLASS[code] as number) : letterClass(small);
    pairs += PAIRS[before * ROW + letter] as number;
    before = letter;
    index++;
    code = index < to ? text.charCodeAt(index) : 0;
  }
  state.pairs = pairs;
  readWord(state, hash, index - from, accents, capitals, isCapital(first), previous !== SPACE, previous === UNDERSCORE || code === UNDERSCORE);
  return index;
}
