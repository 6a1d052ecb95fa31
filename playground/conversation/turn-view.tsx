import { useMemo } from 'preact/hooks';
import { AnswerCard } from '../answer/answer-card.tsx';
import { UserMessage } from './user-message.tsx';
import type { Turn } from './turn.ts';

interface TurnViewProps {
  readonly turn: Turn;
  readonly isTinted: boolean;
  readonly canAsk: boolean;
  readonly askAgain: (turn: Turn) => void;
  readonly showTrace: (turnNumber: number) => void;
}

/** A question and its answer; drawn again only when something about them changed. */
export function TurnView({ turn, isTinted, canAsk, askAgain, showTrace }: TurnViewProps) {
  return useMemo(
    () => (
      <div class="turn">
        <UserMessage question={turn.question} leftOut={turn.leftOut} isRepeat={turn.place !== turn.number} />
        <AnswerCard
          turn={turn}
          isTinted={isTinted}
          canAsk={canAsk}
          onAskAgain={() => askAgain(turn)}
          onShowTrace={() => showTrace(turn.number)}
        />
      </div>
    ),
    [turn, isTinted, canAsk, askAgain, showTrace],
  );
}
