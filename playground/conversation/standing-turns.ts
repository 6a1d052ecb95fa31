import type { Turn } from './turn.ts';

/**
 * The thread as it stands: of a question that was asked again only the last answer, in the place of the first.
 *
 * @param before only what stands before this place
 */
export function standingTurns(turns: readonly Turn[], before = Infinity): readonly Turn[] {
  const standing = new Map(turns.map((turn) => [turn.place, turn]));
  return [...standing.values()].filter(({ place }) => place < before).toSorted((one, other) => one.place - other.place);
}
