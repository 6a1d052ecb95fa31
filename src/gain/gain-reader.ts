// A question's text → what the gain model reads: hashed words and pairs of words, and some twenty counts. One pass, no
// regular expression, no substring. The trainer and the runtime share it, so that a weight means the same to both.
import { ln } from '../numerics/ln.ts';
import { isDigit, SMALL_LETTERS, smallLetter } from '../query/letters.ts';
import { HASH_PRIME, HASH_START, hashStep } from '../query/word-hash.ts';
import { COUNTS } from './gain-counts.ts';

/** Changes whenever a text would be read differently: weights of another version aren't used. */
export const FEATURE_VERSION = 5;

/** Words take the first half of the slots, pairs of neighbours the second. */
export const WORD_SLOTS = 1 << 14;
export const SLOTS = 2 * WORD_SLOTS;
/** Bits of the set of words seen in training: eight times as many as there are words, so that few are taken for another. */
export const SEEN_BITS = 1 << 17;

/** What is offered to choose from says other things of a question than what is asked: the same word, another slot. */
const OF_AN_OPTION = 0x2545f491;

/** Of a longer text the first and the last so many characters are read: kind and subject show at its ends. */
const READ_AT_EACH_END = 1024;
const MOST_WORDS = 2 * READ_AT_EACH_END;
const LONG_WORD = 9;

// Of the file's own, for the innermost loop: engines look up anew what belongs to another module, or may be read by one.
const SMALL = SMALL_LETTERS;
/** How many those are. */
const TABLE_SIZE = 0x250;
const START = HASH_START | 0;
const PRIME = HASH_PRIME;
const PAIRS_FROM = WORD_SLOTS;
const LAST_WORD = SEEN_BITS - 1;

/** What a number's hash begins with. */
const A_NUMBER = hashStep(START, 35) | 0;

export interface GainReader {
  /** Reads a text; what is below then holds until the next one. */
  read(text: string): void;
  /** Distinct slots of the text: words and pairs; a word of an option has another slot than the same one before the options. */
  readonly slots: Uint16Array;
  slotCount: number;
  /** Words as places in the set of seen ones, in reading order. */
  readonly words: Uint32Array;
  wordCount: number;
  /** In the order of `COUNTS`. */
  readonly counts: Float64Array;
}

