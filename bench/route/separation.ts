// AUROC of a router's scores: how surely a question that is so stands before one that isn't.

export interface Separated {
  readonly score: Float64Array;
  /** Rows from the highest score down. */
  readonly order: Int32Array;
  readonly weight: Float64Array;
  readonly isSo: (row: number) => boolean;
}

/**
 * Equal scores count half (Mann–Whitney); NaN where all rows are so or none.
 *
 * @example separation({ score: Float64Array.of(3, 1), order: Int32Array.of(0, 1), weight: Float64Array.of(1, 1), isSo: (row) => row === 0 }) // 1
 */
export function separation({ score, order, weight, isSo }: Separated): number {
  let area = 0;
  let so = 0;
  let others = 0;
  for (let index = 0; index < order.length; ) {
    const tied = score[order[index]!]!;
    let tiedSo = 0;
    let tiedOthers = 0;
    for (let row = order[index]; row !== undefined && score[row] === tied; row = order[++index]) {
      if (isSo(row)) tiedSo += weight[row]!;
      else tiedOthers += weight[row]!;
    }
    area += tiedOthers * (so + tiedSo / 2);
    so += tiedSo;
    others += tiedOthers;
  }
  return area / (so * others);
}
