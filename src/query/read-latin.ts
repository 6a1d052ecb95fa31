// One word of Latin letters: its hash, what its pairs of letters weigh, its capitals and accents. Every letter of most texts goes
// through this loop: it has one look at a table for each, no branch that a processor guesses wrong, and nothing of another
// module, which engines would look up anew.
import { isCapital, isLatinLetter, smallLetter } from './letters.ts';
import { voteByLetter } from './scan-mark.ts';
import type { ScanState } from './scan-state.ts';
import { readWord } from './scan-word.ts';
import { LETTER_CLASSES, letterClass, pairWeight } from './token-weights.ts';
import { HASH_PRIME, HASH_START } from './word-hash.ts';

const SPACE = 32;
const UNDERSCORE = 95;

// A whole number with a sign is kept in a register.
const START = HASH_START | 0;
const PRIME = HASH_PRIME;

/** What is to be known of a letter: its small one in the lowest bits, its class, whether it is a capital. 0 for what is no letter. */
const CLASS_AT = 13;
const CAPITAL_AT = 18;
const SMALL_BITS = (1 << CLASS_AT) - 1;
const CLASS_BITS = 31;
const factsOf = (code: number): number => {
  if (!isLatinLetter(code)) return 0;
  const small = smallLetter(code);
  return small | (letterClass(small) << CLASS_AT) | ((isCapital(code) ? 1 : 0) << CAPITAL_AT);
};
/** Beyond it are none but rare letters. */
const TABLE_SIZE = 0x250;
const FACTS = Int32Array.from({ length: TABLE_SIZE }, (_, code) => factsOf(code));
const look = (code: number): number => (code < TABLE_SIZE ? (FACTS[code] as number) : factsOf(code));
const CLASSES = LETTER_CLASSES;
const PAIRS = Float64Array.from({ length: CLASSES * CLASSES }, (_, pair) => pairWeight(Math.floor(pair / CLASSES), pair % CLASSES));

/** Reads the letters from `from` on, where one stands, and returns where they end. */
export function readLatin(state: ScanState, text: string, from: number, to: number): number {
  const previous = from > 0 ? text.charCodeAt(from - 1) : SPACE;
  let index = from;
  let next = text.charCodeAt(index);
  const first = look(next);
  let hash = START;
  let capitals = 0;
  let pairs = 0;
  let before = 0;
  let all = 0;
  for (let facts = first; facts !== 0; facts = look(next)) {
    hash = Math.imul(hash ^ (facts & SMALL_BITS), PRIME);
    const letter = (facts >>> CLASS_AT) & CLASS_BITS;
    pairs += PAIRS[before * CLASSES + letter] as number;
    before = letter;
    capitals += facts >>> CAPITAL_AT;
    all |= facts;
    index++;
    next = index < to ? text.charCodeAt(index) : 0;
  }
  const accents = (all & SMALL_BITS) > 127 ? readAccents(state, text, from, index) : 0;
  const isInIdentifier = previous === UNDERSCORE || next === UNDERSCORE;
  state.pairs = pairs;
  readWord(state, hash, index - from, accents, capitals, first >>> CAPITAL_AT === 1, previous !== SPACE, isInIdentifier);
  return index;
}

/** A word that has some is read again for them: most have none. */
function readAccents(state: ScanState, text: string, from: number, to: number): number {
  let accents = 0;
  for (let index = from; index < to; index++) {
    const small = smallLetter(text.charCodeAt(index));
    if (small <= 127) continue;
    accents++;
    voteByLetter(state, small);
  }
  return accents;
}
