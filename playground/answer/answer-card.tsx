import type { Turn } from '../conversation/turn.ts';
import { AnswerDetours } from './answer-detours.tsx';
import { AnswerError } from './answer-error.tsx';
import { AnswerFacts } from './answer-facts.tsx';
import { AnswerFailure } from './answer-failure.tsx';
import { AnswerHeading } from './answer-heading.tsx';
import { AnswerReason } from './answer-reason.tsx';
import { answerSource } from './answer-source.ts';
import { AnswerText } from './answer-text.tsx';
import { SourceMark } from './source-mark.tsx';
import { WithdrawnText } from './withdrawn-text.tsx';

interface AnswerCardProps {
  readonly turn: Turn;
  readonly isTinted: boolean;
  /** False while another answer is running. */
  readonly canAsk: boolean;
  readonly onAskAgain: () => void;
  readonly onShowTrace: () => void;
}

/** One answer with everything there is to know about it. */
export function AnswerCard({ turn, isTinted, canAsk, onAskAgain, onShowTrace }: AnswerCardProps) {
  const source = answerSource(turn);
  return (
    <article
      class="answer"
      data-testid="answer"
      data-status={turn.status}
      data-source={source}
      data-reason={turn.result?.reason ?? turn.route?.reason}
      aria-busy={turn.status === 'answering'}
      aria-label={`Answer to: ${turn.question.prompt}`}
    >
      <SourceMark source={source} />
      <div class="answer-body">
        <AnswerHeading turn={turn} canAsk={canAsk} onAskAgain={onAskAgain} onShowTrace={onShowTrace} />
        {turn.withdrawals.map((withdrawal, index) => (
          <WithdrawnText key={index} withdrawal={withdrawal} trace={turn.trace} isTinted={isTinted} />
        ))}
        <div class={turn.status === 'answering' ? 'answer-text is-streaming' : 'answer-text'} data-testid="answer-text">
          <AnswerText tokens={turn.tokens} isTinted={isTinted} />
        </div>
        {turn.result?.failure && <AnswerFailure failure={turn.result.failure} />}
        {turn.error ? <AnswerError error={turn.error} canAsk={canAsk} onAskAgain={onAskAgain} /> : <AnswerReason turn={turn} />}
        {turn.error?.code !== 'aborted' && <AnswerDetours trace={turn.trace} toldAlready={turn.error?.message} />}
        {turn.result && <AnswerFacts result={turn.result} tokens={turn.tokens} />}
      </div>
    </article>
  );
}
