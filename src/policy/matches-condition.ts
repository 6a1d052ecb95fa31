// Tests a condition. Apart from its schema, so that a client that trusts its policy doesn't carry the schema along.
import type { Condition } from './condition.ts';
import type { DeviceCondition } from './device-condition.ts';

/** The values a condition is tested against; an unknown one is absent and matches nothing. */
export type ConditionFacts = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * @example
 * matchesCondition({ task: { $in: ['proof'] }, promptTokens: { $lt: 100 } }, { task: 'proof', promptTokens: 12 }); // true
 */
export function matchesCondition(condition: Condition | DeviceCondition, facts: ConditionFacts): boolean {
  // Asked for every rule of every query: no list of keys is made. A condition is plain data, with no inherited key.
  for (const name in condition) {
    const expected: unknown = (condition as Readonly<Record<string, unknown>>)[name];
    if (expected === undefined) continue;
    if (name === '$and') {
      if (!(expected as Condition[]).every((part) => matchesCondition(part, facts))) return false;
    } else if (name === '$or') {
      if (!(expected as Condition[]).some((part) => matchesCondition(part, facts))) return false;
    } else if (!matchesTest(expected, facts[name])) return false;
  }
  return true;
}

type Value = string | number | boolean;

function matchesTest(expected: unknown, actual: Value | undefined): boolean {
  if (actual === undefined) return false;
  if (typeof expected !== 'object' || expected === null) return actual === expected;
  for (const operator in expected) {
    const operand = (expected as Readonly<Record<string, never>>)[operator];
    if (operand !== undefined && !OPERATORS[operator as keyof typeof OPERATORS](actual, operand)) return false;
  }
  return true;
}

const OPERATORS = {
  $eq: (actual: Value, operand: Value) => actual === operand,
  $ne: (actual: Value, operand: Value) => actual !== operand,
  $in: (actual: Value, operand: readonly Value[]) => operand.includes(actual),
  $nin: (actual: Value, operand: readonly Value[]) => !operand.includes(actual),
  $gt: (actual: Value, operand: Value) => actual > operand,
  $gte: (actual: Value, operand: Value) => actual >= operand,
  $lt: (actual: Value, operand: Value) => actual < operand,
  $lte: (actual: Value, operand: Value) => actual <= operand,
} as const satisfies Record<string, (actual: Value, operand: never) => boolean>;
