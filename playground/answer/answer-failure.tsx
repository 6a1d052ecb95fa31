import type { AnswerResult } from '../../client-sdk/session/answer-part.ts';
import { failureSentence } from './failure-sentence.ts';

/** On an answer that stands in for one that broke off: what failed. */
export function AnswerFailure({ failure }: { readonly failure: NonNullable<AnswerResult['failure']> }) {
  return (
    <p class="notice is-warning" data-testid="answer-failure" data-code={failure.code}>
      {failureSentence(failure)} This device’s answer stands in for it.
    </p>
  );
}
