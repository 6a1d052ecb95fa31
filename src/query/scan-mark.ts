// One character that is neither letter nor digit: ends of clauses, marks of code, signs of sums, other scripts.
import { LANGUAGES_OF_LETTER } from './languages.ts';
import { isDigit, scriptOf, type Script } from './letters.ts';
import type { ScanState } from './scan-state.ts';
import * as AT from './token-places.ts';
import { isMark, LEAST_OF_A_CHARACTER, MARK_AGAIN_WEIGHTS, MARK_WEIGHTS, SCRIPT_PLACES, signPlace, weight } from './token-weights.ts';
import { isExact, isWholeCharacter } from './whole-characters.ts';

// Of the file's own, since every mark is looked up there.
const WEIGHT_OF = MARK_WEIGHTS;
const WEIGHT_AGAIN_OF = MARK_AGAIN_WEIGHTS;
const LEAST = LEAST_OF_A_CHARACTER;
const NEWLINE = weight(AT.newline);
const NEWLINE_AGAIN = weight(AT.newlineAgain);
const MARK_AFTER_MARK = weight(AT.markAfterMark);
const MARK_AFTER_SPACE = weight(AT.markAfterSpace);
const CONTROL = weight(AT.control);
const SIGN_AFTER_SPACE = weight(AT.signAfterSpace);
const SIGN_AGAIN = weight(AT.signAgain);
const SPACE = 32;
const DELETE = 127;
const DEEPEST_INDENT = 256;

/** Reads one character beyond ASCII, with the one before it. */
export function readForeign(state: ScanState, code: number, before: number): void {
  const script = scriptOf(code);
  if (script !== undefined) state.scripts[script] = (state.scripts[script] ?? 0) + 1;
  state.tokens += weighForeign(code, before, script);
  voteByLetter(state, code);
  state.isInName = false;
  state.isAdjacent = false;
}

function weighForeign(code: number, before: number, script: Script | undefined): number {
  // A space before what the vocabulary has no token with a space for is one by itself.
  if (isExact(code)) return (isWholeCharacter(code) ? 1 : 3) + (before === SPACE ? 1 : 0);
  const place = script === undefined ? undefined : SCRIPT_PLACES[script];
  if (place === undefined) return Math.max(LEAST_OF_A_CHARACTER, weight(signPlace(code)) + (before === SPACE ? SIGN_AFTER_SPACE : before === code ? SIGN_AGAIN : 0));
  return weight(AT.script + place) + (before === SPACE ? weight(AT.scriptAfterSpace + place) : before < 0x370 ? weight(AT.scriptStart + place) : 0);
}

/** "ß", "ñ", "ł": a letter of few languages speaks for them as a function word does. */
export function voteByLetter(state: ScanState, code: number): void {
  const languages = LANGUAGES_OF_LETTER.get(code);
  if (languages === undefined) return;
  for (const language of languages) state.votes[language] = (state.votes[language] ?? 0) + 1 / languages.length;
}

/** Reads one ASCII mark. */
export function readMark(state: ScanState, text: string, index: number): void {
  const code = text.charCodeAt(index);
  if (code === 10) {
    state.tokens += index > 0 && text.charCodeAt(index - 1) === 10 ? NEWLINE_AGAIN : NEWLINE;
    endSentence(state);
  }
  if (code <= SPACE || code === DELETE) {
    state.controls++;
    if (code !== 10) state.tokens += CONTROL;
    return;
  }
  const before = index > 0 ? text.charCodeAt(index - 1) : SPACE;
  const more = before === code ? (WEIGHT_AGAIN_OF[code] as number) : before === SPACE ? MARK_AFTER_SPACE : isMark(before) ? MARK_AFTER_MARK : 0;
  // "______": however much less a mark weighs behind its like, it isn't taken away.
  state.tokens += Math.max(LEAST, (WEIGHT_OF[code] as number) + more);
  state.isInName = false;
  state.isAdjacent = false;
  switch (code) {
    case 63: // ?
      state.questionMarks++;
      return endSentence(state);
    case 33: // !
      return endSentence(state);
    case 46: // . but not that of "3.5" or "Node.js"
      if (index + 1 >= text.length || text.charCodeAt(index + 1) <= 34) endSentence(state);
      return;
    case 58: // :
    case 34: // "
      return startClause(state);
    case 37: // %
      state.percentSigns++;
      return;
    case 96: // `
      if (text.charCodeAt(index + 1) === 96 && text.charCodeAt(index + 2) === 96) state.hasCodeFence = true;
      return;
    case 123: // {
      if (opensData(text, index)) state.openData++;
      else state.codeMarks++;
      return;
    case 125: // }
      if (state.openData === 0) state.codeMarks++;
      else if (--state.openData === 0) startClause(state);
      return;
    case 91: // [
      return startClause(state);
    case 60: // <
    case 62: // >
      if (isOfMarker(text, index) || code === 60) startClause(state);
      if (!isOfMarker(text, index)) state.codeMarks++;
      return;
    case 59: // ;
    case 36: // $
    case 95: // _
      state.codeMarks++;
      return;
    case 42: // *
    case 43: // +
    case 45: // -
    case 47: // /
    case 61: // =
    case 94: // ^
      if (isBetweenDigits(text, index) || (code === 94 && isDigit(text.charCodeAt(index + 1)))) {
        state.mathsMarks++;
        if (code === 45 && isDigit(before)) state.hyphens++;
      } else if (code === 61) state.codeMarks++;
  }
}

/** `{"` and `{}` are data, which asks for nothing; what a program opens with a brace begins otherwise. */
function opensData(text: string, index: number): boolean {
  let next = index + 1;
  // As far as data are indented: what lies further on may be a million spaces, or no longer be read at all.
  while (next < index + DEEPEST_INDENT && text.charCodeAt(next) <= 32) next++;
  const code = text.charCodeAt(next);
  return code === 34 || code === 125;
}

/** `<|end|>`, `<<SYS>>`: the markers of chat templates are no program either, whoever writes them. */
function isOfMarker(text: string, index: number): boolean {
  const isMarkerSign = (code: number) => code === 60 || code === 62 || code === 124;
  return isMarkerSign(text.charCodeAt(index - 1)) || isMarkerSign(text.charCodeAt(index + 1));
}

/** What follows a colon, a quotation mark, a bracket or data begins with a capital, too, but belongs to the same request. */
function startClause(state: ScanState): void {
  state.startsClause = true;
  state.before = undefined;
  state.beforeThat = undefined;
}

function endSentence(state: ScanState): void {
  startClause(state);
  state.sentence++;
  state.madeUntil = -1;
}

/** "3 * 4" and "3*4", not "300-word" nor "and/or"; an equals sign may end the sum: "3 + 4 = ?". */
function isBetweenDigits(text: string, index: number): boolean {
  const before = text.charCodeAt(text.charCodeAt(index - 1) === 32 ? index - 2 : index - 1);
  const after = text.charCodeAt(text.charCodeAt(index + 1) === 32 ? index + 2 : index + 1);
  return isDigit(before) && (isDigit(after) || (text.charCodeAt(index) === 61 && after === 63));
}
