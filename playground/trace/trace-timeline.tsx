import type { TraceStep } from '../../client-sdk/session/answer-part.ts';
import { formatDuration } from '../format/format-duration.ts';
import { describeStep } from './describe-step.ts';

/** The steps of one query, first to last, each with its time since the question. */
export function TraceTimeline({ trace }: { readonly trace: readonly TraceStep[] }) {
  return (
    <ol class="timeline">
      {trace.map((step, index) => {
        const { title, sentence, where } = describeStep(step);
        return (
          <li key={index} class={`timeline-step is-${where ?? 'decision'}`} data-step={step.step}>
            <span class="timeline-time">{step.atMs < 1 ? '0 ms' : formatDuration(step.atMs)}</span>
            <span class="timeline-words">
              <strong>{title}</strong>
              <span>{sentence}</span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
