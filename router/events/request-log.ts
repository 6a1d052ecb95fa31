// What is remembered of one request: gathered while it runs, told exactly once when it is over.
import type { ErrorCode } from '../../src/errors/error-code.ts';
import type { AttemptRecord, OutcomeEvent } from '../../src/event/outcome-event.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { Spent } from '../dispatch/answer-meter.ts';

export interface RequestLog {
  readonly attempts: readonly AttemptRecord[];
  decided(decision: { readonly requestedModel: string; readonly routedModel: string | null; readonly reason: Reason }): void;
  attempted(attempt: AttemptRecord): void;
  /** The first content is there. */
  served(servedModel: string, reason: Reason): void;
  spent(spent: Spent): void;
  /** @param code null for an answer that came to its end. Only the first call counts. */
  finish(code: ErrorCode | null): void;
}

export interface RequestLogInput {
  readonly decisionId: string;
  readonly policy: string;
  readonly now: () => number;
  readonly keep: (event: OutcomeEvent) => void;
}

/** The clock starts here. */
export function createRequestLog({ decisionId, policy, now, keep }: RequestLogInput): RequestLog {
  const arrivedAt = now();
  const attempts: AttemptRecord[] = [];
  let decision: { requestedModel: string; routedModel: string | null; reason: Reason } | undefined;
  let answer: { servedModel: string; reason: Reason; firstTokenMs: number } | undefined;
  let inputTokens = 0;
  let outputTokens = 0;
  let costMicroUsd = 0;
  let isCostEstimated = false;
  let isFinished = false;
  return {
    attempts,
    decided: (made) => (decision = made),
    attempted: (attempt) => attempts.push(attempt),
    served: (servedModel, reason) => (answer = { servedModel, reason, firstTokenMs: now() - arrivedAt }),
    spent(spent) {
      inputTokens += spent.inputTokens;
      outputTokens += spent.outputTokens;
      costMicroUsd += spent.costMicroUsd;
      isCostEstimated ||= spent.isEstimated;
    },
    finish(code) {
      if (isFinished) return;
      isFinished = true;
      const endedAt = now();
      keep({
        type: 'outcome',
        schemaVersion: 1,
        id: `${decisionId}:edge`,
        decisionId,
        observer: 'edge',
        atMs: endedAt,
        policy,
        requestedModel: decision?.requestedModel ?? null,
        routedModel: decision?.routedModel ?? null,
        servedModel: answer?.servedModel ?? null,
        reason: answer?.reason ?? decision?.reason ?? null,
        attempts,
        latencyMs: endedAt - arrivedAt,
        firstTokenMs: answer?.firstTokenMs ?? null,
        inputTokens,
        outputTokens,
        costMicroUsd,
        isCostEstimated,
        code,
      });
    },
  };
}
