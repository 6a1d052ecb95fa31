/**
 * Probability that a right answer scores higher than a wrong one, ties counting half (Mann–Whitney); NaN with one class only.
 * `auroc([{ score: 0.9, isRight: true }, { score: 0.2, isRight: false }])` → 1
 */
export function auroc(answers: readonly { readonly score: number; readonly isRight: boolean }[]): number {
  const sorted = answers.toSorted((one, other) => one.score - other.score);
  let rankSum = 0;
  let right = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to++;
    const rank = (from + 1 + to) / 2;
    for (let index = from; index < to; index++) {
      if (sorted[index]?.isRight) {
        rankSum += rank;
        right++;
      }
    }
    from = to;
  }
  const wrong = sorted.length - right;
  return (rankSum - (right * (right + 1)) / 2) / (right * wrong);
}
