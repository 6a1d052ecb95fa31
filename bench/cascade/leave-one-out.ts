// Nothing is fitted on what it is judged on: each seed's thresholds come from the device's answers to the other seeds.
import { settle } from '../../src/numerics/settle.ts';

/** Each list by the index of the one that is left out, with all others joined. */
export function othersOf<Item>(lists: readonly (readonly Item[])[]): Item[][] {
  return lists.map((_, left) => lists.flatMap((list, index) => (index === left ? [] : [...list])));
}

/**
 * Handing up what is below it hands up the part of these confidences that comes nearest to `share`: equal ones go together.
 * 1 hands up everything.
 *
 * @example thresholdFor(0.25, [0.2, 0.5, 0.8, 0.9]) // 0.5
 */
export function thresholdFor(share: number, confidences: readonly number[]): number {
  const sorted = confidences.map(settle).toSorted((one, other) => one - other);
  const wanted = share * sorted.length;
  const value = sorted[Math.min(sorted.length - 1, Math.round(wanted))] ?? 1;
  const below = sorted.indexOf(value);
  const upTo = sorted.lastIndexOf(value) + 1;
  return wanted - below <= upTo - wanted ? value : (sorted[upTo] ?? 1);
}
