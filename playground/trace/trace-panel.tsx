import type { Turn } from '../conversation/turn.ts';
import { answerSpans } from './answer-spans.ts';
import { printJson } from './print-json.ts';
import { QueryFacts } from './query-facts.tsx';
import { SpanChart } from './span-chart.tsx';
import { TraceTimeline } from './trace-timeline.tsx';

/** What happened to one question, step by step; the last one unless another was chosen. */
export function TracePanel({ turn }: { readonly turn: Turn | undefined }) {
  if (!turn) {
    return (
      <div class="panel-body" data-testid="trace">
        <p class="hint">Ask something: this is where you see what happened to it, step by step.</p>
      </div>
    );
  }
  const { result, error, question, trace } = turn;
  const described = trace.find(({ step }) => step === 'described')?.detail;
  const totalMs = result?.totalMs ?? trace.at(-1)?.atMs ?? 0;
  return (
    <div class="panel-body" data-testid="trace">
      <p class="trace-question">“{question.prompt}”</p>
      {!result && !error && <p class="hint">Being answered…</p>}
      {error && (
        <p class={error.code === 'aborted' ? 'notice' : 'notice is-warning'}>
          Ended with <code>{error.code}</code>. {error.message}
        </p>
      )}
      {trace.length > 0 && (
        <>
          <SpanChart spans={answerSpans(trace, totalMs)} totalMs={totalMs} />
          <TraceTimeline trace={trace} />
          {described && (
            <section class="panel-section">
              <h3>The question, as it was read</h3>
              <QueryFacts description={described} />
            </section>
          )}
          <details class="raw">
            <summary>As JSON</summary>
            <pre tabIndex={0}>{printJson(result ? { ...result, text: undefined } : trace)}</pre>
          </details>
        </>
      )}
    </div>
  );
}
