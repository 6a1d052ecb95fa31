import type { Turn } from '../conversation/turn.ts';
import { answerSource } from './answer-source.ts';

/** The model behind the text that is shown, or what is happening while none has served yet. */
export function answerModel(turn: Turn): string | undefined {
  if (turn.result) return turn.result.model;
  if (turn.status === 'failed') return turn.route?.source === 'device' ? turn.route.model : undefined;
  const isMovingUp = turn.route?.source === 'hosted' && answerSource(turn) === 'device';
  if (isMovingUp) return 'asking a hosted model…';
  if (turn.route?.model !== 'auto') return turn.route?.model;
  return turn.tokens.length === 0 ? 'choosing a model…' : undefined;
}
