// What the nearest of a few examples say: the plainest learned router, and one that is hard to beat.

export interface Example {
  readonly vector: readonly number[];
  /** 1 = right, 0 = wrong, or any value to be averaged. */
  readonly label: number;
}

export interface NearestEstimate {
  readonly uniform: number;
  /** Each weighing by its cosine with the question. */
  readonly weighted: number;
}

/** Mean label of the `count` examples with the greatest cosine; of equals the earlier. */
export function nearestNeighbours(examples: readonly Example[], question: readonly number[], count: number): NearestEstimate {
  const nearest = examples
    .map(({ vector, label }, index) => ({ label, index, cosine: cosineOf(vector, question) }))
    .toSorted((one, other) => other.cosine - one.cosine || one.index - other.index)
    .slice(0, count);
  const weight = nearest.reduce((sum, { cosine }) => sum + cosine, 0);
  return {
    uniform: nearest.reduce((sum, { label }) => sum + label, 0) / nearest.length,
    weighted: nearest.reduce((sum, { label, cosine }) => sum + label * cosine, 0) / weight,
  };
}

function cosineOf(one: readonly number[], other: readonly number[]): number {
  let [product, ownSquare, otherSquare] = [0, 0, 0];
  one.forEach((value, index) => {
    const against = other[index] ?? 0;
    product += value * against;
    ownSquare += value * value;
    otherSquare += against * against;
  });
  return product / Math.sqrt(ownSquare * otherSquare);
}
