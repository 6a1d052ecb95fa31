// A hosted answer takes the place of whatever was shown, and gives it back if it breaks off.
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { AnswerResult } from './answer-part.ts';
import { resultOfHosted } from './answer-results.ts';
import type { DeviceAnswer, DeviceAttempt } from './device-attempt.ts';
import { asPhirstError, failureReason, type OpenedHandUp } from './hand-up.ts';
import { partialOutcome, streamHosted, type OpenHostedAnswer } from './hosted-leg.ts';
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

/** Withdraws what is shown, if anything is. */
export function revise(run: QueryRun, reason: Reason): void {
  const withdrawnText = run.stream.shownText();
  if (withdrawnText !== '') run.stream.push({ type: 'revise', reason, withdrawnText });
}

/** A hosted answer broke off and nothing else is there: at a deadline what is shown stands, else it is an error. */
export function afterHostedBreak(run: QueryRun, opened: OpenHostedAnswer, failure: PhirstError): AnswerResult {
  if (failure.code !== 'deadline_exceeded') throw failure;
  return resultOfHosted({ run, outcome: partialOutcome(run, opened), reason: 'out_of_time', firstTokenMs: opened.firstTextMs });
}

/** Streams an opened answer to its end. Throws the PhirstError it breaks off with. */
export async function hostedResult(run: QueryRun, opened: OpenHostedAnswer, reason: Reason): Promise<AnswerResult> {
  run.stream.push({ type: 'route', source: 'hosted', model: opened.servedModel, reason });
  const outcome = await streamHosted(run, opened);
  run.note('hosted_answered', { model: outcome.model, outputTokens: outcome.outputTokens, costMicroUsd: outcome.costMicroUsd });
  return resultOfHosted({ run, outcome, reason, firstTokenMs: opened.firstTextMs });
}
