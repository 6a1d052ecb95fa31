// Why a condition doesn't hold, test by test.
import type { Condition } from './condition.ts';
import { matchesCondition, type ConditionFacts } from './matches-condition.ts';

/**
 * The tests that fail; empty where the condition holds.
 *
 * @example
 * explainMismatch({ task: 'proof', turns: { $gte: 2 } }, { task: 'summary', turns: 3 }) // ['task is summary, not proof']
 */
export function explainMismatch(condition: Condition, facts: ConditionFacts): readonly string[] {
  return Object.entries(condition).flatMap(([name, test]) => {
    if (test === undefined || matchesCondition({ [name]: test }, facts)) return [];
    if (name === '$and') return (test as Condition[]).flatMap((part) => explainMismatch(part, facts));
    if (name === '$or') {
      const parts = (test as Condition[]).map((part) => explainMismatch(part, facts).join(' and '));
      return [parts.length === 0 ? 'none of no conditions holds' : `none of these holds: ${parts.join('; ')}`];
    }
    return [`${name} is ${facts[name] === undefined ? 'unknown' : show(facts[name])}, ${describeTest(test)}`];
  });
}

function describeTest(test: unknown): string {
  if (typeof test !== 'object' || test === null) return `not ${show(test)}`;
  const wanted = Object.entries(test).filter(([, operand]) => operand !== undefined);
  return `not ${wanted.map(([operator, operand]) => `${WORDS[operator as keyof typeof WORDS]} ${show(operand)}`.trim()).join(' and ')}`;
}

const WORDS = { $eq: '', $ne: 'anything but', $in: 'one of', $nin: 'anything but', $gt: 'above', $gte: 'at least', $lt: 'below', $lte: 'at most' };

function show(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  return Array.isArray(value) ? value.map(show).join(', ') : String(value);
}
