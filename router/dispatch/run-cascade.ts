// Carries out a plan: asks the models of the ladder until one has begun to answer, and no further.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { retryDelayMs } from '../../src/wire/retry-delay.ts';
import type { AttemptRecord } from '../../src/event/outcome-event.ts';
import { orAborted } from '../or-aborted.ts';
import { RetryLaterError } from '../retry-later-error.ts';
import type { Reservation } from '../spend/spend-ledger.ts';
import { wait } from '../wait.ts';
import { afterFailure } from './after-failure.ts';
import type { AnswerMeter, Spent } from './answer-meter.ts';
import { patienceMs, type CascadePlan, type CascadeStep } from './plan-cascade.ts';
import type { AttemptAnswer } from './run-attempt.ts';

export interface CascadeInput {
  readonly plan: CascadePlan;
  /** The caller's and the deadline's; its reason is a PhirstError. */
  readonly signal: AbortSignal;
  /** What is left of the time; undefined = no limit. */
  readonly remainingMs: () => number | undefined;
  /** The most that all attempts together may cost. */
  readonly budgetMicroUsd: number;
  readonly reserve: (worstMicroUsd: number) => Promise<Reservation>;
  readonly createMeter: (step: CascadeStep) => AnswerMeter;
  readonly attempt: (step: CascadeStep, limits: { readonly patienceMs: number; readonly meter: AnswerMeter }) => Promise<AttemptAnswer>;
  /** Told of every attempt once, when it has failed or its answer has begun. */
  readonly onAttempt: (attempt: AttemptRecord) => void;
  /** Told what an attempt that failed has cost. */
  readonly onSpent: (spent: Spent, reservation: Reservation) => void;
  readonly now: () => number;
  readonly draw: () => number;
}

/** A model has begun to answer. */
export interface Served {
  readonly step: CascadeStep;
  /** Another model than the chosen one. */
  readonly isFallback: boolean;
  readonly answer: AttemptAnswer;
  readonly meter: AnswerMeter;
  readonly reservation: Reservation;
}

/** Throws the PhirstError of the last attempt, or the signal's reason. */
export async function runCascade(input: CascadeInput): Promise<Served> {
  const { plan, signal } = input;
  let spentMicroUsd = 0;
  let failure: PhirstError | undefined;
  for (const [index, step] of plan.steps.entries()) {
    // What failed attempts have cost is gone.
    if (spentMicroUsd + step.worstCostMicroUsd > input.budgetMicroUsd) continue;
    for (let retry = 0; ; retry++) {
      const tried = await tryOnce(input, index).catch((error: unknown) => {
        // That there is no money for another try says less than why one was needed.
        throw failure && PhirstError.isInstance(error) && error.code === 'spend_cap_reached' ? failure : error;
      });
      if (tried.served) return tried.served;
      ({ failure } = tried);
      spentMicroUsd += tried.costMicroUsd;
      signal.throwIfAborted();
      const follow = afterFailure(failure.code);
      if (follow === 'surface') throw failure;
      if (follow === 'next' || retry >= plan.maximumRetries) break;
      const delayMs = retryDelayMs({ askedMs: failure instanceof RetryLaterError ? failure.waitMs : undefined, retry, draw: input.draw() });
      const isWorthIt = delayMs <= plan.maximumDelayMs && delayMs < (input.remainingMs() ?? Infinity);
      if (!isWorthIt || spentMicroUsd + step.worstCostMicroUsd > input.budgetMicroUsd) break;
      await wait(delayMs, signal);
    }
  }
  throw failure ?? new PhirstError('internal', 'The plan held no model.');
}

type Tried = { readonly served: Served } | { readonly served: undefined; readonly failure: PhirstError; readonly costMicroUsd: number };

async function tryOnce(input: CascadeInput, index: number): Promise<Tried> {
  const { plan, signal, now } = input;
  const step = plan.steps[index]!;
  const reservation = await reserve(input, step);
  const meter = input.createMeter(step);
  const startedAt = now();
  const note = (code: AttemptRecord['code']) => input.onAttempt({ model: step.model.id, code, ms: Math.round(now() - startedAt) });
  try {
    const patience = patienceMs(step, plan.steps[index + 1], input.remainingMs());
    const answer = await input.attempt(step, { patienceMs: patience, meter });
    note('ok');
    return { served: { step, isFallback: index > 0, answer, meter, reservation } };
  } catch (cause) {
    const failure: unknown = signal.aborted ? signal.reason : cause;
    const spent = meter.spent();
    input.onSpent(spent, reservation);
    note(PhirstError.isInstance(failure) ? failure.code : 'internal');
    if (!PhirstError.isInstance(failure)) throw failure;
    return { served: undefined, failure, costMicroUsd: spent.costMicroUsd };
  }
}

/** A ledger that is slow is not waited for beyond the caller's time; what it reserves later is given back. */
async function reserve({ reserve: begin, onSpent, signal }: CascadeInput, { worstCostMicroUsd }: CascadeStep): Promise<Reservation> {
  const reserving = begin(worstCostMicroUsd);
  try {
    return await orAborted(reserving, signal);
  } catch (error) {
    if (signal.aborted) reserving.then((late) => onSpent(NOTHING_SPENT, late)).catch(() => undefined);
    throw error;
  }
}

const NOTHING_SPENT: Spent = { inputTokens: 0, outputTokens: 0, costMicroUsd: 0, isEstimated: false };
