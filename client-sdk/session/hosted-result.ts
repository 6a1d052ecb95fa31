// A hosted answer that has begun → what the reader sees of it, and the result the app gets.
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { AnswerResult } from './answer-part.ts';
import { partialOutcome, streamHosted, type HostedOutcome, type OpenHostedAnswer } from './hosted-leg.ts';
import type { QueryRun } from './query-run.ts';

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

interface HostedResultInput {
  readonly run: QueryRun;
  readonly outcome: HostedOutcome;
  readonly reason: Reason;
  /** When its first text arrived. */
  readonly firstTokenMs: number;
}

function resultOfHosted({ run, outcome, reason, firstTokenMs }: HostedResultInput): AnswerResult {
  const { model, decisionId, text, inputTokens, outputTokens, costMicroUsd: cost, isComplete, finishReason } = outcome;
  return {
    id: run.id,
    text,
    source: 'hosted',
    model,
    reason,
    finishReason,
    isCalibrated: false,
    isUnsure: !isComplete,
    ...(decisionId !== undefined && { edgeDecisionId: decisionId }),
    firstTokenMs,
    totalMs: run.elapsedMs(),
    usage: { inputTokens, outputTokens, costMicroUsd: cost, allHostedCostMicroUsd: cost },
    trace: run.trace,
  };
}
