import { formatPercent } from '../format/format-percent.ts';
import { errorAdvice } from '../answer/error-advice.ts';
import { failureSentence } from '../answer/failure-sentence.ts';
import { sourceName } from '../answer/source-name.ts';
import type { Turn } from './turn.ts';

/** Tells a screen reader the beginning and the end of an answer, not every word of it on the way. */
export function AnswerAnnouncer({ turn }: { readonly turn: Turn | undefined }) {
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {turn ? announcement(turn) : ''}
    </p>
  );
}

function announcement(turn: Turn): string {
  if (turn.error) return `${errorAdvice(turn.error.code).title}. ${turn.error.message}`;
  const { result } = turn;
  if (!result) {
    if (turn.withdrawals.length > 0) return 'The device’s first answer was withdrawn. A hosted model is answering.';
    return turn.route ? `${sourceName(turn.route.source)} is answering.` : '';
  }
  const sureness =
    result.confidence === undefined ? '' : `, ${result.isUnsure ? 'not sure' : 'confidence'} ${formatPercent(result.confidence)}`;
  const failure = result.failure ? `${failureSentence(result.failure)} ` : '';
  return `${failure}${sourceName(result.source)}${sureness}: ${result.text}`;
}
