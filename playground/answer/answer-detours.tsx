import type { TraceStep } from '../../client-sdk/session/answer-part.ts';
import { describeDetours } from './describe-detours.ts';

interface AnswerDetoursProps {
  readonly trace: readonly TraceStep[];
  /** A sentence that stands above them. */
  readonly toldAlready: string | undefined;
}

/** What went otherwise than planned on the way to an answer, one line each. */
export function AnswerDetours({ trace, toldAlready }: AnswerDetoursProps) {
  const detours = describeDetours(trace)
    .map((sentence) => (toldAlready === undefined ? sentence : sentence.replace(toldAlready, '').trim()))
    .filter((sentence) => sentence !== '');
  if (detours.length === 0) return null;
  return (
    <ul class="answer-detours" data-testid="answer-detours">
      {detours.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
