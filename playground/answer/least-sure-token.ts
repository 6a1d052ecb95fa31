import type { ShownToken } from '../conversation/turn.ts';

/** From here on there is nothing to tell apart. */
const SURE = 0.95;

/** The word the device was least sure of, where there is a doubt: what the tints show, for people who don't see them. */
export function leastSureToken(tokens: readonly ShownToken[]): (ShownToken & { readonly probability: number }) | undefined {
  return tokens
    .filter((token): token is ShownToken & { readonly probability: number } => {
      return token.probability !== undefined && token.probability < SURE && token.text.trim() !== '';
    })
    .reduce<(ShownToken & { readonly probability: number }) | undefined>(
      (least, token) => (least === undefined || token.probability < least.probability ? token : least),
      undefined,
    );
}
