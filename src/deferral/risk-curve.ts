// Which threshold keeps how many labelled answers, and how many wrong ones among them: all that a promise is resolved from.
import { settle } from '../numerics/settle.ts';
import { leastSureFirst } from '../calibration/reliability.ts';

/** Keep iff risk < threshold. */
export type CurvePoint = readonly [threshold: number, kept: number, wrongKept: number];

export interface RiskCurve {
  /** Labels it rests on: how many, or as many as weighted ones are worth, of which the heaviest is one. */
  readonly labels: number;
  readonly wrong: number;
  /** Of a single label; 1 where all weigh alike. */
  readonly largestWeight: number;
  /** Rising. The first keeps nothing, the last everything. */
  readonly points: readonly CurvePoint[];
  /**
   * For each point, those of the wrong ones where the hosted model isn't known to be wrong as well. Left out where no label tells
   * of a hosted answer: then it is all of them.
   */
  readonly worseKept?: readonly number[] | undefined;
}

/** More than any risk, in a document that knows no infinity. */
export const KEEP_ALL = 2;
/** The points lie at equal shares of the labels, never by what is wrong: Learn-then-Test may walk them. */
const MOST_POINTS = 256;

/**
 * @param risks 0 to 1
 * @param right 1 is right, 0 is wrong
 * @param hostedRight of the hosted model's answers: 1 is right, 0 is wrong, 2 is unknown
 * @example riskCurve([0.1, 0.5], [1, 0]).points // [[0.1, 0, 0], [0.5, 1, 0], [2, 2, 1]]
 */
export function riskCurve(risks: ArrayLike<number>, right: ArrayLike<number>, weights?: ArrayLike<number>, hostedRight?: ArrayLike<number>): RiskCurve {
  const rounded = Float64Array.from(risks, settle);
  const order = leastSureFirst(rounded);
  let largest = 0;
  for (let index = 0; index < rounded.length; index++) largest = Math.max(largest, weights ? (weights[index] as number) : 1);
  // Unequal weights are worth fewer labels. The heaviest counts as one: as if each had been left out so often that all that stay
  // weigh alike. By Kish's rule they would be worth more, and too many where the wrong ones are the heavy ones.
  const scale = largest === 0 ? 1 : 1 / largest;
  const points: CurvePoint[] = [];
  const step = Math.max(1, order.length / MOST_POINTS);
  let next = 0;
  let kept = 0;
  let wrongKept = 0;
  let worseKept = 0;
  const worse: number[] = [];
  const addPoint = (threshold: number) => {
    points.push([threshold, count(kept * scale), count(wrongKept * scale)]);
    worse.push(count(worseKept * scale));
  };
  order.forEach((index, place) => {
    const risk = rounded[index] as number;
    const isNew = place === 0 || risk > (rounded[order[place - 1] as number] as number);
    if (isNew && place >= next) {
      addPoint(risk);
      next = place + step;
    }
    const weight = weights ? (weights[index] as number) : 1;
    kept += weight;
    if (right[index] === 1) return;
    wrongKept += weight;
    // Who isn't known to be wrong counts as right: then the promise holds whatever they would have said.
    if (hostedRight?.[index] !== 0) worseKept += weight;
  });
  addPoint(KEEP_ALL);
  const tellsOfHosted = hostedRight !== undefined && Array.from(hostedRight).some((label) => label !== 2);
  return { labels: count(kept * scale), wrong: count(wrongKept * scale), largestWeight: 1, points, ...(tellsOfHosted && { worseKept: worse }) };
}

/** Whole numbers stay whole; weighted ones keep six digits. */
function count(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
