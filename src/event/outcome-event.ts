// What became of one query, as it is remembered: numbers, names and codes. No text of anybody, no key.
import type { ErrorCode } from '../errors/error-code.ts';
import type { Reason } from '../route/reason.ts';

/** One call to one hosted model. */
export interface AttemptRecord {
  readonly model: string;
  /** `ok`, or what it failed of. */
  readonly code: 'ok' | ErrorCode;
  /** From the call to its failure, or to the first content of the answer. */
  readonly ms: number;
}

/** Which variant held for the unit, and whether the variants decide differently on this query. */
export interface EventAssignment {
  readonly experiment: string;
  readonly variant: string;
  readonly isOverride: boolean;
  readonly isDivergent: boolean;
}

export interface OutcomeEvent {
  readonly type: 'outcome';
  readonly schemaVersion: 1;
  /** The same however often it is delivered: who counts, counts an id once. */
  readonly id: string;
  /** Joins it to the decision, and to what others observed of the same query. */
  readonly decisionId: string;
  readonly observer: 'edge' | 'client';
  /** Unix time in milliseconds. */
  readonly atMs: number;
  /** Name of the policy that decided. */
  readonly policy: string;
  readonly policyHash?: string | null | undefined;
  /** The deployment's number; 0 = nothing deployed. */
  readonly sequence?: number | undefined;
  readonly assignment?: EventAssignment | null | undefined;
  /** `audit`: a second answer to a question the device has answered already. */
  readonly purpose?: 'answer' | 'audit' | undefined;
  /** Null where it ended before that was known. */
  readonly requestedModel: string | null;
  readonly routedModel: string | null;
  readonly servedModel: string | null;
  readonly reason: Reason | null;
  readonly attempts: readonly AttemptRecord[];
  /** From the query's arrival to its end, and to the first content. */
  readonly latencyMs: number;
  readonly firstTokenMs: number | null;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Of all attempts together. */
  readonly costMicroUsd: number;
  /** True where a provider didn't tell what was used. */
  readonly isCostEstimated: boolean;
  /** True where the caller left less time than the policy gives a model until its first text. */
  readonly isHurried?: boolean | undefined;
  /** Null for an answer that came to its end. */
  readonly code: ErrorCode | null;
}
