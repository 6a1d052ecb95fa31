import { explainReason } from '../../src/route/reason.ts';
import { shownText } from '../conversation/shown-text.ts';
import type { Withdrawal } from '../conversation/turn.ts';
import { AnswerText } from './answer-text.tsx';

interface WithdrawnTextProps {
  readonly withdrawal: Withdrawal;
  readonly isTinted: boolean;
}

/** Text that was shown and taken back: struck through and folded away, never gone. */
export function WithdrawnText({ withdrawal, isTinted }: WithdrawnTextProps) {
  const who = withdrawal.source === 'device' ? 'The device’s first answer' : 'The first answer';
  return (
    <details class="withdrawn" data-testid="withdrawn-text">
      <summary>
        {who}, withdrawn: <del>{shownText(withdrawal.tokens)}</del>
      </summary>
      <p class="withdrawn-body">
        <del>
          <AnswerText tokens={withdrawal.tokens} isTinted={isTinted} />
        </del>
      </p>
      <p class="hint">{explainReason(withdrawal.reason)}</p>
    </details>
  );
}
