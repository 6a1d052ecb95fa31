// A step's signals by their definitions, in double precision: slow, and what readTokenSignal is held against.

export interface ReferenceSignal {
  /** The largest logit. */
  readonly best: number;
  readonly logProb: number;
  readonly margin: number;
  readonly entropy: number;
}

/** Sorts first, so that the sums go from the smallest term up. */
export function referenceSignal(logits: ArrayLike<number>): ReferenceSignal {
  const values = Float64Array.from(logits).sort();
  const best = values.at(-1) ?? NaN;
  const distances = values.map((value) => best - value);
  const weights = distances.map((distance) => Math.exp(-distance));
  const partition = weights.reduce((sum, weight) => sum + weight, 0);
  const logPartition = Math.log(partition);
  const probabilities = weights.map((weight) => weight / partition);
  const entropy = probabilities.reduce((sum, p, index) => (p > 0 ? sum + p * (logPartition + (distances[index] ?? NaN)) : sum), 0);
  return { best, logProb: -logPartition, margin: (probabilities.at(-1) ?? NaN) - (probabilities.at(-2) ?? 0), entropy };
}
