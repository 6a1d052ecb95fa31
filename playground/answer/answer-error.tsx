import type { PhirstError } from '../../src/errors/phirst-error.ts';
import { Icon } from '../icons/icon.tsx';
import { errorAdvice } from './error-advice.ts';

interface AnswerErrorProps {
  readonly error: PhirstError;
  /** Absent while another answer is running. */
  readonly onAskAgain: (() => void) | undefined;
}

/** What went wrong, in a sentence, and what to do. */
export function AnswerError({ error, onAskAgain }: AnswerErrorProps) {
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
      {onAskAgain && (
        <button type="button" class="button is-small" onClick={onAskAgain}>
          <Icon name="retry" />
          Ask again
        </button>
      )}
    </div>
  );
}
