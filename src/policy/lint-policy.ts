// What a policy says that it can't mean: found before it is deployed, each with its place and a remedy.
import type { PolicyFinding } from './lint/finding.ts';
import { lintBudgets } from './lint/lint-budgets.ts';
import { lintLadder } from './lint/lint-ladder.ts';
import { lintRules } from './lint/lint-rules.ts';
import { lintThresholds } from './lint/lint-thresholds.ts';
import { lintWorth } from './lint/lint-worth.ts';
import type { Policy } from './policy.ts';

export type { PolicyFinding } from './lint/finding.ts';

/**
 * Errors first.
 *
 * @example
 * lintPolicy(policy)[0];
 * // { level: 'error', path: 'start.rules.3.when', message: 'Rule "proofs" never decides: …', remedy: 'Delete it, or …' }
 */
export function lintPolicy(policy: Policy): readonly PolicyFinding[] {
  const findings = [...lintRules(policy), ...lintBudgets(policy), ...lintThresholds(policy), ...lintLadder(policy), ...lintWorth(policy)];
  return [...findings.filter(({ level }) => level === 'error'), ...findings.filter(({ level }) => level === 'warning')];
}