/** Holds its buffers, so that reading makes no garbage. */
export function createGainReader(): GainReader {
  const hashes = new Int32Array(MOST_WORDS);
  const isTaken = new Uint8Array(SLOTS);
  const slots = new Uint16Array(2 * MOST_WORDS);
  const words = new Uint32Array(MOST_WORDS);
  const tally = new Int32Array(18);
  /** Which words stand in the list of options. */
  let optionsFrom = MOST_WORDS;
  let optionsTo = MOST_WORDS;

  /** Words, numbers and marks are hashed first, and looked after together: a processor does two short loops faster than a long one. */
  const readRange = (text: string, from: number, to: number) => {
    let count = reader.wordCount;
    let index = from;
    while (index < to) {
      const code = text.charCodeAt(index);
      let small = code < TABLE_SIZE ? SMALL[code]! : smallLetter(code);
      // As a whole number with a sign, which engines keep in a register.
      let hash = START;
      if (small !== 0) {
        const start = index;
        if (small !== code) tally[3]! += 1;
        while (small !== 0) {
          hash = Math.imul(hash ^ small, PRIME);
          index++;
          const next = index < to ? text.charCodeAt(index) : 0;
          small = next < TABLE_SIZE ? SMALL[next]! : smallLetter(next);
        }
        const length = index - start;
        tally[0]! += 1;
        tally[1]! += length;
        if (length >= LONG_WORD) tally[2]! += 1;
      } else if (code <= 32) {
        index++;
        if (code === 10) readNewline(text, index, count);
        continue;
      } else if (isDigit(code)) {
        const start = index;
        while (index < to && isDigit(text.charCodeAt(index))) index++;
        tally[4]! += 1;
        tally[5]! += index - start;
        // How large a number is tells its kind; which one it is tells nothing.
        hash = Math.imul(A_NUMBER ^ Math.min(index - start, 4), PRIME);
      } else {
        tally[6]! += 1;
        if (code > 127) tally[7]! += 1;
        else readMark(text, index, code);
        index++;
        hash = Math.imul(hash ^ code, PRIME);
      }
      hashes[count++] = hash;
    }
    takeWords(reader.wordCount, count);
    reader.wordCount = count;
  };

  const takeWords = (from: number, to: number) => {
    let { slotCount } = reader;
    // One line that begins with a letter and a point is no list.
    const end = tally[9]! < 2 ? 0 : optionsTo;
    /** The last word's hash; 0 at the beginning. */
    let before = 0;
    for (let index = from; index < to; index++) {
      const hash = hashes[index]!;
      const mixed = mix(hash);
      words[index] = mixed & LAST_WORD;
      const isOfAnOption = index >= optionsFrom && index < end;
      const slot = (isOfAnOption ? mix(hash ^ OF_AN_OPTION) : mixed) >>> 18;
      if (isTaken[slot] === 0) {
        isTaken[slot] = 1;
        slots[slotCount++] = slot;
      }
      // Neighbours in a list of options are mostly names and numbers that no second question has: pairs of them teach nothing.
      if (!isOfAnOption && before !== 0) {
        const pair = PAIRS_FROM + (mix(Math.imul(before, 0x9e3779b1) ^ hash) >>> 18);
        if (isTaken[pair] === 0) {
          isTaken[pair] = 1;
          slots[slotCount++] = pair;
        }
      }
      before = isOfAnOption ? 0 : hash;
    }
    reader.slotCount = slotCount;
  };

  /** "\nA. ": a line of a list to choose from, which goes on to an empty line or the text's end. */
  const readNewline = (text: string, next: number, wordCount: number) => {
    tally[8]! += 1;
    const code = text.charCodeAt(next);
    if (isEmptyLine(text, next)) endOptions(wordCount);
    if (!(code >= 65 && code <= 74 && text.charCodeAt(next + 1) === 46)) return;
    if (tally[9] === 0) {
      tally[16] = -tally[0]!;
      optionsFrom = wordCount;
    } else if (optionsTo === wordCount) {
      // Only empty lines stand between this option and the last one.
      tally[16]! -= tally[0]!;
      optionsTo = MOST_WORDS;
    }
    tally[9]! += 1;
  };

  const endOptions = (wordCount: number) => {
    if (tally[9] === 0 || optionsTo < MOST_WORDS) return;
    tally[16]! += tally[0]!;
    optionsTo = wordCount;
  };

  const readMark = (text: string, index: number, code: number) => {
    switch (code) {
      case 46: // .
      case 33: // !
        if (!(text.charCodeAt(index + 1) > 32)) tally[10]! += 1;
        break;
      case 63: // ?
        tally[10]! += 1;
        tally[11]! += 1;
        break;
      case 44: // ,
        tally[12]! += 1;
        break;
      case 92: // \ of TeX, not of C:\
        if (text.charCodeAt(index - 1) !== 58) tally[13]! += 1;
        break;
      case 36: // $ around a formula, not at an amount
        if (!isDigit(text.charCodeAt(index - 1)) && !isDigit(text.charCodeAt(index + 1))) tally[13]! += 1;
        break;
      case 40: // (
      case 91: // [
      case 123: // {
        tally[14]! += 1;
        break;
      case 42: // *
      case 43: // +
      case 45: // -
      case 47: // /
      case 60: // <
      case 61: // =
      case 62: // >
      case 94: // ^
        tally[15]! += 1;
        break;
      case 95: // _
        tally[17]! += 1;
    }
  };

  const reader: GainReader = {
    slots,
    words,
    slotCount: 0,
    wordCount: 0,
    counts: new Float64Array(COUNTS.length),
    read(text) {
      for (let index = 0; index < reader.slotCount; index++) isTaken[slots[index]!] = 0;
      reader.slotCount = 0;
      reader.wordCount = 0;
      optionsFrom = optionsTo = MOST_WORDS;
      tally.fill(0);
      if (text.length > 2 * READ_AT_EACH_END) {
        readRange(text, 0, READ_AT_EACH_END);
        readRange(text, text.length - READ_AT_EACH_END, text.length);
      } else readRange(text, 0, text.length);
      endOptions(reader.wordCount);
      fillCounts(reader.counts, tally, Math.min(text.length, 2 * READ_AT_EACH_END), text.length, reader);
    },
  };
  return reader;
}

/** Does the line that begins there hold nothing but a few blanks? One of many isn't looked at to its end. */
function isEmptyLine(text: string, from: number): boolean {
  for (let index = from; index < from + 16; index++) {
    const code = text.charCodeAt(index);
    if (code === 10) return true;
    if (!(code <= 32)) return false;
  }
  return false;
}

/** The last step of murmur3: near hashes end far apart. */
function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

type Tally = readonly [number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number];

function fillCounts(counts: Float64Array, tally: Int32Array, read: number, whole: number, { slotCount, wordCount }: GainReader): void {
  const [words, letters, longWords, capitals, numbers, digits, marks, foreign, lines, options, sentences, questions, commas, tex, brackets, operators, offered, blanks] =
    tally as unknown as Tally;
  /** Words among the options. */
  const chosen = options < 2 ? 0 : offered;
  const characters = Math.max(1, read);
  const each = Math.max(1, words);
  let at = 0;
  counts[at++] = ln(1 + whole);
  counts[at++] = ln(1 + words);
  counts[at++] = letters / each;
  counts[at++] = ln(1 + longWords);
  counts[at++] = longWords / each;
  counts[at++] = capitals / each;
  counts[at++] = ln(1 + numbers);
  counts[at++] = digits / characters;
  counts[at++] = marks / characters;
  counts[at++] = foreign / characters;
  counts[at++] = ln(1 + lines);
  counts[at++] = options;
  counts[at++] = ln(1 + chosen / Math.max(1, options));
  counts[at++] = ln(1 + words - chosen);
  counts[at++] = Math.min(blanks, 4);
  counts[at++] = ln(1 + sentences);
  counts[at++] = ln(1 + words / (1 + sentences));
  counts[at++] = Math.min(questions, 3);
  counts[at++] = commas / each;
  counts[at++] = tex / characters;
  counts[at++] = brackets / characters;
  counts[at++] = operators / characters;
  counts[at++] = slotCount / Math.max(1, 2 * wordCount);
}
