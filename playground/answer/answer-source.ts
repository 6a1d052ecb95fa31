import type { Source } from '../../client-sdk/session/answer-part.ts';
import type { Turn } from '../conversation/turn.ts';

/** Where the text that is shown came from; before there is any, where it is being made. */
export function answerSource(turn: Turn): Source | undefined {
  return turn.result?.source ?? turn.tokens.at(-1)?.source ?? turn.route?.source;
}
