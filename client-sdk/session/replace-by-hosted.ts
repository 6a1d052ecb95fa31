// A hosted answer takes the place of whatever was shown, and gives it back if it breaks off.
import type { AnswerResult } from './answer-part.ts';
import type { DeviceAnswer, DeviceAttempt } from './device-attempt.ts';
import { asPhirstError, failureReason } from './failure-reason.ts';
import type { OpenedHandUp } from './hand-up.ts';
import { afterHostedBreak, hostedResult, revise } from './hosted-result.ts';
import { keepDevice } from './keep-device.ts';
import type { QueryRun } from './query-run.ts';

/** The device's text is withdrawn only now that there is something in its place, and comes back if that breaks off. */
export async function replaceByHosted(
  run: QueryRun,
  { opened, reason }: OpenedHandUp,
  device: { readonly attempt: DeviceAttempt; readonly finished: DeviceAnswer } | undefined,
): Promise<AnswerResult> {
  revise(run, reason);
  try {
    return await hostedResult(run, opened, reason);
  } catch (error) {
    const failure = asPhirstError(error);
    run.note('hosted_failed', { code: failure.code, message: failure.message });
    if (failure.code === 'aborted' || !device) return afterHostedBreak(run, opened, failure);
    const result = keepDevice(run, device.attempt, { finished: device.finished, reason: failureReason(failure), isUnsure: true, failure });
    revise(run, result.reason);
    run.stream.push({ type: 'text-delta', text: device.finished.text, source: 'device' });
    return result;
  }
}
