// What differs between two policies, field by field. Entries of a list are matched by their name or id, so that a rule that was
// put in between isn't a change of all after it.
import type { Policy } from '../../../src/policy/policy.ts';

export interface PolicyDifference {
  /** `accept.minimumConfidence`, `start.rules.proofs`. */
  readonly path: string;
  readonly words: string;
}

/** `comparePolicies(one, other)` → [{ path: 'accept.minimumConfidence', words: '0.8 → 0.9' }] */
export function comparePolicies(before: Policy, after: Policy): readonly PolicyDifference[] {
  return compare([], before, after).filter(({ path }) => path !== '$schema');
}

function compare(path: readonly string[], before: unknown, after: unknown): PolicyDifference[] {
  if (isSame(before, after)) return [];
  const [named, namedAfter] = [byName(before), byName(after)];
  if (named && namedAfter) return [...compareFields(path, named, namedAfter), ...orderOf(path, named, namedAfter)];
  if (isRecord(before) && isRecord(after)) return compareFields(path, before, after);
  return [{ path: path.join('.'), words: changeWords(before, after) }];
}

function compareFields(path: readonly string[], before: Fields, after: Fields): PolicyDifference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => compare([...path, key], before[key], after[key]));
}

/** The first rule that applies decides, so their order is a difference of its own. */
function orderOf(path: readonly string[], before: Fields, after: Fields): PolicyDifference[] {
  const common = (one: Fields, other: Fields) => Object.keys(one).filter((key) => Object.hasOwn(other, key));
  const [was, is] = [common(before, after), common(after, before)];
  return isSame(was, is) ? [] : [{ path: path.join('.'), words: `another order: ${is.join(', ')}` }];
}

function changeWords(before: unknown, after: unknown): string {
  if (before === undefined) return `added: ${print(after)}`;
  if (after === undefined) return `removed, was ${print(before)}`;
  return `${print(before)} → ${print(after)}`;
}

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byName(value: unknown): Fields | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const names = value.map((entry: unknown) => (isRecord(entry) ? (entry['name'] ?? entry['id']) : undefined));
  if (!names.every((name) => typeof name === 'string')) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, value[index]]));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function print(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
