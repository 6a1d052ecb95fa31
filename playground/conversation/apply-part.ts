import type { AnswerPart, TextDeltaPart } from '../../client-sdk/session/answer-part.ts';
import type { ShownToken, Turn } from './turn.ts';

/** The turn after one more part of its answer. A part after the terminal one changes nothing. */
export function applyPart(turn: Turn, part: AnswerPart): Turn {
  if (turn.status !== 'answering') return turn;
  switch (part.type) {
    case 'route':
      return { ...turn, route: part, routes: [...turn.routes, part] };
    case 'text-delta':
      return { ...turn, tokens: appendToken(turn.tokens, part) };
    case 'revise':
      return {
        ...turn,
        tokens: [],
        withdrawals: [
          ...turn.withdrawals,
          { tokens: turn.tokens, reason: part.reason, source: turn.tokens.at(-1)?.source ?? 'device' },
        ],
      };
    case 'error':
      return { ...turn, status: 'failed', error: part.error, trace: part.trace };
    default:
      return { ...turn, status: 'finished', result: part.result, trace: part.result.trace };
  }
}

/** Text without a probability of its own grows the stretch before it: fewer elements, the same words. */
function appendToken(tokens: readonly ShownToken[], { text, source, probability }: TextDeltaPart): readonly ShownToken[] {
  const last = tokens.at(-1);
  if (last && probability === undefined && last.probability === undefined && last.source === source) {
    return [...tokens.slice(0, -1), { text: last.text + text, source }];
  }
  return [...tokens, { text, source, probability }];
}
