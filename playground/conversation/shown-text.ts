import type { ShownToken } from './turn.ts';

export function shownText(tokens: readonly ShownToken[]): string {
  return tokens.map((token) => token.text).join('');
}
