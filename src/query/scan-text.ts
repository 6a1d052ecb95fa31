// One pass over a text: counts of character classes, words by hash, names, numbers. No allocation per word.
import { LEXICON, type WordMeaning } from './lexicon.ts';
import { HASH_START, hashStep, hashWord } from './word-hash.ts';

/** Of a longer text the first and the last so many characters are read, and its counts scaled up. */
const READ_AT_EACH_END = 4096;

export interface TextScan {
  /** Characters of the whole text. */
  readonly characters: number;
  /** Estimated tokens of the whole text in the vocabulary of Llama 2, which Phi-3 uses. */
  readonly tokens: number;
  readonly words: number;
  /** Runs of capitalised words that don't begin a sentence. */
  readonly names: number;
  readonly numbers: number;
  /** A number from 1000 to 2099. */
  readonly hasYear: boolean;
  readonly questionMarks: number;
  /** Braces, semicolons, arrows, equals signs and the like. */
  readonly codeMarks: number;
  readonly hasCodeFence: boolean;
  /** Arithmetic signs between digits. */
  readonly mathsMarks: number;
  /** Words outside ASCII's and Latin's letters, by script. */
  readonly scripts: Readonly<Partial<Record<Script, number>>>;
  /** Meaningful words in order, with their place among the words. */
  readonly meanings: readonly { readonly meaning: WordMeaning; readonly position: number }[];
  /** Tokens of an answer whose length the text names ("300 words"); undefined when it names none. */
  readonly namedLengthTokens: number | undefined;
}

export type Script = 'cyrillic' | 'greek' | 'hebrew' | 'arabic' | 'devanagari' | 'thai' | 'kana' | 'hangul' | 'han' | 'other';

/** Tokens of one unit in which people name a length. */
const LENGTH_UNITS: ReadonlyMap<number, number> = new Map(
  Object.entries({ token: 1, tokens: 1, word: 1.35, words: 1.35, sentence: 25, sentences: 25, paragraph: 120, paragraphs: 120, page: 650, pages: 650 }).map(
    ([word, tokens]) => [hashWord(word), tokens],
  ),
);

const TIMES_SIGN = hashWord('x');

/** Tokens per character of scripts the vocabulary mostly spells out in bytes (measured against the Llama 2 tokenizer). */
const TOKENS_PER_CHARACTER: Readonly<Record<Script, number>> = {
  cyrillic: 0.36,
  greek: 0.9,
  hebrew: 0.9,
  arabic: 0.95,
  devanagari: 1,
  thai: 1.2,
  kana: 1.2,
  hangul: 1.7,
  han: 1.5,
  other: 2,
};

/** Reads a text once. Costs some tens of nanoseconds a character; at most 8,192 characters are read. */
export function scanText(text: string): TextScan {
  const isCapped = text.length > 2 * READ_AT_EACH_END;
  const state = createState();
  if (isCapped) {
    readRange(state, text, 0, READ_AT_EACH_END);
    readRange(state, text, text.length - READ_AT_EACH_END, text.length);
  } else readRange(state, text, 0, text.length);
  const scale = isCapped ? text.length / (2 * READ_AT_EACH_END) : 1;
  return { ...state.counts, characters: text.length, tokens: Math.ceil(state.tokens * scale), meanings: state.meanings, scripts: state.scripts, namedLengthTokens: state.namedLengthTokens };
}

function createState() {
  return {
    tokens: 0,
    counts: { words: 0, names: 0, numbers: 0, hasYear: false, questionMarks: 0, codeMarks: 0, hasCodeFence: false, mathsMarks: 0 },
    meanings: [] as { meaning: WordMeaning; position: number }[],
    namedLengthTokens: undefined as number | undefined,
    scripts: {} as Partial<Record<Script, number>>,
    lastNumber: undefined as number | undefined,
    lastNumberPosition: -9,
  };
}

type State = ReturnType<typeof createState>;

