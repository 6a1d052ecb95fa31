import type { TraceStep } from '../../client-sdk/session/answer-part.ts';

/** How sure the device was of the text it gave, as the trace noted it; undefined where it wasn't measured. */
export function deviceConfidence(trace: readonly TraceStep[]): number | undefined {
  const noted = trace.findLast(({ step }) => step === 'device_answered' || step === 'watched')?.detail['confidence'];
  return typeof noted === 'number' ? noted : undefined;
}
