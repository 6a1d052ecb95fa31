// What a character is: a Latin letter, a digit, a sign of another script.

export type Script = 'cyrillic' | 'greek' | 'hebrew' | 'arabic' | 'devanagari' | 'thai' | 'kana' | 'hangul' | 'han' | 'other';

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isLatinLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x1e00 && code <= 0x1eff)
  );
}

export function isCapital(code: number): boolean {
  return (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde);
}

export function lower(code: number): number {
  return isCapital(code) ? code + 32 : code;
}

/** Beyond it a letter is looked at more closely. */
const LETTER_TABLE_SIZE = 0x250;
/** Character → its small letter, 0 for what is no Latin letter: one look instead of six comparisons. */
export const SMALL_LETTERS = Uint16Array.from({ length: LETTER_TABLE_SIZE }, (_, code) => (isLatinLetter(code) ? lower(code) : 0));

/** `smallLetter(65)` → 97; 0 for what is no Latin letter. */
export function smallLetter(code: number): number {
  if (code < LETTER_TABLE_SIZE) return SMALL_LETTERS[code] as number;
  return isLatinLetter(code) ? code : 0;
}

/** The script of a character that is neither ASCII nor a Latin letter; undefined for punctuation, symbols and emoji. */
export function scriptOf(code: number): Script | undefined {
  if (code < 0x370) return undefined;
  if (code < 0x400) return 'greek';
  if (code < 0x530) return 'cyrillic';
  if (code >= 0x590 && code < 0x600) return 'hebrew';
  if (code >= 0x600 && code < 0x780) return 'arabic';
  if (code >= 0x900 && code < 0x980) return 'devanagari';
  if (code >= 0xe00 && code < 0xe80) return 'thai';
  if (code >= 0x2000 && code < 0x2e80) return undefined; // punctuation and symbols
  if (code >= 0x3040 && code < 0x3100) return 'kana';
  if ((code >= 0x3400 && code < 0xa000) || (code >= 0xf900 && code < 0xfb00)) return 'han';
  if (code >= 0xac00 && code < 0xd7b0) return 'hangul';
  if (code >= 0xd800 && code < 0xe000) return undefined; // halves of emoji and rare characters
  return code >= 0xfe00 ? undefined : 'other';
}