function readRange(state: State, text: string, from: number, to: number): void {
  const { counts, scripts } = state;
  let startsSentence = true;
  let isInName = false;
  let index = from;
  while (index < to) {
    const code = text.charCodeAt(index);
    if (isLatinLetter(code)) {
      const start = index;
      const isCapital = (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde);
      let hash = HASH_START;
      let accents = 0;
      let letter = code;
      while (isLatinLetter(letter)) {
        if (letter > 127) accents++;
        hash = hashStep(hash, lower(letter));
        index++;
        letter = index < to ? text.charCodeAt(index) : 0;
      }
      readWord(state, hash, index - start, accents);
      // "I" and the first word of a sentence are capitals that name nothing.
      const isName = isCapital && !startsSentence && index - start > 1;
      if (isName && !isInName) counts.names++;
      isInName = isName;
      startsSentence = false;
    } else if (code >= 48 && code <= 57) {
      index = readNumber(state, text, index, to);
      isInName = false;
      startsSentence = false;
    } else {
      if (code <= 127) {
        const kind = readMark(state, text, index);
        if (kind === 'end') startsSentence = true;
        if (kind !== 'space') isInName = false;
      } else {
        const script = scriptOf(code);
        if (script !== undefined) {
          scripts[script] = (scripts[script] ?? 0) + 1;
          state.tokens += TOKENS_PER_CHARACTER[script];
        } else state.tokens += 1;
        isInName = false;
      }
      index++;
    }
  }
}

function readWord(state: State, hash: number, length: number, accents: number): void {
  // Common words are one token, longer ones fall into pieces of about five letters; an accent breaks a piece.
  state.tokens += length <= 4 ? 1 : 0.55 + 0.18 * length;
  state.tokens += 0.45 * accents;
  // "61 x 66": the letter as a sign, between two numbers.
  const isTimesSign = length === 1 && hash === TIMES_SIGN && state.lastNumberPosition === state.counts.words;
  if (isTimesSign) state.counts.mathsMarks++;
  const position = state.counts.words++;
  const meaning = LEXICON.get(hash);
  if (meaning !== undefined) state.meanings.push({ meaning, position });
  const unit = LENGTH_UNITS.get(hash);
  if (unit !== undefined && state.lastNumber !== undefined && state.lastNumberPosition === position) {
    state.namedLengthTokens = Math.ceil(state.lastNumber * unit);
  }
}

function readNumber(state: State, text: string, from: number, to: number): number {
  let index = from;
  let value = 0;
  let digit = text.charCodeAt(index);
  while (digit >= 48 && digit <= 57) {
    value = value * 10 + (digit - 48);
    index++;
    digit = index < to ? text.charCodeAt(index) : 0;
  }
  const { counts } = state;
  counts.numbers++;
  if (value >= 1000 && value <= 2099 && index - from === 4) counts.hasYear = true;
  state.tokens += index - from; // Llama 2 spells numbers digit by digit
  state.lastNumber = value;
  state.lastNumberPosition = counts.words;
  return index;
}

/** Counts an ASCII mark; says whether it is white space, ends a sentence, or neither. */
function readMark(state: State, text: string, index: number): 'space' | 'end' | 'mark' {
  const { counts } = state;
  const code = text.charCodeAt(index);
  if (code === 32) return 'space';
  if (code === 10) {
    state.tokens += 1;
    return 'end';
  }
  if (code < 32) return 'space';
  state.tokens += 0.9;
  switch (code) {
    case 63: // ?
      counts.questionMarks++;
      return 'end';
    case 33: // !
    case 46: // .
    case 58: // :
    case 34: // "
      return 'end';
    case 96: // `
      if (text.charCodeAt(index + 1) === 96 && text.charCodeAt(index + 2) === 96) counts.hasCodeFence = true;
      return 'mark';
    case 123: // {
    case 125: // }
    case 59: // ;
    case 60: // <
    case 62: // >
    case 36: // $
    case 95: // _
      counts.codeMarks++;
      return 'mark';
    case 42: // *
    case 43: // +
    case 45: // -
    case 47: // /
    case 61: // =
    case 94: // ^
      if (isBetweenDigits(text, index)) counts.mathsMarks++;
      else if (code === 61) counts.codeMarks++;
      return 'mark';
    default:
      return 'mark';
  }
}

/** "3 * 4" and "3*4", not "300-word" nor "and/or"; an equals sign may end the sum: "3 + 4 = ?". */
function isBetweenDigits(text: string, index: number): boolean {
  const before = text.charCodeAt(text.charCodeAt(index - 1) === 32 ? index - 2 : index - 1);
  const after = text.charCodeAt(text.charCodeAt(index + 1) === 32 ? index + 2 : index + 1);
  return isDigit(before) && (isDigit(after) || (text.charCodeAt(index) === 61 && after === 63));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLatinLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 0xc0 && code <= 0x24f && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x1e00 && code <= 0x1eff)
  );
}

function lower(code: number): number {
  return (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde) ? code + 32 : code;
}

function scriptOf(code: number): Script | undefined {
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
