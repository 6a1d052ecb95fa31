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
 * 2017). Equal scores are one step. No step is surer than (k + ½) ÷ (n + 1) of its n labels, all k of which were right, nor less
 * sure than ½ ÷ (n + 1).
 *
 * @param scores ascending, with their labels (0 or 1) and weights
 * @throws RangeError where a score is NaN: it has no place among the others
 */
export function fitIsotonic(scores: ArrayLike<number>, labels: ArrayLike<number>, weights: ArrayLike<number>): ScoreMap {
  const ties = poolTies(scores, labels, weights);
  const blocks = poolAdjacentViolators(ties.means, ties.weights);
  const counts = blocks.map(({ from, to }) => (ties.starts[to] as number) - (ties.starts[from] as number));
  const probabilities = boundByLabels(blocks.map(({ mean }) => mean), counts);
  const knots = blocks.map(({ from, to, weight }, block): readonly [number, number] => {
    let centre = 0;
    for (let index = from; index < to; index++) centre += (ties.weights[index] as number) * (ties.scores[index] as number);
    return [centre / weight, probabilities[block] as number];
  });
  return { kind: 'isotonic', knots: knots.filter(([score], index) => index === 0 || score > (knots[index - 1] as readonly [number, number])[0]) };
}

interface Ties {
  readonly scores: readonly number[];
  readonly means: readonly number[];
  readonly weights: readonly number[];
  /** Of each score its first label, and beyond the last. */
  readonly starts: readonly number[];
}

/** In which order equal scores came says nothing. */
function poolTies(scores: ArrayLike<number>, labels: ArrayLike<number>, weights: ArrayLike<number>): Ties {
  const ties = { scores: [] as number[], means: [] as number[], weights: [] as number[], starts: [] as number[] };
  for (let from = 0; from < scores.length; ) {
    if (scores[from] !== scores[from]) throw new RangeError(`Score ${from + 1} of ${scores.length} is no number.`);
    let [to, right, weight] = [from, 0, 0];
    for (; to < scores.length && scores[to] === scores[from]; to++) {
      weight += weights[to] as number;
      right += (weights[to] as number) * (labels[to] as number);
    }
    ties.scores.push(scores[from] as number);
    ties.means.push(right / weight);
    ties.weights.push(weight);
    ties.starts.push(from);
    from = to;
  }
  ties.starts.push(scores.length);
  return ties;
}

/** From above, then from below: what is drawn in never passes its neighbour, since means rise. */
function boundByLabels(means: readonly number[], counts: readonly number[]): readonly number[] {
  const least = counts.map((count) => 0.5 / (count + 1));
  let highest = 0;
  const fromAbove = means.map((mean, block) => (highest = Math.max(highest, Math.min(mean, 1 - (least[block] as number)))));
  let lowest = 1;
  return fromAbove.map((_, place) => {
    const block = means.length - 1 - place;
    return (lowest = Math.min(lowest, Math.max(fromAbove[block] as number, least[block] as number)));
  }).toReversed();
}
