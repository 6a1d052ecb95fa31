// What went otherwise than planned on the way to an answer that came all the same, read from its trace.
import type { TraceStep } from '../../client-sdk/session/answer-part.ts';

type Detail = TraceStep['detail'];

const DETOURS: Readonly<Record<string, (detail: Detail) => string | undefined>> = {
  trimmed: ({ droppedMessages }) =>
    typeof droppedMessages === 'number'
      ? `The oldest ${droppedMessages === 1 ? 'message was' : `${droppedMessages} messages were`} left out for this device: it reads no more at once.`
      : undefined,
  // What kind of failure it was is the answer's own reason.
  device_failed: ({ message, device }) => `${String(message)} ${AFTER_A_FAULT[String(device)] ?? ''}`.trim(),
  safety_check_failed: ({ on, why }) => `The app’s safety check failed on the ${on === 'input' ? 'question' : 'answer'}: ${String(why)}`,
  hosted_opened: ({ routedModel, servedModel }) =>
    typeof routedModel === 'string' && typeof servedModel === 'string' && routedModel !== servedModel
      ? `${routedModel} was chosen first and failed; ${servedModel} took its place.`
      : undefined,
};

const AFTER_A_FAULT: Readonly<Record<string, string>> = {
  reloading: 'It is being started again.',
  failed: 'Hosted models answer for the rest of this session.',
  not_ready: 'Load it again under Model.',
};

/**
 * @example
 * describeDetours([{ atMs: 900, step: 'hosted_opened', detail: { routedModel: 'a/one', servedModel: 'b/two' } }])
 * // ['a/one was chosen first and failed; b/two took its place.']
 */
export function describeDetours(trace: readonly TraceStep[]): readonly string[] {
  const sentences = trace.map(({ step, detail }) => DETOURS[step]?.(detail));
  return [...new Set(sentences.filter((sentence) => sentence !== undefined))];
}
