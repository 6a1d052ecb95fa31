// What one policy says otherwise than another, in words. Never empty for policies of different names.
import { canonicalJson } from './canonical-json.ts';
import { changeWords } from './diff/change-words.ts';
import { flattenPolicy, PRESENT, type FlatPolicy } from './diff/flatten-policy.ts';
import type { Policy } from './policy.ts';

export interface PolicyChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** `hosted.models[openai/gpt-4o].firstTokenMs` */
  readonly path: string;
  /** Undefined where it was not there. */
  readonly before?: unknown;
  readonly after?: unknown;
  /** What follows from it: 'more answers stay on the device'. */
  readonly meaning: string;
}

/**
 * @example
 * diffPolicies(one, other).map(describeChange);
 * // ['accept.minimumConfidence: 0.8 → 0.7: more answers stay on the device']
 */
export function diffPolicies(one: Policy, other: Policy): readonly PolicyChange[] {
  const before = flattenPolicy(one);
  const after = flattenPolicy(other);
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return paths.flatMap((path) => changeAt(path, before, after));
}

/** One line. */
export function describeChange({ kind, path, before, after, meaning }: PolicyChange): string {
  if (kind === 'moved') return `${path}: order ${show(before)} → ${show(after)}: ${meaning}`;
  if (kind === 'changed') return `${path}: ${show(before)} → ${show(after)}: ${meaning}`;
  const value = kind === 'added' ? after : before;
  return `${path}: ${kind}${value === undefined ? '' : ` ${show(value)}`}: ${meaning}`;
}

function changeAt(path: string, before: FlatPolicy, after: FlatPolicy): readonly PolicyChange[] {
  const old = before.get(path);
  const now = after.get(path);
  if (before.has(path) === after.has(path) && isSame(old, now)) return [];
  // An item or a part that came or went is one change, not one of each of its values.
  if (isWithinChanged(path, before, after)) return [];
  if (path.endsWith('[]')) return listChange(path, old as Names, now as Names);
  const kind = !before.has(path) ? 'added' : !after.has(path) ? 'removed' : 'changed';
  const shown = { ...(before.has(path) && { before: valueAt(path, before) }), ...(after.has(path) && { after: valueAt(path, after) }) };
  const item = path.endsWith(']') ? `${path.slice(0, path.indexOf('['))}[]` : path;
  return [{ kind, path, ...shown, meaning: changeWords(item, old, now) ?? UNKNOWN }];
}

type Names = readonly string[] | undefined;

/** Items that came or went tell of themselves: what is left is the order of those that stayed, and an empty list. */
function listChange(path: string, before: Names, after: Names): readonly PolicyChange[] {
  const meaning = changeWords(path, before, after) ?? UNKNOWN;
  const list = path.slice(0, -2);
  if (before === undefined || after === undefined) {
    if ((before ?? after ?? []).length > 0) return [];
    return [{ kind: before === undefined ? 'added' : 'removed', path: list, [before === undefined ? 'after' : 'before']: [], meaning }];
  }
  const stayed = before.filter((name) => after.includes(name));
  if (isSame(stayed, after.filter((name) => before.includes(name)))) return [];
  return [{ kind: 'moved', path: list, before, after, meaning }];
}

const UNKNOWN = 'it says something else';

function isWithinChanged(path: string, before: FlatPolicy, after: FlatPolicy): boolean {
  for (let parent = parentOf(path); parent !== undefined; parent = parentOf(parent)) {
    if (before.has(parent) !== after.has(parent)) return true;
  }
  return false;
}

/** `parentOf('a.b[c.d].e')` → 'a.b[c.d]'; a dot inside of brackets is part of a name. */
function parentOf(path: string): string | undefined {
  const end = path.endsWith(']') ? path.indexOf('[') : path.lastIndexOf('.');
  return end > 0 ? path.slice(0, end) : undefined;
}

/** A part's values as one object, for reading. */
function valueAt(path: string, flat: FlatPolicy): unknown {
  const value = flat.get(path);
  if (value !== PRESENT) return value;
  const within = [...flat].filter(([each, part]) => each.startsWith(`${path}.`) && part !== PRESENT);
  return Object.fromEntries(within.map(([each, part]) => [each.slice(path.length + 1), part]));
}

const isSame = (one: unknown, other: unknown) => one === other || (one !== PRESENT && other !== PRESENT && canonicalJson(one ?? null) === canonicalJson(other ?? null));

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
