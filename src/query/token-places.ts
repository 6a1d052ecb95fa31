// Where in the list of weights what stands: constants, which a build puts where they are used.
/** Word by length, 1 to 10. */
export const length = 0;
/** Word of the lexicon: itself, each letter, each accent. */
export const lexicon = 11;
export const lexiconLetter = 12;
export const lexiconAccent = 13;
/** No space before it. */
export const glued = 14;
export const initialCapital = 15;
export const innerCapital = 16;
/** A word of capitals alone, and each of its letters. */
export const capitals = 17;
export const capitalLetter = 18;
export const digit = 19;
export const spaceBeforeDigit = 20;
/** A run of up to 16 spaces before the one that belongs to a word. */
export const spaces = 21;
export const newline = 22;
export const newlineAgain = 23;
/** Tabs and the like. */
export const control = 24;
/** A mark that follows another mark, a space. */
export const markAfterMark = 25;
export const markAfterSpace = 26;
/** Characters beyond ASCII that are no letters of a known script; and one after a space, one after its like. */
export const latinSign = 27;
export const punctuation = 28;
export const symbol = 29;
export const emojiHalf = 30;
export const fullWidth = 31;
export const signAfterSpace = 32;
export const signAgain = 33;
/** Seven scripts: each character; and the first of a run, after a space or not. */
export const script = 34;
export const scriptAfterSpace = 41;
export const scriptStart = 48;
/** Words the lexicon doesn't have, and their letters, in a text that is English: the vocabulary has more of them whole. */
export const englishWord = 55;
export const englishLetter = 56;
/** Cyrillic word by length, 1 to 12; without a space before it; its capitals. */
export const cyrillicLength = 57;
export const cyrillicGlued = 70;
export const cyrillicCapital = 71;
/** Each mark; and where it follows its like. */
export const mark = 72;
export const markAgain = 104;

export const WEIGHT_COUNT = 136;
