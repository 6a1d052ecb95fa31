import type { ShownToken } from '../conversation/turn.ts';
import { shownText } from '../conversation/shown-text.ts';
import { readMarkdown } from '../markdown/read-markdown.ts';
import { sliceTokens } from '../markdown/slice-tokens.ts';
import { TokenText } from './token-text.tsx';

interface AnswerTextProps {
  readonly tokens: readonly ShownToken[];
  readonly isTinted: boolean;
}

/** The text with its code and its bold words set as such: elements around text nodes, so that no answer can bring markup of its own. */
export function AnswerText({ tokens, isTinted }: AnswerTextProps) {
  return (
    <>
      {readMarkdown(shownText(tokens)).map(({ kind, from, to }) => {
        const words = <TokenText tokens={sliceTokens(tokens, from, to)} isTinted={isTinted} />;
        switch (kind) {
          case 'block':
            // Long lines scroll: the keyboard must reach them.
            return (
              <pre key={from} class="answer-code" tabIndex={0}>
                <code>{words}</code>
              </pre>
            );
          case 'code':
            return <code key={from}>{words}</code>;
          case 'bold':
            return <strong key={from}>{words}</strong>;
          default:
            return <span key={from}>{words}</span>;
        }
      })}
    </>
  );
}
