// The features of a text that its estimate of tokens is a sum over: what src/query weighs as it reads, counted instead.
import { isDigit, scriptOf, smallLetter } from '../../../src/query/letters.ts';
import { lookUp } from '../../../src/query/lexicon.ts';
import { scanText } from '../../../src/query/scan-text.ts';
import { AT, classOf, isCjkPunctuation, isEnglish, LETTER_CLASSES, letterPlace, SCRIPT_PLACES, signPlace, WEIGHT_COUNT } from '../../../src/query/token-weights.ts';
import { HASH_PRIME, HASH_START } from '../../../src/query/word-hash.ts';

export const FEATURE_COUNT = WEIGHT_COUNT + LETTER_CLASSES * LETTER_CLASSES;

const SPACE = 32;

/** Feature → how often; the pairs of letters stand after the weights. */
export function tokenFeatures(text: string): Map<number, number> {
  const counts = new Map<number, number>();
  const isInEnglish = isEnglish(scanText(text).votes);
  const add = (index: number, times = 1) => counts.set(index, (counts.get(index) ?? 0) + times);
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    const before = index > 0 ? text.charCodeAt(index - 1) : SPACE;
    if (smallLetter(code) !== 0) index = addWord(text, index, before, isInEnglish, add);
    else if (code === SPACE) {
      index++;
      const after = text.charCodeAt(index);
      if (isDigit(after)) add(AT.spaceBeforeDigit);
      else if (after === SPACE) {
        while (text.charCodeAt(index) === SPACE) index++;
        add(AT.spaces);
      }
    } else {
      if (isDigit(code)) add(AT.digit);
      else if (code > 127) addForeign(code, before, add);
      else if (code === 10) add(before === 10 ? AT.newlineAgain : AT.newline);
      else if (code > SPACE) {
        add(AT.mark + code);
        if (before === code) add(AT.markAgain);
        else if (before === SPACE) add(AT.markAfterSpace);
        else if (before > SPACE && before < 127 && !isDigit(before) && smallLetter(before) === 0) add(AT.markAfterMark);
      }
      index++;
    }
  }
  return counts;
}

function addWord(text: string, start: number, beforeWord: number, isInEnglish: boolean, add: (index: number, times?: number) => void): number {
  let hash = HASH_START | 0;
  let accents = 0;
  let before = 0;
  let index = start;
  const pairs: number[] = [];
  if (beforeWord !== SPACE) add(AT.glued);
  for (let code = text.charCodeAt(index); ; code = text.charCodeAt(index)) {
    const small = Number.isNaN(code) ? 0 : smallLetter(code);
    if (small === 0) break;
    if (small > 127) accents++;
    if (small !== code) add(index === start ? AT.initialCapital : AT.innerCapital);
    hash = Math.imul(hash ^ small, HASH_PRIME);
    const letter = classOf(small);
    pairs.push(before * LETTER_CLASSES + letter);
    before = letter;
    index++;
  }
  const length = index - start;
  if (lookUp(hash) === undefined) {
    add(AT.length + Math.min(length, 10));
    if (isInEnglish) {
      add(AT.englishWord);
      add(AT.englishLetter, length);
    }
    for (const pair of pairs) add(WEIGHT_COUNT + pair);
  } else {
    add(AT.lexicon);
    add(AT.lexiconLetter, length);
    if (accents > 0) add(AT.lexiconAccent, accents);
  }
  return index;
}

function addForeign(code: number, before: number, add: (index: number) => void): void {
  const script = scriptOf(code);
  if (script === undefined) add(signPlace(code));
  else if (isCjkPunctuation(code)) add(AT.cjkPunctuation);
  else {
    const place = SCRIPT_PLACES[script];
    add(letterPlace(code, script));
    if (before === SPACE) add(AT.scriptAfterSpace + place);
    else if (before < 0x370) add(AT.scriptStart + place);
  }
}
