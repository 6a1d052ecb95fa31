// One word or number of the text: its tokens, its language, what it means beside its neighbours.
import { lookUp, type WordMeaning } from './lexicon.ts';
import type { ScanState } from './scan-state.ts';
import * as AT from './token-places.ts';
import { leastOfWord, weight } from './token-weights.ts';
import { hashWord } from './word-hash.ts';

/** By a word's length. */
const LENGTHS = Float64Array.from({ length: 11 }, (_, length) => weight(AT.length + length));
const LEXICON = weight(AT.lexicon);
const LEXICON_LETTER = weight(AT.lexiconLetter);
const LEXICON_ACCENT = weight(AT.lexiconAccent);
const GLUED = weight(AT.glued);
const INITIAL_CAPITAL = weight(AT.initialCapital);
const INNER_CAPITAL = weight(AT.innerCapital);
const CAPITALS = weight(AT.capitals);
const CAPITAL_LETTER = weight(AT.capitalLetter);
const DIGIT = weight(AT.digit);
const TIMES_SIGN = hashWord('x') | 0;

/**
 * @param hash of the small letters, as a whole number with a sign
 * @param isInIdentifier a piece of a name in a program, such as "im_start", which is in no language
 */
export function readWord(state: ScanState, hash: number, length: number, accents: number, capitals: number, isCapital: boolean, isGlued: boolean, isInIdentifier: boolean): void {
  const position = state.words++;
  // "61 x 66": the letter as a sign, between two numbers.
  if (length === 1 && hash === TIMES_SIGN && state.lastNumberPosition === position) state.mathsMarks++;
  // "I" and other single letters name nothing.
  const isCapitalised = isCapital && length > 1 && !state.startsClause;
  const meaning = lookUp(hash);
  // Common words are one token; where others break, their pairs of letters tell.
  const inner = isCapital ? capitals - 1 : capitals;
  const tokens =
    inner > 0 && capitals === length
      ? CAPITALS + CAPITAL_LETTER * length
      : (meaning === undefined ? (LENGTHS[length < 10 ? length : 10] as number) + state.pairs : LEXICON + LEXICON_LETTER * length + LEXICON_ACCENT * accents) +
        INNER_CAPITAL * inner +
        (isCapital ? INITIAL_CAPITAL : 0);
  state.tokens += Math.max(leastOfWord(length, isGlued, inner > 0 && capitals < length), isGlued ? GLUED + tokens : tokens);
  if (meaning === undefined) {
    state.otherWords++;
    state.otherLetters += length;
  }

  const isName = isCapitalised && meaning?.roles.calendar === undefined && meaning?.namedLanguage === undefined;
  if (isName && !state.isInName) state.names++;
  state.isInName = isName;

  if (meaning === undefined) {
    const last = state.mentions.at(-1);
    if (last?.meaning.namedLanguage !== undefined && last.position === position - 1 && state.isAdjacent) last.hasNoun = true;
  } else {
    if (!isInIdentifier) vote(state.votes, meaning);
    readLength(state, meaning, position);
    if (meaning.isMention) {
      const { sentence, before, beforeThat, startsClause } = state;
      state.mentions.push({ meaning, position, sentence, before, beforeThat, startsClause, isCapitalised, madeBy: position <= state.madeUntil ? state.madeBy : 0, hasNoun: false });
    }
    if (meaning.makingReach !== undefined && position + meaning.makingReach > state.madeUntil) {
      state.madeUntil = position + meaning.makingReach;
      state.madeBy = meaning.makingReach;
    }
  }
  state.beforeThat = state.before;
  state.before = meaning;
  state.startsClause = false;
  state.isAdjacent = true;
}

/** A loop that makes nothing: every second word votes. */
function vote(votes: number[], { languages, vote: strength }: WordMeaning): void {
  for (let index = 0; index < languages.length; index++) {
    const language = languages[index] as number;
    votes[language] = (votes[language] as number) + strength;
  }
}

/**
 * A length is the answer's when its number follows a limit ("in", "about", "at most") or a making verb, and not a word that
 * points at what is given ("these 10 pages", "I have 2 pages"); or when it stands before the thing made.
 */
function readLength(state: ScanState, meaning: WordMeaning, position: number): void {
  if (meaning.thing !== undefined && state.pendingLength !== undefined) state.namedLengthTokens = state.pendingLength;
  state.pendingLength = undefined;
  if (meaning.lengthUnit !== undefined && state.lastNumberPosition === position) {
    const tokens = Math.ceil(state.lastNumber * meaning.lengthUnit);
    const lead = state.numberLead?.roles;
    const isThingOf = lead?.of !== undefined && state.numberLeadBefore?.thing !== undefined;
    const isMade = position <= state.madeUntil && (lead?.given === undefined || isThingOf);
    if (lead?.limit !== undefined || isMade) state.namedLengthTokens = tokens;
    else if (lead?.given === undefined) state.pendingLength = tokens;
  }
  if (meaning.number !== undefined) noteNumber(state, meaning.number, position + 1);
}

function noteNumber(state: ScanState, value: number, position: number): void {
  state.lastNumber = value;
  state.lastNumberPosition = position;
  state.numberLead = state.before;
  state.numberLeadBefore = state.beforeThat;
}

/** Reads the digits from `from` on and returns where they end. */
export function readNumber(state: ScanState, text: string, from: number, to: number): number {
  let index = from;
  let value = 0;
  let digit = text.charCodeAt(index);
  while (digit >= 48 && digit <= 57) {
    value = value * 10 + (digit - 48);
    index++;
    digit = index < to ? text.charCodeAt(index) : 0;
  }
  state.numbers++;
  if (value >= 1000 && value <= 2099 && index - from === 4) state.hasYear = true;
  state.tokens += DIGIT * (index - from); // Llama 2 spells numbers digit by digit
  noteNumber(state, value, state.words);
  state.startsClause = false;
  state.isAdjacent = false;
  state.isInName = false;
  return index;
}
