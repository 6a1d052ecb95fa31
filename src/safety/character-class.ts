// What a character is to a phrase: part of a word, a word of its own, or nothing. The answer is looked up in blocks of 256
// code points that are made when the first of them is met, so no pattern ever runs over somebody's text.

export type CharacterClass =
  /** Punctuation, symbols: between words. */
  | 0
  /** A letter or digit of a script that puts spaces between its words. */
  | 1
  /** One of a script that doesn't (Han, kana, Thai …), or the first of a Hangul syllable, to which particles are glued. */
  | 2
  /** Continues the character before it: combining marks, the rest of a Hangul syllable. */
  | 3
  /** White space and control characters. */
  | 4
  /** Not seen at all: zero-width joiners, soft hyphens, variation selectors, directions. */
  | 5;

export const OTHER = 0;
export const WORD = 1;
export const UNSPACED = 2;
export const MARK = 3;
export const SPACE = 4;
export const IGNORED = 5;

const BLOCK = 256;
const blocks = new Map<number, Uint8Array>();

/** `characterClass(0x41)` → 1, since A is a letter of a word. */
export function characterClass(codePoint: number): CharacterClass {
  const number = codePoint >> 8;
  let block = blocks.get(number);
  if (!block) blocks.set(number, (block = classifyBlock(number * BLOCK)));
  return block[codePoint & 0xff] as CharacterClass;
}

function classifyBlock(from: number): Uint8Array {
  return Uint8Array.from({ length: BLOCK }, (_, index) => classify(from + index));
}

const INVISIBLE = /^\p{Default_Ignorable_Code_Point}$/u;
const BLANK = /^[\p{White_Space}\p{Cc}]$/u;
const COMBINING = /^\p{M}$/u;
const WITHOUT_SPACES =
  /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}]$/u;
const LETTER = /^[\p{L}\p{N}]$/u;

function classify(codePoint: number): CharacterClass {
  const character = String.fromCodePoint(codePoint);
  if (INVISIBLE.test(character)) return IGNORED;
  if (BLANK.test(character)) return SPACE;
  if (COMBINING.test(character) || isLaterJamo(codePoint)) return MARK;
  if (!LETTER.test(character)) return OTHER;
  return WITHOUT_SPACES.test(character) || isFirstJamo(codePoint) ? UNSPACED : WORD;
}

/** Decomposed, a Hangul syllable is a first consonant … */
function isFirstJamo(codePoint: number): boolean {
  return codePoint >= 0x1100 && codePoint <= 0x115f;
}

/** … a vowel, and perhaps a last consonant. */
function isLaterJamo(codePoint: number): boolean {
  return codePoint >= 0x1160 && codePoint <= 0x11ff;
}
