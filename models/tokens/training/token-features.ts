// The features of a text that its estimate of tokens is a sum over: what src/query weighs as it reads, counted instead.
import { isDigit, scriptOf, smallLetter } from '../../../src/query/letters.ts';
import { lookUp } from '../../../src/query/lexicon.ts';
import { LONGEST_CYRILLIC } from '../../../src/query/read-cyrillic.ts';
import { scanText } from '../../../src/query/scan-text.ts';
import * as AT from '../../../src/query/token-places.ts';
import {
  letterClass, CYRILLIC_CLASSES, cyrillicClass, isCyrillic, isCyrillicCapital, isEnglish, isMark, LEAST_OF_A_CHARACTER, leastOfWord,
  LETTER_CLASSES, LONGEST_TOKEN, markPlace, SCRIPT_PLACES, signPlace,
} from '../../../src/query/token-weights.ts';
import { isExact, isWholeCharacter } from '../../../src/query/whole-characters.ts';
import { HASH_PRIME, HASH_START } from '../../../src/query/word-hash.ts';

/** The pairs of letters stand after the weights, those of Cyrillic after them. */
export const PAIRS_AT = AT.WEIGHT_COUNT;
export const CYRILLIC_PAIRS_AT = PAIRS_AT + LETTER_CLASSES * LETTER_CLASSES;
export const FEATURE_COUNT = CYRILLIC_PAIRS_AT + CYRILLIC_CLASSES * CYRILLIC_CLASSES;

const SPACE = 32;

/** A word, a mark, a run: its features, each as often as it has it, and what it weighs at least. */
export interface Unit {
  readonly features: readonly number[];
  readonly least: number;
}

export interface TokenFeatures {
  readonly units: readonly Unit[];
  /** Tokens that need no fit. */
  readonly exact: number;
}

/** What a text weighs is `exact` and, for each unit, the sum of its features' weights or its least. */
export function tokenFeatures(text: string): TokenFeatures {
  const units: Unit[] = [];
  const isInEnglish = isEnglish(scanText(text).votes);
  const add = (least: number, ...features: number[]) => void units.push({ features, least });
  let exact = 0;
  let index = 0;
  while (index < text.length) {
    const code = text.charCodeAt(index);
    const before = index > 0 ? text.charCodeAt(index - 1) : SPACE;
    if (smallLetter(code) !== 0) {
      const end = runEnd(text, index, (each) => smallLetter(each) !== 0);
      units.push(...unitsOfWord(text.slice(index, end), before !== SPACE, isInEnglish));
      index = end;
    } else if (code === SPACE) {
      const end = runEnd(text, index + 1, (each) => each === SPACE);
      if (end > index + 1) add(0, ...Array<number>(Math.ceil((end - index - 1) / LONGEST_TOKEN)).fill(AT.spaces));
      else if (isDigit(text.charCodeAt(end))) add(0, AT.spaceBeforeDigit);
      index = end;
    } else if (isCyrillic(code)) {
      const end = runEnd(text, index, isCyrillic);
      units.push(unitOfCyrillic(text.slice(index, end), before !== SPACE));
      index = end;
    } else {
      if (isDigit(code)) add(0, AT.digit);
      else if (code > 127) exact += addForeign(code, before, add);
      else if (code === 10) add(0, before === 10 ? AT.newlineAgain : AT.newline);
      else if (!isMark(code)) add(0, AT.control);
      else {
        const around = before === code ? [AT.markAgain + markPlace(code)] : before === SPACE ? [AT.markAfterSpace] : isMark(before) ? [AT.markAfterMark] : [];
        add(LEAST_OF_A_CHARACTER, AT.mark + markPlace(code), ...around);
      }
      index++;
    }
  }
  return { units, exact };
}

function runEnd(text: string, from: number, isOfRun: (code: number) => boolean): number {
  let index = from;
  while (index < text.length && isOfRun(text.charCodeAt(index))) index++;
  return index;
}

function unitsOfWord(word: string, isGlued: boolean, isInEnglish: boolean): Unit[] {
  const codes = Array.from(word, (letter) => letter.charCodeAt(0));
  const small = codes.map(smallLetter);
  const isKnown = lookUp(small.reduce((hash, code) => Math.imul(hash ^ code, HASH_PRIME), HASH_START | 0)) !== undefined;
  const capitals = codes.flatMap((code, index) => (code === small[index] ? [] : [index === 0 ? AT.initialCapital : AT.innerCapital]));
  const features: number[] = isGlued ? [AT.glued] : [];
  if (capitals.length === codes.length && codes.length > 1) features.push(AT.capitals, ...codes.map(() => AT.capitalLetter));
  else {
    features.push(...capitals);
    if (isKnown) features.push(AT.lexicon, ...codes.map(() => AT.lexiconLetter), ...small.filter((code) => code > 127).map(() => AT.lexiconAccent));
    else features.push(AT.length + Math.min(codes.length, 10), ...pairsOf(small));
  }
  const unit = { features, least: leastOfWord(codes.length, isGlued, capitals.includes(AT.innerCapital) && capitals.length < codes.length) };
  return isKnown || !isInEnglish ? [unit] : [unit, { features: [AT.englishWord, ...codes.map(() => AT.englishLetter)], least: -Infinity }];
}

function pairsOf(small: readonly number[]): number[] {
  return small.map((code, index) => PAIRS_AT + (index === 0 ? 0 : letterClass(small[index - 1]!)) * LETTER_CLASSES + letterClass(code));
}

function unitOfCyrillic(word: string, isGlued: boolean): Unit {
  const codes = Array.from(word, (letter) => letter.charCodeAt(0));
  const features = isGlued ? [AT.cyrillicGlued] : [];
  features.push(AT.cyrillicLength + Math.min(codes.length, LONGEST_CYRILLIC), ...codes.filter(isCyrillicCapital).map(() => AT.cyrillicCapital));
  codes.forEach((code, index) => features.push(CYRILLIC_PAIRS_AT + (index === 0 ? 0 : cyrillicClass(codes[index - 1]!)) * CYRILLIC_CLASSES + cyrillicClass(code)));
  return { features, least: leastOfWord(codes.length, false, false) };
}

function addForeign(code: number, before: number, add: (least: number, ...features: number[]) => void) : number {
  if (isExact(code)) return (isWholeCharacter(code) ? 1 : 3) + (before === SPACE ? 1 : 0);
  const script = scriptOf(code);
  const place = script === undefined ? undefined : SCRIPT_PLACES[script];
  if (place === undefined) add(LEAST_OF_A_CHARACTER, signPlace(code), ...(before === SPACE ? [AT.signAfterSpace] : before === code ? [AT.signAgain] : []));
  else add(-Infinity, AT.script + place, ...(before === SPACE ? [AT.scriptAfterSpace + place] : before < 0x370 ? [AT.scriptStart + place] : []));
  return 0;
}
