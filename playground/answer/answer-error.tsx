import type { PhirstError } from '../../src/errors/phirst-error.ts';
import { Icon } from '../icons/icon.tsx';
import { errorAdvice } from './error-advice.ts';

interface AnswerErrorProps {
  readonly error: PhirstError;
  /** False while another answer is running: the button stays, and so does the focus on it. */
  readonly canAsk: boolean;
  readonly onAskAgain: () => void;
}

/** What went wrong, in a sentence, and what to do. */
export function AnswerError({ error, canAsk, onAskAgain }: AnswerErrorProps) {
  const { title, advice } = errorAdvice(error.code);
  const isStopped = error.code === 'aborted';
  return (
    <div class={isStopped ? 'answer-error is-quiet' : 'answer-error'} data-testid="answer-error" data-code={error.code}>
      <p class="answer-error-title">
        <Icon name={isStopped ? 'stop' : 'warning'} />
        <strong>{title}</strong>
        {!isStopped && <code>{error.code}</code>}
      </p>
      {!isStopped && <p>{error.message}</p>}
      <p class="muted">{advice}</p>
      <button
        type="button"
        class="button is-small"
        data-testid="ask-again"
        aria-disabled={!canAsk}
        onClick={() => canAsk && onAskAgain()}
      >
        <Icon name="retry" />
        Ask again
      </button>
    </div>
  );
}
