import type { Policy } from '../../src/policy/policy.ts';
import { formatCost } from '../format/format-cost.ts';
import { formatDuration } from '../format/format-duration.ts';

interface BudgetSummaryProps {
  readonly policy: Policy | undefined;
  readonly onOpen: () => void;
}

/** The numbers the next question goes under, and the way to where they are set. */
export function BudgetSummary({ policy, onOpen }: BudgetSummaryProps) {
  if (!policy) return null;
  const { totalMs, costMicroUsd } = policy.budget;
  const parts = [
    `sure from ${Math.round(policy.accept.minimumConfidence * 100)}%`,
    totalMs === undefined ? 'no time limit' : `${formatDuration(totalMs)} at most`,
    costMicroUsd === undefined ? 'no money limit' : costMicroUsd === 0 ? 'no money' : `${formatCost(costMicroUsd)} at most`,
  ];
  return (
    <button type="button" class="text-button budget-summary" onClick={onOpen} aria-label={`Options: ${parts.join(', ')}`}>
      {parts.join(' · ')}
    </button>
  );
}
