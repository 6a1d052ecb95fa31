// From the trace: when the device and the hosted model were at work.
import type { Source, TraceStep } from '../../client-sdk/session/answer-part.ts';

export interface AnswerSpan {
  readonly source: Source;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A span that never ended ends with the query. */
export function answerSpans(trace: readonly TraceStep[], totalMs: number): readonly AnswerSpan[] {
  const spans: AnswerSpan[] = [];
  const began: { device?: number; hosted?: number } = {};
  const end = (source: Source, toMs: number) => {
    const fromMs = began[source];
    if (fromMs === undefined) return;
    spans.push({ source, fromMs, toMs });
    delete began[source];
  };
  // Whoever took over from a device that broke or was spoken against began there.
  const wentUp = trace.some(({ step }) => step.startsWith('hosted_') || step === 'hand_up_failed');
  for (const { step, atMs, detail } of trace) {
    if (step === 'started' && (detail['route'] === 'device' || detail['route'] === 'hosted')) began[detail['route']] = atMs;
    if (step === 'watched' || (step === 'accepted' && detail['action'] === 'escalate')) began.hosted ??= atMs;
    if (wentUp && (step === 'device_failed' || (step === 'safety' && detail['action'] === 'hand_up'))) began.hosted ??= atMs;
    if (step === 'device_answered' || step === 'device_failed') end('device', atMs);
    if (step === 'hosted_answered' || step === 'hosted_failed' || step === 'hand_up_failed') end('hosted', atMs);
  }
  end('device', totalMs);
  end('hosted', totalMs);
  return spans;
}
