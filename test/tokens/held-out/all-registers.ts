// Texts of 80 to 800 characters in many registers, written before the estimate was last changed and only measured after.
import { CHINESE, JAPANESE, KOREAN } from './chinese-japanese-korean.ts';
import { CODE } from './code.ts';
import { MANUALS } from './manuals.ts';
import { NUMBERS } from './numbers.ts';
import { ITALIAN, PORTUGUESE, RUSSIAN } from './portuguese-italian-russian.ts';
import { PROSE } from './prose.ts';
import { FRENCH, GERMAN, SPANISH } from './spanish-french-german.ts';

export const REGISTERS: Readonly<Record<string, readonly string[]>> = {
  prose: PROSE,
  code: CODE,
  manuals: MANUALS,
  numbers: NUMBERS,
  es: SPANISH,
  fr: FRENCH,
  de: GERMAN,
  pt: PORTUGUESE,
  it: ITALIAN,
  ru: RUSSIAN,
  zh: CHINESE,
  ja: JAPANESE,
  ko: KOREAN,
};
