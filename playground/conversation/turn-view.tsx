import { useMemo } from 'preact/hooks';
import { AnswerCard } from '../answer/answer-card.tsx';
import { UserMessage } from './user-message.tsx';
import type { Question, Turn } from './turn.ts';

interface TurnViewProps {
  readonly turn: Turn;
  readonly isTinted: boolean;
  readonly canAsk: boolean;
  readonly ask: (question: Question) => void;
  readonly showTrace: (turnNumber: number) => void;
}

/** A question and its answer; drawn again only when something about them changed. */
export function TurnView({ turn, isTinted, canAsk, ask, showTrace }: TurnViewProps) {
  return useMemo(
    () => (
      <div class="turn">
        <UserMessage question={turn.question} leftOut={turn.leftOut} />
        <AnswerCard
          turn={turn}
          isTinted={isTinted}
          onAskAgain={canAsk ? () => ask(turn.question) : undefined}
          onShowTrace={() => showTrace(turn.number)}
        />
      </div>
    ),
    // Asking again matters where something failed; elsewhere a new `ask` needs no new drawing.
    [turn, isTinted, showTrace, turn.status === 'failed' && canAsk, turn.status === 'failed' && ask],
  );
}
