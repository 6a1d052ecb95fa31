// Which Chinese characters, kana and their marks the vocabulary of Llama 2 has: one token each, where others are three bytes.
import { WHOLE_CHARACTERS } from './token-coefficients.ts';

/** From here to there no weights are needed. */
export const FIRST = 0x3000;
const END = 0xa000;

/** Four bits a letter; the letters that word lists are full of, which compress best beside them. */
export const NIBBLES = 'etisodlmaurcnhpg';
/** A gap from one number to the next, less one: a 0 for each sixteen, a 1, and the rest in four bits (Rice's code). */
export const REST_BITS = 4;

const BITS = readGaps(WHOLE_CHARACTERS, FIRST - 1);

function readGaps(letters: string, start: number): Uint8Array {
  const bits = new Uint8Array(END >> 3);
  let number = start;
  let missing = 0;
  let rest = 0;
  for (const letter of letters) {
    const nibble = NIBBLES.indexOf(letter);
    for (let shift = 3; shift >= 0; shift--) {
      const bit = (nibble >> shift) & 1;
      if (missing > 0) {
        rest = 2 * rest + bit;
        if (--missing === 0) {
          number += rest + 1;
          bits[number >> 3] = (bits[number >> 3] as number) | (1 << (number & 7));
        }
      } else if (bit === 1) {
        missing = REST_BITS;
        rest = 0;
      } else number += 1 << REST_BITS;
    }
  }
  return bits;
}

export function isExact(code: number): boolean {
  return code >= FIRST && code < END;
}

/** Of a character that `isExact`: `isWholeCharacter('的'.charCodeAt(0))` → true */
export function isWholeCharacter(code: number): boolean {
  return (((BITS[code >> 3] as number) >> (code & 7)) & 1) === 1;
}
