// One pass over a text: counts of character classes, words by hash, names, numbers. No allocation per word.
import { settle } from '../numerics/settle.ts';
import { isDigit, smallLetter } from './letters.ts';
import { readForeign, readMark } from './scan-mark.ts';
import { createState, type ScanState, type TextScan } from './scan-state.ts';
import { readCyrillic } from './read-cyrillic.ts';
import { readLatin } from './read-latin.ts';
import { readNumber } from './scan-word.ts';
import * as AT from './token-places.ts';
import { isCyrillic, isEnglish, LEAST_OF_A_CHARACTER, LONGEST_TOKEN, weight } from './token-weights.ts';

/** Of a longer text the first and the last so many characters are read, and its tokens scaled up. */
const READ_AT_EACH_END = 2560;

const SPACE = 32;

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
    if (smallLetter(code) !== 0) index = readLatin(state, text, index, to);
    else if (code === SPACE) {
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
