import { formatPercent } from '../format/format-percent.ts';
import type { ShownToken } from '../conversation/turn.ts';
import { tintOf } from './tint.ts';

interface TokenTextProps {
  readonly tokens: readonly ShownToken[];
  readonly isTinted: boolean;
}

/** The text as it is, each of the device's tokens coloured by its probability, which its tooltip says in figures. */
export function TokenText({ tokens, isTinted }: TokenTextProps) {
  return (
    <>
      {tokens.map(({ text, probability }, index) =>
        isTinted && probability !== undefined ? (
          <span key={index} class={`token token-${tintOf(probability)}`} title={`${formatPercent(probability)} probable`}>
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </>
  );
}
