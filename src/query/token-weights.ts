// The estimate of tokens as a sum of weights: which features a character or a word has, and what each weighs.
import { LANGUAGES } from './languages.ts';
import { isDigit, smallLetter, type Script } from './letters.ts';
import * as AT from './token-places.ts';
import { CYRILLIC_PAIR_LEVELS, PAIR_LEVELS, WEIGHTS } from './token-coefficients.ts';

/** Letters fall into 30 classes: 0 stands before a word, a to z, three sorts of accented letter. */
export const LETTER_CLASSES = 30;
/** Cyrillic ones into 35: 0 stands before a word, those of Russian from а on, ё, all others. */
export const CYRILLIC_CLASSES = 35;

/** What level `a` of a pair of letters weighs, and how far the levels are apart. */
export const PAIR_START = -0.3;
export const PAIR_STEP = 0.15;

/** Marks of ASCII, each with its place. */
const MARKS = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';


/** No token of Llama 2 is longer than 16 characters: weights were fitted to usual texts, and a sum of them mustn't fall below that. */
const LONGEST = 16;
export const LONGEST_TOKEN = LONGEST;
export const LEAST_OF_A_CHARACTER = 1 / LONGEST_TOKEN;

/**
 * What a word weighs at least: one token; without a space before it, it may share that of the mark before (".com").
 *
 * @param isMixed has small letters and capitals among them, as a long name in a program: not a key held down
 */
export function leastOfWord(length: number, isGlued: boolean, isMixed: boolean): number {
  if (length > LONGEST) return 1 + (isMixed ? A_LETTER_OF_A_NAME : A_LETTER_MORE) * (length - LONGEST);
  return isGlued ? 0.6 : 1;
}

/** Longer ones than any token are seldom words: a key held down comes to between a quarter of a token and one a letter. */
const A_LETTER_MORE = 0.55;
const A_LETTER_OF_A_NAME = 0.4;

/** Class of a small letter (`smallLetter`). */
export function letterClass(small: number): number {
  if (small <= 122) return small - 96;
  return small < 0x100 ? 27 : small < 0x180 ? 28 : 29;
}

/** How likely a token ends between two letters of a word, by their classes (times what follows from it): a row for each first one. */
export const PAIR_WEIGHTS = readLevels(PAIR_LEVELS);
const CYRILLIC_PAIR_WEIGHTS = readLevels(CYRILLIC_PAIR_LEVELS);

function readLevels(levels: string): Float64Array {
  return Float64Array.from(levels, (level) => PAIR_START + PAIR_STEP * (level.charCodeAt(0) - 97));
}

export function isCyrillic(code: number): boolean {
  return code >= 0x400 && code < 0x530;
}

export function isCyrillicCapital(code: number): boolean {
  return code < 0x430;
}

/** `cyrillicClass('б'.charCodeAt(0))` → 2, and so for 'Б'. */
export function cyrillicClass(code: number): number {
  if (code >= 0x410 && code < 0x450) return 1 + ((code - 0x410) & 31);
  return code === 0x451 || code === 0x401 ? 33 : 34;
}

export function cyrillicPairWeight(before: number, letter: number): number {
  return CYRILLIC_PAIR_WEIGHTS[before * CYRILLIC_CLASSES + letter] as number;
}

export function weight(index: number): number {
  return (WEIGHTS[index] as number) / 100;
}

/** Neither letter nor digit nor white space, of ASCII. */
export function isMark(code: number): boolean {
  return code > 32 && code < 127 && !isDigit(code) && smallLetter(code) === 0;
}

/** Which of `MARKS` a mark is. */
export function markPlace(code: number): number {
  return MARKS.indexOf(String.fromCharCode(code));
}

/** By code, so that a mark costs one look; 0 for what is no mark. */
export const MARK_WEIGHTS = byMark(AT.mark);
export const MARK_AGAIN_WEIGHTS = byMark(AT.markAgain);

function byMark(from: number): Float64Array {
  return Float64Array.from({ length: 128 }, (_, code) => (isMark(code) ? weight(from + markPlace(code)) : 0));
}

/** The place in `WEIGHTS` of a character beyond ASCII that belongs to no script. */
export function signPlace(code: number): number {
  if (code < 0x370) return AT.latinSign;
  if (code < 0x2070) return AT.punctuation;
  if (code < 0xd800) return AT.symbol;
  return code < 0xe000 ? AT.emojiHalf : AT.fullWidth;
}

const ENGLISH = LANGUAGES.indexOf('en');

/** English alone has the most votes. */
export function isEnglish(votes: readonly number[]): boolean {
  const english = votes[ENGLISH] as number;
  return english > 0 && votes.every((vote, language) => vote < english || language === ENGLISH);
}

/** Scripts that are weighed by the letter; Cyrillic is by the word, Chinese and kana need no weights. */
export const SCRIPT_PLACES: Readonly<Partial<Record<Script, number>>> = { greek: 0, hebrew: 1, arabic: 2, devanagari: 3, thai: 4, hangul: 5, other: 6 };
