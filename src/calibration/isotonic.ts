// The rising steps that fit labels best (pool adjacent violators), and the map that is drawn through them.
import type { ScoreMap } from './calibration.ts';

/** Neighbours that share one value. */
export interface Block {
  readonly from: number;
  /** Beyond the last. */
  readonly to: number;
  readonly weight: number;
  readonly mean: number;
}

/**
 * `poolAdjacentViolators([0, 1, 0])` → blocks with the means 0, ½ (of two)
 *
 * @param values in the order of their scores
 */
export function poolAdjacentViolators(values: ArrayLike<number>, weights?: ArrayLike<number>): readonly Block[] {
  const { length } = values;
  const starts = new Int32Array(length + 1);
  const sums = new Float64Array(length);
  const masses = new Float64Array(length);
  let blocks = 0;
  for (let index = 0; index < length; index++) {
    const weight = weights ? (weights[index] as number) : 1;
    starts[blocks] = index;
    sums[blocks] = weight * (values[index] as number);
    masses[blocks] = weight;
    while (blocks > 0 && (sums[blocks - 1] as number) * (masses[blocks] as number) >= (sums[blocks] as number) * (masses[blocks - 1] as number)) {
      sums[blocks - 1] = (sums[blocks - 1] as number) + (sums[blocks] as number);
      masses[blocks - 1] = (masses[blocks - 1] as number) + (masses[blocks] as number);
      blocks--;
    }
    blocks++;
  }
  starts[blocks] = length;
  return Array.from({ length: blocks }, (_, block) => {
    const weight = masses[block] as number;
    return { from: starts[block] as number, to: starts[block + 1] as number, weight, mean: (sums[block] as number) / weight };
  });
}

/**
 * Through the middle of each step instead of along it: rises wherever there are labels, and is off less (Oron & Flournoy,
 * 2017). No probability is nearer to 0 or 1 than half a label.
 *
 * @param scores ascending, with their labels (0 or 1) and weights
 */
export function fitIsotonic(scores: ArrayLike<number>, labels: ArrayLike<number>, weights: ArrayLike<number>): ScoreMap {
  const least = 0.5 / (labels.length + 1);
  const knots = poolAdjacentViolators(labels, weights).map(({ from, to, weight, mean }): readonly [number, number] => {
    let centre = 0;
    for (let index = from; index < to; index++) centre += (weights[index] as number) * (scores[index] as number);
    return [centre / weight, Math.min(1 - least, Math.max(least, mean))];
  });
  return { kind: 'isotonic', knots: knots.filter(([score], index) => index === 0 || score > (knots[index - 1] as readonly [number, number])[0]) };
}
