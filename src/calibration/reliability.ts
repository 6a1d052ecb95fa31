// How good a confidence is: does it order right before wrong, and does it say how often it is right?

export interface Judged {
  /** 0 to 1. */
  readonly confidence: ArrayLike<number>;
  /** 1 is right, 0 is wrong. */
  readonly right: ArrayLike<number>;
  readonly weights?: ArrayLike<number> | undefined;
}

const weightAt = (weights: ArrayLike<number> | undefined, index: number) => (weights ? (weights[index] as number) : 1);

/** Indices, least sure first. */
export function leastSureFirst(confidence: ArrayLike<number>): Int32Array {
  return Int32Array.from({ length: confidence.length }, (_, index) => index).sort((one, other) => (confidence[one] as number) - (confidence[other] as number));
}

/** By place in the order: the share of right ones among all of the same confidence, since their order says nothing. */
function rightByPlace({ confidence, right, weights }: Judged, order: Int32Array): Float64Array {
  const shares = new Float64Array(order.length);
  for (let from = 0; from < order.length; ) {
    let [to, correct, total] = [from, 0, 0];
    for (; to < order.length && confidence[order[to] as number] === confidence[order[from] as number]; to++) {
      total += weightAt(weights, order[to] as number);
      correct += weightAt(weights, order[to] as number) * (right[order[to] as number] as number);
    }
    shares.fill(correct / total, from, to);
    from = to;
  }
  return shares;
}

/** Probability that a right answer has more confidence than a wrong one, ties counting half; NaN with one class only. */
export function areaUnderRoc({ confidence, right, weights }: Judged, order = leastSureFirst(confidence)): number {
  let wrongBelow = 0;
  let pairs = 0;
  let rightTotal = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let tiedRight = 0;
    let tiedWrong = 0;
    const value = confidence[order[from] as number];
    while (to < order.length && confidence[order[to] as number] === value) {
      const index = order[to] as number;
      if (right[index] === 1) tiedRight += weightAt(weights, index);
      else tiedWrong += weightAt(weights, index);
      to++;
    }
    pairs += tiedRight * (wrongBelow + tiedWrong / 2);
    wrongBelow += tiedWrong;
    rightTotal += tiedRight;
    from = to;
  }
  return pairs / (rightTotal * wrongBelow);
}

/** Mean squared distance from the labels. */
export function brierScore({ confidence, right, weights }: Judged): number {
  let sum = 0;
  let total = 0;
  for (let index = 0; index < confidence.length; index++) {
    sum += weightAt(weights, index) * ((confidence[index] as number) - (right[index] as number)) ** 2;
    total += weightAt(weights, index);
  }
  return sum / total;
}

/** Expected calibration error over bins of equally many labels (15 unless told): mean distance of confidence from share of right. */
export function calibrationError(judged: Judged, bins = 15, order = leastSureFirst(judged.confidence)): number {
  const { length } = order;
  return binnedError(judged, (place) => Math.floor((place * bins) / length), order);
}

/** The same over bins of equal width: index min(⌊bins·p⌋, bins − 1). */
export function calibrationErrorByWidth(judged: Judged, bins = 15): number {
  const order = leastSureFirst(judged.confidence);
  return binnedError(judged, (_, index) => Math.min(Math.floor(bins * (judged.confidence[index] as number)), bins - 1), order);
}

function binnedError(judged: Judged, binOf: (place: number, index: number) => number, order: Int32Array): number {
  const { confidence, weights } = judged;
  const right = rightByPlace(judged, order);
  const gaps: number[] = [];
  let total = 0;
  order.forEach((index, place) => {
    const bin = binOf(place, index);
    const weight = weightAt(weights, index);
    gaps[bin] = (gaps[bin] ?? 0) + weight * ((confidence[index] as number) - (right[place] as number));
    total += weight;
  });
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}

/** Mean over k of the share of wrong ones among the k surest: 0 is perfect. */
export function areaUnderRiskCoverage(judged: Judged, order = leastSureFirst(judged.confidence)): number {
  const { weights } = judged;
  const right = rightByPlace(judged, order);
  let kept = 0;
  let wrong = 0;
  let sum = 0;
  for (let place = order.length - 1; place >= 0; place--) {
    const index = order[place] as number;
    const weight = weightAt(weights, index);
    kept += weight;
    wrong += weight * (1 - (right[place] as number));
    sum += weight * (wrong / kept);
  }
  return sum / kept;
}
