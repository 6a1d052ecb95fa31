// What an answer streams: the route, its text, withdrawals, and exactly one terminal part.
import type { ErrorCode } from '../../src/errors/error-code.ts';
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Reason } from '../../src/route/reason.ts';

/** Where an answer, or a stretch of it, came from. */
export type Source = 'device' | 'hosted';

/** Where the answer is now being made, and why. The first part; more follow when it moves and when the serving model is known. */
export interface RoutePart {
  readonly type: 'route';
  readonly source: Source;
  /** Device: catalog id. Hosted: the model requested (`auto` until the router says which one serves). */
  readonly model: string;
  readonly reason: Reason;
  /** Name of the policy's rule when the reason is `rule`. */
  readonly rule?: string | undefined;
}

/** Text to append to what is shown. */
export interface TextDeltaPart {
  readonly type: 'text-delta';
  readonly text: string;
  readonly source: Source;
  /** Probability of this token, 0 to 1; absent for hosted text. */
  readonly probability?: number | undefined;
}

/** Everything shown so far is withdrawn; what follows replaces it. */
export interface RevisePart {
  readonly type: 'revise';
  readonly reason: Reason;
  /** The withdrawn text, for a page that wants to show what changed. */
  readonly withdrawnText: string;
}

/** Tokens and money of one answer. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Spent on hosted models. */
  readonly costMicroUsd: number;
  /** What it would have cost had the router's own choice of a hosted model answered it; 0 where none was allowed to. */
  readonly allHostedCostMicroUsd: number;
}

/** One step of what happened, for display and debugging. Holds no text of the query. */
export interface TraceStep {
  /** Milliseconds since ask(). */
  readonly atMs: number;
  readonly step: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/**
 * What ended the text: the model itself, the length limit, the provider's content filter, or something from outside
 * (a deadline, a connection that broke): then it is only what was there by then.
 */
export type FinishReason = 'stop' | 'length' | 'content_filter' | 'interrupted';

/** A complete answer: its text, where it came from and why, how sure the device was, what it cost. */
export interface AnswerResult {
  readonly id: string;
  readonly text: string;
  readonly source: Source;
  /** Model that produced the text. */
  readonly model: string;
  readonly reason: Reason;
  readonly finishReason: FinishReason;
  /** Undefined for hosted answers and engines without logits. */
  readonly confidence?: number | undefined;
  readonly isCalibrated: boolean;
  /** True when the answer is shown although nothing vouches for it. */
  readonly isUnsure: boolean;
  /** Why no hosted model took over an unsure answer; undefined when one might have. */
  readonly blockedBy?: Reason | undefined;
  /** What failed on the way, when this answer stands in for one that broke off: the error's code and words. */
  readonly failure?: { readonly code: ErrorCode; readonly message: string } | undefined;
  /** The router's own id of a hosted answer (`x-phirst-decision-id`), for its logs and records; `id` is this client's. */
  readonly edgeDecisionId?: string | undefined;
  /** Older messages that the device's answer doesn't know of: they didn't fit. Hosted answers know them all. */
  readonly droppedMessages?: number | undefined;
  /** Prompt tokens that the device still had from the turn before, and didn't read again. */
  readonly cachedPromptTokens?: number | undefined;
  readonly firstTokenMs: number;
  readonly totalMs: number;
  readonly usage: Usage;
  readonly trace: readonly TraceStep[];
}

/** The answer is complete; `answer.done` resolves with the same result. */
export interface FinishPart {
  readonly type: 'finish';
  readonly result: AnswerResult;
}

/** The answer ended without a result; `answer.done` rejects with the same error. */
export interface ErrorPart {
  readonly type: 'error';
  readonly error: PhirstError;
  /** What happened up to the failure. */
  readonly trace: readonly TraceStep[];
}

/** What iterating an answer gives. Exactly one `finish` or `error` is the last. */
export type AnswerPart = RoutePart | TextDeltaPart | RevisePart | FinishPart | ErrorPart;
