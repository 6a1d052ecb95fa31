// One question and everything shown of its answer.
import type { Budget, InferenceMode, PrivacyClass } from '../../src/query/query.ts';
import type { PhirstError } from '../../src/errors/phirst-error.ts';
import type { Reason } from '../../src/route/reason.ts';
import type { AnswerResult, RoutePart, Source, TraceStep } from '../../client-sdk/session/answer-part.ts';
import { NOTHING_LEFT_OUT, type LeftOut } from './left-out.ts';

/** What the composer hands over. */
export interface Question {
  readonly prompt: string;
  readonly context?: readonly string[] | undefined;
  readonly mode: InferenceMode;
  readonly privacy: PrivacyClass;
  readonly budget?: Budget | undefined;
  /** Asked without the turns before it. */
  readonly isOnItsOwn: boolean;
}

/** A stretch of text with what is known of it. */
export interface ShownToken {
  readonly text: string;
  readonly source: Source;
  /** Absent for hosted text. */
  readonly probability?: number | undefined;
}

/** Text that was shown and taken back. */
export interface Withdrawal {
  readonly tokens: readonly ShownToken[];
  readonly reason: Reason;
  readonly source: Source;
}

export interface Turn {
  readonly number: number;
  /** Its place in the thread: its own number, or that of the turn whose question it asks again. */
  readonly place: number;
  readonly question: Question;
  readonly leftOut: LeftOut;
  readonly status: 'answering' | 'finished' | 'failed';
  /** Where the answer is being made now. */
  readonly route?: RoutePart | undefined;
  /** Every move, first to last. */
  readonly routes: readonly RoutePart[];
  readonly tokens: readonly ShownToken[];
  readonly withdrawals: readonly Withdrawal[];
  readonly result?: AnswerResult | undefined;
  readonly error?: PhirstError | undefined;
  /** What happened, once the answer has ended one way or the other. */
  readonly trace: readonly TraceStep[];
}

export interface TurnStart {
  readonly number: number;
  readonly question: Question;
  readonly place?: number | undefined;
  readonly leftOut?: LeftOut | undefined;
}

export function startTurn({ number, question, place = number, leftOut = NOTHING_LEFT_OUT }: TurnStart): Turn {
  return { number, place, question, leftOut, status: 'answering', routes: [], tokens: [], withdrawals: [], trace: [] };
}
