// Where the set of words that training knew keeps a word: with the kind of question it stood in, for who knows "ring" from
// multiple choice doesn't know it from a proof.
import { SEEN_BITS } from './gain-reader.ts';

/** Odd and large, so that the kinds' places of one word lie far apart. */
const APART = 0x9e3779b1;
const LAST_PLACE = SEEN_BITS - 1;

/**
 * @param word the reader's place of a word
 * @param kind of gain-counts.ts
 * @example knownPlace(reader.words[0]!, kindOf(reader.counts, description))
 */
export function knownPlace(word: number, kind: number): number {
  return ((word ^ Math.imul(kind + 1, APART)) >>> 0) & LAST_PLACE;
}
