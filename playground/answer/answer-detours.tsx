import type { TraceStep } from '../../client-sdk/session/answer-part.ts';
import { describeDetours } from './describe-detours.ts';

/** What went otherwise than planned on the way to an answer, one line each. */
export function AnswerDetours({ trace }: { readonly trace: readonly TraceStep[] }) {
  const detours = describeDetours(trace);
  if (detours.length === 0) return null;
  return (
    <ul class="answer-detours" data-testid="answer-detours">
      {detours.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
