// The estimate of tokens as a sum of weights: which features a character or a word has, and what each weighs.
import { LANGUAGES } from './languages.ts';
import type { Script } from './letters.ts';
import { PAIR_LEVELS, PAIR_STEP, PAIR_START, WEIGHTS } from './token-coefficients.ts';

/** Letters fall into 30 classes: 0 stands before a word, a to z, three sorts of accented letter. */
export const LETTER_CLASSES = 30;

/** Where in `WEIGHTS` what stands. */
export const AT = {
  /** Unknown word by length, 1 to 10. */
  length: 0,
  /** Word of the lexicon: itself, each letter, each accent. */
  lexicon: 11,
  lexiconLetter: 12,
  lexiconAccent: 13,
  /** No space before it. */
  glued: 14,
  initialCapital: 15,
  innerCapital: 16,
  digit: 17,
  spaceBeforeDigit: 18,
  spaces: 19,
  newline: 20,
  newlineAgain: 21,
  /** A mark that follows another mark, the same mark, a space. */
  markAfterMark: 22,
  markAgain: 23,
  markAfterSpace: 24,
  /** Characters beyond ASCII that are no letters of a known script. */
  latinSign: 25,
  punctuation: 26,
  symbol: 27,
  cjkPunctuation: 28,
  fullWidth: 29,
  emojiHalf: 30,
  /** Ten scripts: each character; and the first of a run, after a space or not. */
  script: 31,
  scriptAfterSpace: 41,
  scriptStart: 51,
  /** ASCII marks from 33 to 126: 33 stands at 61. */
  mark: 28,
  /** Words the lexicon doesn't have, and their letters, in a text that is English: the vocabulary has more of them whole. */
  englishWord: 155,
  englishLetter: 156,
  /** Letters of Russian, from а on. */
  cyrillicLetter: 157,
} as const;

/** No token of Llama 2 is longer than 16 characters: weights were fitted to usual texts, and a sum of them mustn't fall below that. */
export const LEAST_OF_A_CHARACTER = 1 / 16;

export const WEIGHT_COUNT = AT.cyrillicLetter + 32;

/** Class of a small letter (`smallLetter`). */
export function letterClass(small: number): number {
  if (small <= 122) return small - 96;
  return small < 0x100 ? 27 : small < 0x180 ? 28 : 29;
}

const CLASS_TABLE = Uint8Array.from({ length: 0x250 }, (_, code) => (code >= 97 ? letterClass(code) : 0));
const PAIR_WEIGHTS = Float64Array.from(PAIR_LEVELS, (level) => PAIR_START + PAIR_STEP * (level.charCodeAt(0) - 97));

/** `classOf(97)` → 1, by one look. */
export function classOf(small: number): number {
  return small < 0x250 ? (CLASS_TABLE[small] as number) : 29;
}

/** How likely a token ends between two letters of a word, by their classes (times what follows from it). */
export function pairWeight(before: number, letter: number): number {
  return PAIR_WEIGHTS[before * LETTER_CLASSES + letter] as number;
}

export function weight(index: number): number {
  return WEIGHTS[index] as number;
}

/** The place in `WEIGHTS` of a character beyond ASCII that belongs to no script. */
export function signPlace(code: number): number {
  if (code < 0x370) return AT.latinSign;
  if (code < 0x2070) return AT.punctuation;
  if (code >= 0xd800 && code < 0xe000) return AT.emojiHalf;
  return code >= 0xfe00 ? AT.fullWidth : AT.symbol;
}

const ENGLISH = LANGUAGES.indexOf('en');

/** English alone has the most votes. */
export function isEnglish(votes: readonly number[]): boolean {
  const english = votes[ENGLISH] as number;
  return english > 0 && votes.every((vote, language) => vote < english || language === ENGLISH);
}

export const SCRIPT_PLACES: Readonly<Record<Script, number>> = { cyrillic: 0, greek: 1, hebrew: 2, arabic: 3, devanagari: 4, thai: 5, kana: 6, hangul: 7, han: 8, other: 9 };

/** The place of a letter in its script: those of Russian have their own. */
export function letterPlace(code: number, script: Script): number {
  if (code >= 0x410 && code < 0x450) return AT.cyrillicLetter + ((code - 0x410) & 31);
  return AT.script + SCRIPT_PLACES[script];
}

/** "。" and "、" cost less than the letters about them. */
export function isCjkPunctuation(code: number): boolean {
  return code >= 0x3000 && code < 0x3040;
}
