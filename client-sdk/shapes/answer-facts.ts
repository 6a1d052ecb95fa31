// What Phirst tells beside an answer's text, as plain JSON: under `phirst` in OpenAI's shape, as provider metadata in the AI SDK's.
import type { ErrorCode } from '../../src/errors/error-code.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { AnswerResult, RoutePart, Source } from '../session/answer-part.ts';

/** Where an answer is being made, and why. */
export interface RouteFacts {
  readonly source: Source;
  readonly model: string;
  readonly reason: Reason;
  /** Name of the policy's rule when the reason is `rule`. */
  readonly rule?: string;
}

/** Where an answer came from, why, how sure the device was, and what it cost. */
export interface AnswerFacts extends RouteFacts {
  /** Id of this answer. */
  readonly id: string;
  /** The router's own id of a hosted one. */
  readonly edgeDecisionId?: string;
  readonly confidence?: number;
  readonly isCalibrated: boolean;
  readonly isUnsure: boolean;
  readonly blockedBy?: Reason;
  readonly failure?: { readonly code: ErrorCode; readonly message: string };
  /** Older messages that the device's answer doesn't know of. */
  readonly droppedMessages?: number;
  readonly firstTokenMs: number;
  readonly totalMs: number;
  readonly costMicroUsd: number;
  readonly allHostedCostMicroUsd: number;
}

export function routeFacts({ source, model, reason, rule }: RoutePart): RouteFacts {
  return { source, model, reason, ...(rule !== undefined && { rule }) };
}

export function answerFacts(result: AnswerResult): AnswerFacts {
  const { id, edgeDecisionId, source, model, reason, confidence, isCalibrated, isUnsure, blockedBy, failure, droppedMessages, firstTokenMs, totalMs, usage } = result;
  return {
    id,
    ...(edgeDecisionId !== undefined && { edgeDecisionId }),
    source,
    model,
    reason,
    ...(confidence !== undefined && { confidence }),
    isCalibrated,
    isUnsure,
    ...(blockedBy !== undefined && { blockedBy }),
    ...(failure !== undefined && { failure }),
    ...(droppedMessages !== undefined && { droppedMessages }),
    firstTokenMs,
    totalMs,
    costMicroUsd: usage.costMicroUsd,
    allHostedCostMicroUsd: usage.allHostedCostMicroUsd,
  };
}
