// Asking a second one while the first is still silent: when it pays, and what it does to the slowest answers. Dean and Barroso,
// "The tail at scale" (CACM 2013); SingleR: Kaler, He and Elnikety, "Optimal reissue policies" (SPAA 2017).
import { settle } from '../numerics/settle.ts';
import { quantileOf, type Survival } from './latency-law.ts';

export interface Hedge {
  /** The second is asked if the first has said nothing for so long. */
  readonly delayMs: number;
  /** And then with this probability; 1 = always. */
  readonly share: number;
}

/** Of the earlier of two answers: the first, or one asked for `delayMs` later. */
export function hedgedSurvival(first: Survival, second: Survival, { delayMs, share }: Hedge): Survival {
  return (ms) => (ms < delayMs ? first(ms) : first(ms) * (1 - share + share * second(ms - delayMs)));
}

/** Share of the queries for which a second one is asked: what a hedge costs. */
export function extraRequests(first: Survival, { delayMs, share }: Hedge): number {
  return share * first(delayMs);
}

/** The delay at which a hedge that is always sent costs `budget` more requests: `plainHedge(first, 0.05)` waits for the 95th percentile. */
export function plainHedge(first: Survival, budget: number): Hedge {
  return { delayMs: quantileOf(first, 1 - budget), share: 1 };
}

const GRID = 64;
const ROUNDS = 5;

/**
 * The delay and the probability that make the `target` quantile least among all hedges that cost at most `budget` more
 * requests. Earlier and less often beats later and always where the budget is not much more than the tail that is aimed at.
 *
 * `singleHedge({ first, second: first, budget: 0.05, target: 0.95 })` → { delayMs: 937…, share: 0.348… }
 */
export function singleHedge({ first, second, budget, target }: { readonly first: Survival; readonly second: Survival; readonly budget: number; readonly target: number }): Hedge {
  const hedgeAt = (delayMs: number): Hedge => {
    const silent = first(delayMs);
    return { delayMs, share: settle(silent) <= settle(budget) ? 1 : budget / silent };
  };
  const tailAt = (delayMs: number) => quantileOf(hedgedSurvival(first, second, hedgeAt(delayMs)), target);
  // A grid that narrows around its best: there may be more than one valley.
  let low = 0;
  let high = quantileOf(first, target);
  // Of nobody knows when there is no tail to shorten: nothing is asked twice.
  if (high === Infinity) return { delayMs: Infinity, share: 0 };
  let best = high;
  let bestTail = tailAt(high);
  for (let round = 0; round < ROUNDS; round++) {
    const step = (high - low) / GRID;
    for (let index = 0; index <= GRID; index++) {
      const delayMs = low + step * index;
      const tail = tailAt(delayMs);
      if (settle(tail) < settle(bestTail)) {
        best = delayMs;
        bestTail = tail;
      }
    }
    low = Math.max(0, best - step);
    high = best + step;
  }
  return hedgeAt(best);
}

export interface HedgeInTime {
  /** Of the one that was asked first and has said nothing yet. */
  readonly first: Survival;
  /** Of the one that could be asked now. */
  readonly second: Survival;
  readonly deadlineMs: number;
  readonly elapsedMs: number;
  /** What a right answer in time is worth, and what asking the second costs. */
  readonly valueMicroUsd: number;
  readonly costMicroUsd: number;
}

/** Whether it pays now: V · P(the first is late | silent so far) · P(the second is in time) > its cost. */
export function isHedgeWorthIt({ first, second, deadlineMs, elapsedMs, valueMicroUsd, costMicroUsd }: HedgeInTime): boolean {
  const silent = first(elapsedMs);
  if (silent <= 0 || settle(elapsedMs) >= settle(deadlineMs)) return false;
  const isLate = first(deadlineMs) / silent;
  const isSaved = 1 - second(deadlineMs - elapsedMs);
  return settle(valueMicroUsd * isLate * isSaved) > settle(costMicroUsd);
}

/** Of `calls` made at once, that at least one is among the slowest `share`: `anySlow(0.01, 100)` → 0.6339… */
export function anySlow(share: number, calls: number): number {
  let allFast = 1;
  for (let call = 0; call < calls; call++) allFast *= 1 - share;
  return 1 - allFast;
}
