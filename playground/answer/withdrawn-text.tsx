import { explainReason } from '../../src/route/reason.ts';
import type { TraceStep } from '../../client-sdk/session/answer-part.ts';
import { formatPercent } from '../format/format-percent.ts';
import { shownText } from '../conversation/shown-text.ts';
import type { Withdrawal } from '../conversation/turn.ts';
import { deviceConfidence } from './device-confidence.ts';
import { TokenText } from './token-text.tsx';

interface WithdrawnTextProps {
  readonly withdrawal: Withdrawal;
  /** Empty until the answer is finished. */
  readonly trace: readonly TraceStep[];
  readonly isTinted: boolean;
}

/** Text that was shown and taken back: struck through and folded away, never gone. */
export function WithdrawnText({ withdrawal, trace, isTinted }: WithdrawnTextProps) {
  const isDevice = withdrawal.source === 'device';
  const confidence = isDevice ? deviceConfidence(trace) : undefined;
  return (
    <details class="withdrawn" data-testid="withdrawn-text">
      <summary>
        {isDevice ? 'The device’s first answer' : 'The first answer'}, withdrawn:{' '}
        <del>{shownText(withdrawal.tokens)}</del>
      </summary>
      <p class="withdrawn-body">
        <del>
          <TokenText tokens={withdrawal.tokens} isTinted={isTinted} />
        </del>
      </p>
      <p class="hint">
        {explainReason(withdrawal.reason)}
        {confidence !== undefined && ` It was ${formatPercent(confidence)} sure.`}
      </p>
    </details>
  );
}
