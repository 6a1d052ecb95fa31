import { formatDuration } from '../format/format-duration.ts';
import { sourceName } from '../answer/source-name.ts';
import type { AnswerSpan } from './answer-spans.ts';

interface SpanChartProps {
  readonly spans: readonly AnswerSpan[];
  readonly totalMs: number;
}

/** Who was at work when, from the question to the last word. */
export function SpanChart({ spans, totalMs }: SpanChartProps) {
  if (spans.length === 0) return null;
  const share = (milliseconds: number) => (100 * milliseconds) / Math.max(1, totalMs);
  return (
    <ul class="span-chart">
      {spans.map(({ source, fromMs, toMs }) => (
        <li key={source}>
          <span class="span-name">{sourceName(source)}</span>
          <svg class="span-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect class="span-track" width="100" height="8" />
            <rect class={`span-fill is-${source}`} x={share(fromMs)} width={Math.max(1, share(toMs - fromMs))} height="8" />
          </svg>
          <span class="span-time">{formatDuration(toMs - fromMs)}</span>
        </li>
      ))}
    </ul>
  );
}
