// What is remembered of one request: gathered while it runs, told exactly once when it is over.
import type { ErrorCode } from '../../src/errors/error-code.ts';
import type { AttemptRecord, EventAssignment, OutcomeEvent } from '../../src/event/outcome-event.ts';
import type { EdgeEvent, StoredEvent } from '../../src/event/stored-event.ts';
import type { HostedRecord } from '../../src/replay/decision-input.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { Spent } from '../dispatch/answer-meter.ts';

/** What was decided, and from what. */
export interface DecisionNote {
  readonly requestedModel: string;
  readonly routedModel: string | null;
  readonly reason: Reason;
  readonly record: HostedRecord;
  /** Share of the experiment's units whose variant chooses the same model first; 1 without an experiment. */
  readonly propensity: number;
  /** The variants' policies decide differently on this query. */
  readonly isDivergent: boolean;
}

export interface RequestLog {
  readonly attempts: readonly AttemptRecord[];
  /** What it was asked for, once that has been read. */
  askedFor(purpose: OutcomeEvent['purpose']): void;
  decided(decision: DecisionNote): void;
  /** The caller leaves less time than the policy would. */
  hurried(): void;
  attempted(attempt: AttemptRecord): void;
  /** The first content is there. */
  served(servedModel: string, reason: Reason): void;
  spent(spent: Spent): void;
  /** @param code null for an answer that came to its end. Only the first call counts. */
  finish(code: ErrorCode | null): void;
}

/** Under what a request is decided. */
export interface RequestContext {
  /** Name of the policy. */
  readonly policy: string;
  readonly policyHash: string | null;
  /** The deployment's number; 0 = nothing deployed. */
  readonly sequence: number;
  readonly assignment: Omit<EventAssignment, 'isDivergent'> | null;
}

export interface RequestLogInput {
  readonly decisionId: string;
  readonly context: RequestContext;
  /** Null where there is none, and for a caller that doesn't want to be followed. */
  readonly unit: string | null;
  readonly now: () => number;
  /** All events of the request, together. */
  readonly keep: (events: readonly StoredEvent[]) => void;
}

/** The clock starts here. */
export function createRequestLog({ decisionId, context, unit, now, keep }: RequestLogInput): RequestLog {
  const arrivedAt = now();
  const attempts: AttemptRecord[] = [];
  let purpose: OutcomeEvent['purpose'];
  let decision: DecisionNote | undefined;
  let answer: { servedModel: string; reason: Reason; firstTokenMs: number } | undefined;
  let inputTokens = 0;
  let outputTokens = 0;
  let costMicroUsd = 0;
  let isCostEstimated = false;
  let isHurried = false;
  let isFinished = false;

  const common = (atMs: number) => ({
    schemaVersion: 1 as const,
    decisionId,
    observer: 'edge' as const,
    atMs,
    policy: context.policy,
    sequence: context.sequence,
  });
  const assignment = (): EventAssignment | null =>
    context.assignment && { ...context.assignment, isDivergent: decision?.isDivergent ?? false };

  const beforeTheEnd = (atMs: number): EdgeEvent[] => {
    const { policyHash } = context;
    if (!decision || policyHash === null) return [];
    const { record, propensity } = decision;
    const assigned = assignment();
    const made: EdgeEvent = { type: 'decision', ...common(atMs), id: `${decisionId}:decision`, policyHash, assignment: assigned, record, propensity };
    // Without a unit nobody can tell whether it is the first time.
    if (!assigned || unit === null) return [made];
    return [made, { type: 'exposure', ...common(atMs), id: `${decisionId}:exposure`, policyHash, assignment: assigned }];
  };

  return {
    attempts,
    askedFor: (told) => (purpose = told),
    decided: (made) => (decision = made),
    hurried: () => (isHurried = true),
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
      const outcome: OutcomeEvent = {
        type: 'outcome',
        ...common(endedAt),
        id: `${decisionId}:edge`,
        policyHash: context.policyHash,
        assignment: assignment(),
        ...(purpose !== undefined && { purpose }),
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
        ...(isHurried && { isHurried }),
        code,
      };
      const events = [...beforeTheEnd(endedAt), outcome];
      keep(events.map((event) => ({ event, standing: 'edge', unit, receivedAt: endedAt })));
    },
  };
}
