// One pass over a text: counts of character classes, words by hash, names, numbers. No allocation per word.
import { settle } from '../numerics/settle.ts';
import { isDigit, smallLetter } from './letters.ts';
import { capitalsOf, classOf, hasAccent, letterFacts, smallOf } from './letter-facts.ts';
import { readForeign, readMark, voteByLetter } from './scan-mark.ts';
import { createState, type ScanState, type TextScan } from './scan-state.ts';
import { readCyrillic } from './read-cyrillic.ts';
import { readNumber, readWord } from './scan-word.ts';
import * as AT from './token-places.ts';
import { isCyrillic, isEnglish, LEAST_OF_A_CHARACTER, LONGEST_TOKEN, pairWeight, weight } from './token-weights.ts';
import { HASH_PRIME, HASH_START } from './word-hash.ts';

/** Of a longer text the first and the last so many characters are read, and its tokens scaled up. */
const READ_AT_EACH_END = 2560;

// Of the file's own, for the innermost loop: engines look up anew what belongs to another module, or may be read by one.
const START = HASH_START | 0;
const PRIME = HASH_PRIME;

const SPACE = 32;
const UNDERSCORE = 95;

const SPACE_BEFORE_DIGIT = weight(AT.spaceBeforeDigit);
const SPACES = weight(AT.spaces);
const ENGLISH_WORD = weight(AT.englishWord);
const ENGLISH_LETTER = weight(AT.englishLetter);

/** Reads a text once. Costs some tens of nanoseconds a character; at most 5,120 characters are read. */
export function scanText(text: string): TextScan {
  const isCapped = text.length > 2 * READ_AT_EACH_END;
  const state = createState();
  if (isCapped) {
    readRange(state, text, 0, READ_AT_EACH_END);
    readRange(state, text, text.length - READ_AT_EACH_END, text.length);
  } else readRange(state, text, 0, text.length);
  if (isEnglish(state.votes)) state.tokens += ENGLISH_WORD * state.otherWords + ENGLISH_LETTER * state.otherLetters;
  const read = Math.min(text.length, 2 * READ_AT_EACH_END);
  // Each newline and each tab is a token of its own.
  const least = state.controls + (read - state.controls) * LEAST_OF_A_CHARACTER;
  const scale = isCapped ? text.length / read : 1;
  state.tokens = Math.max(Math.ceil(settle(least * scale)), Math.round(settle(state.tokens * scale)));
  return state;
}

function readRange(state: ScanState, text: string, from: number, to: number): void {
  let index = from;
  while (index < to) {
    const code = text.charCodeAt(index);
    let letter = letterFacts(code);
    if (letter !== 0) {
      const start = index;
      const previous = start > 0 ? text.charCodeAt(start - 1) : SPACE;
      const isCapital = capitalsOf(letter) === 1;
      // As a whole number with a sign, which engines keep in a register.
      let hash = START;
      let capitals = 0;
      let all = 0;
      let pairs = 0;
      let before = 0;
      let next = code;
      while (letter !== 0) {
        hash = Math.imul(hash ^ smallOf(letter), PRIME);
        const letterClass = classOf(letter);
        pairs += pairWeight(before, letterClass);
        before = letterClass;
        capitals += capitalsOf(letter);
        all |= letter;
        index++;
        next = index < to ? text.charCodeAt(index) : 0;
        letter = letterFacts(next);
      }
      state.pairs = pairs;
      const accents = hasAccent(all) ? readAccents(state, text, start, index) : 0;
      readWord(state, hash, index - start, accents, capitals, isCapital, previous !== SPACE, previous === UNDERSCORE || next === UNDERSCORE);
    } else if (code === SPACE) {
      index++;
      const after = index < to ? text.charCodeAt(index) : 0;
      if (isDigit(after)) state.tokens += SPACE_BEFORE_DIGIT;
      else if (after === SPACE) {
        const start = index;
        while (index < to && text.charCodeAt(index) === SPACE) index++;
        state.tokens += SPACES * Math.ceil((index - start) / LONGEST_TOKEN);
      }
    } else if (isDigit(code)) index = readNumber(state, text, index, to);
    else if (code <= 127) readMark(state, text, index++);
    else if (isCyrillic(code)) index = readCyrillic(state, text, index, to);
    else {
      readForeign(state, code, index > 0 ? text.charCodeAt(index - 1) : SPACE);
      index++;
    }
  }
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
