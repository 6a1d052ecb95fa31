// What the scan wants to know of every letter, in one number: one look at a table, and no branch that a processor guesses wrong.
import { isCapital, isLatinLetter, smallLetter } from './letters.ts';
import { letterClass } from './token-weights.ts';

/** The lowest bits are the small letter; above them are its class, and whether it was a capital. */
const CLASS_AT = 13;
const CAPITAL_AT = 18;
const SMALL_BITS = (1 << CLASS_AT) - 1;
const CLASS_BITS = 31;

/** Beyond it are none but accented letters of one class. */
const TABLE_SIZE = 0x250;
const FACTS = Int32Array.from({ length: TABLE_SIZE }, (_, code) => (isLatinLetter(code) ? factsOf(code) : 0));

function factsOf(code: number): number {
  const small = smallLetter(code);
  return small | (letterClass(small) << CLASS_AT) | ((isCapital(code) ? 1 : 0) << CAPITAL_AT);
}

/** 0 for what is no Latin letter. */
export function letterFacts(code: number): number {
  if (code < TABLE_SIZE) return FACTS[code] as number;
  return isLatinLetter(code) ? factsOf(code) : 0;
}

/** `smallOf(letterFacts(65))` → 97 */
export function smallOf(facts: number): number {
  return facts & SMALL_BITS;
}

/** Of token-weights.ts: `classOf(letterFacts(65))` → 1 */
export function classOf(facts: number): number {
  return (facts >>> CLASS_AT) & CLASS_BITS;
}

/** `capitalsOf(letterFacts(65))` → 1 */
export function capitalsOf(facts: number): number {
  return facts >>> CAPITAL_AT;
}

/** Of the facts of several letters, one `|` the other. */
export function hasAccent(facts: number): boolean {
  return (facts & SMALL_BITS) > 127;
}
