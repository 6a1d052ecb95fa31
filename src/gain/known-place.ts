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

/** Places of known pairs of neighbouring words. */
export const PAIR_BITS = 1 << 18;

/**
 * The share of a text's pairs of neighbours that training knew from questions of that kind; 1 where there are none.
 *
 * @param words the reader's places of words, in reading order
 */
export function shareOfPairs(words: Uint32Array, wordCount: number, kind: number, known: Uint8Array): number {
  if (wordCount < 2) return 1;
  let sum = 0;
  for (let index = 1; index < wordCount; index++) {
    const place = pairPlace(words[index - 1]!, words[index]!, kind);
    sum += (known[place >>> 3]! >>> (place & 7)) & 1;
  }
  return sum / (wordCount - 1);
}

/** Of two neighbours, in their order. */
export function pairPlace(before: number, word: number, kind: number): number {
  let mixed = Math.imul(Math.imul(before + 1, APART) ^ (word + Math.imul(kind + 1, 0x85ebca6b)), 0xc2b2ae35);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, APART) >>> 14;
}
