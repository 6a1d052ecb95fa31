// A deadline is absolute on one machine's monotonic clock; on the wire only the remaining milliseconds travel,
// so that two clocks never have to agree.
import { settle } from '../numerics/settle.ts';
import type { Budget } from '../query/query.ts';

/** What is left of a budget after `elapsedMs`; times never go below 0, absent parts stay absent. */
export function remainingBudget(budget: Budget, elapsedMs: number): Budget {
  return {
    ...(budget.firstTokenMs !== undefined && { firstTokenMs: atLeastZero(budget.firstTokenMs - elapsedMs) }),
    ...(budget.totalMs !== undefined && { totalMs: atLeastZero(budget.totalMs - elapsedMs) }),
    ...(budget.costMicroUsd !== undefined && { costMicroUsd: budget.costMicroUsd }),
  };
}

function atLeastZero(value: number): number {
  return value > 0 ? Math.floor(settle(value)) : 0;
}

/** The app's budget where it names one, the policy's elsewhere. */
export function withDefaultBudget(budget: Budget, defaults: Budget): Budget {
  return {
    firstTokenMs: budget.firstTokenMs ?? defaults.firstTokenMs,
    totalMs: budget.totalMs ?? defaults.totalMs,
    costMicroUsd: budget.costMicroUsd ?? defaults.costMicroUsd,
  };
}
