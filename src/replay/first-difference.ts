// Where two values part first, by their path.

export interface Difference {
  /** `models.0`; empty where they differ as a whole. */
  readonly path: string;
  readonly recorded: unknown;
  readonly replayed: unknown;
}

/**
 * Undefined where they are the same.
 *
 * @example firstDifference({ models: ['a', 'b'] }, { models: ['a', 'c'] }) // { path: 'models.1', recorded: 'b', replayed: 'c' }
 */
export function firstDifference(recorded: unknown, replayed: unknown, path = ''): Difference | undefined {
  if (!isBranch(recorded) || !isBranch(replayed) || Array.isArray(recorded) !== Array.isArray(replayed)) {
    return recorded === replayed ? undefined : { path, recorded, replayed };
  }
  const names = [...new Set([...Object.keys(recorded), ...Object.keys(replayed)])].toSorted();
  for (const name of names) {
    const difference = firstDifference(recorded[name], replayed[name], path === '' ? name : `${path}.${name}`);
    if (difference) return difference;
  }
  return undefined;
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
