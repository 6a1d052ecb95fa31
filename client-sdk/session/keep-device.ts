// Every way in which the device's answer stands. An unsure one may have to be withheld.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { explainReason, type Reason } from '../../src/route/reason.ts';
import type { AnswerResult } from './answer-part.ts';
import { resultOfDevice } from './device-result.ts';
import type { DeviceAnswer, DeviceAttempt } from './device-attempt.ts';
import type { QueryRun } from './query-run.ts';

export interface KeepInput {
  readonly finished: DeviceAnswer;
  readonly reason: Reason;
  readonly isUnsure: boolean;
  readonly blockedBy?: Reason | undefined;
  readonly failure?: PhirstError | undefined;
}

/** Kept for a reason of their own: a sure answer that was cut, and one that no hosted model would better. */
const SHOWN_ALL_THE_SAME: ReadonlySet<Reason> = new Set(['incomplete', 'hosted_not_better']);

/** Throws `answer_withheld` where the policy withholds what nothing vouches for. */
export function keepDevice(run: QueryRun, attempt: DeviceAttempt, { finished, ...kept }: KeepInput): AnswerResult {
  const mayWithhold = run.policy.accept.whenUnsure === 'withhold' && !SHOWN_ALL_THE_SAME.has(kept.reason);
  if (kept.isUnsure && mayWithhold) throw withheld(kept.reason);
  attempt.release();
  return resultOfDevice({ run, answer: finished, ...kept });
}

/** The error of an answer that nobody is shown. */
export function withheld(reason: Reason): PhirstError {
  const why = reason === 'unsure_withheld' ? '' : ` ${explainReason(reason)}`;
  return new PhirstError('answer_withheld', `${explainReason('unsure_withheld')}${why}`);
}
