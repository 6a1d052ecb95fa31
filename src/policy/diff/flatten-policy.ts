// A policy as a list of its values, each under its path. Items that have a name (rules, models, refusals) stand under it,
// so that one that was moved is the same one.
import type { Policy } from '../policy.ts';

export type FlatPolicy = ReadonlyMap<string, unknown>;

/** Lists of named things, and what names them. */
const NAMED: Readonly<Record<string, string>> = { 'start.rules': 'name', 'device.refusals': 'name', 'safety.rules': 'name', 'hosted.models': 'id' };

/** `flattenPolicy(policy).get('hosted.models[openai/gpt-4o].firstTokenMs')` → 600; the order of a list is its own value */
export function flattenPolicy(policy: Policy): FlatPolicy {
  const { $schema: _, ...rules } = policy;
  const flat = new Map<string, unknown>();
  flatten(rules, '', flat);
  return flat;
}

function flatten(value: unknown, path: string, flat: Map<string, unknown>): void {
  const key = NAMED[path];
  if (Array.isArray(value) && key !== undefined) {
    const names = namesOf(value as Record<string, unknown>[], key);
    flat.set(`${path}[]`, names);
    for (const [index, item] of value.entries()) flatten(item, `${path}[${names[index]}]`, flat);
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value) && !path.endsWith('].when')) {
    // That it is there is a value, too: an empty part isn't the same as none.
    if (path !== '') flat.set(path, PRESENT);
    for (const [name, part] of Object.entries(value)) if (part !== undefined) flatten(part, path === '' ? name : `${path}.${name}`, flat);
  } else flat.set(path, value);
}

/** Stands for a part that holds others. */
export const PRESENT: unique symbol = Symbol('present');

/** The second of a name is `name#2`. */
function namesOf(items: readonly Record<string, unknown>[], key: string): readonly string[] {
  return items.map((item, index) => {
    const name = String(item[key]);
    const earlier = items.slice(0, index).filter((other) => String(other[key]) === name).length;
    return earlier === 0 ? name : `${name}#${earlier + 1}`;
  });
}
