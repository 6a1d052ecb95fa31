// How surely two arms' means are told apart. The variances are estimates as well: an arm that is small, or saw no rare event yet,
// looks calmer than it is, and an interval from its own spread alone would be sure of what it can't know.
import { varianceOf, type MeanAccumulator } from './mean-accumulator.ts';

/** Least and most a value may be. */
export type ValueRange = readonly [least: number, most: number];

/**
 * Standard error of the difference of two means. Each arm is taken to spread at least as much as both do together; and of
 * shares, where nothing failed yet, as if one value more had been seen half the range away.
 *
 * @param range where it is at most 1 wide. Wider ones (milliseconds, money) are technical limits, of which half would say nothing.
 * @example errorOfDifference(control, treated, [0, 1]) // 0.0141
 */
export function errorOfDifference(one: MeanAccumulator, other: MeanAccumulator, range?: ValueRange): number {
  const [first, second] = [withUnseen(one, range), withUnseen(other, range)];
  const together = (first.m2 + second.m2) / Math.max(1, first.count + second.count - 2);
  return Math.sqrt(Math.max(varianceOf(first), together) / one.count + Math.max(varianceOf(second), together) / other.count);
}

function withUnseen({ count, mean, m2 }: MeanAccumulator, [least, most]: ValueRange = [0, Infinity]): MeanAccumulator {
  const width = most - least;
  return { count, mean, m2: width <= 1 ? m2 + (width * width) / 4 : m2 };
}
