import type { ShownToken } from '../conversation/turn.ts';

/**
 * The tokens of a stretch of the text, those at its ends cut to it: what is known of each stays with its part.
 *
 * @example sliceTokens([{ text: 'ab' }, { text: 'cd' }], 1, 3) // [{ text: 'b' }, { text: 'c' }]
 */
export function sliceTokens(tokens: readonly ShownToken[], from: number, to: number): readonly ShownToken[] {
  const slice: ShownToken[] = [];
  let position = 0;
  for (const token of tokens) {
    const begin = Math.max(0, from - position);
    const end = Math.min(token.text.length, to - position);
    if (end > begin) slice.push({ ...token, text: token.text.slice(begin, end) });
    position += token.text.length;
    if (position >= to) break;
  }
  return slice;
}
