// The Chinese characters, kana and their marks that are one token, as src/query/whole-characters.ts reads them.
import tokenizer from 'llama-tokenizer-js';
import { FIRST, isExact, NIBBLES, REST_BITS } from '../../../src/query/whole-characters.ts';

/** In order. */
export function wholeCharacters(): number[] {
  const codes = tokenizer.vocabById.filter((token) => token.length === 1).map((token) => token.charCodeAt(0));
  return codes.filter(isExact).toSorted((a, b) => a - b);
}

/** `writeCharacters([0x3000, 0x3002])` → three letters: 10000, 10001 and two bits more. */
export function writeCharacters(codes: readonly number[]): string {
  let last = FIRST - 1;
  let bits = '';
  for (const code of codes) {
    const gap = code - last - 1;
    bits += `${'0'.repeat(gap >> REST_BITS)}1${(gap & ((1 << REST_BITS) - 1)).toString(2).padStart(REST_BITS, '0')}`;
    last = code;
  }
  // What fills the last letter up begins no number: it is all zeros.
  return (bits.match(/.{1,4}/g) ?? []).map((nibble) => NIBBLES[Number.parseInt(nibble.padEnd(4, '0'), 2)]).join('');
}
