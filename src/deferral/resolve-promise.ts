// What a policy promises → the threshold that keeps the promise, from labels; or why the labels at hand can't carry it.
import { settle } from '../numerics/settle.ts';
import { binomialCdf, labelsForCertainty } from './binomial.ts';
import { labelsForConformal } from './conformal.ts';
import { learnThenTest } from './learn-then-test.ts';
import type { CurvePoint, RiskCurve } from './risk-curve.ts';

/** One of five, as a policy's `accept.promise` says it. */
export type DeferralPromise =
  /** Of all queries, at most so many are kept on the device and wrong. */
  | { readonly wrongKept: number; readonly confidence?: number | undefined }
  /** Of all queries, at most so many are kept on the device and wrong though the hosted model of the labels is right. */
  | { readonly worseThanHosted: number; readonly confidence?: number | undefined }
  /** Of the kept answers, at most so many are wrong. */
  | { readonly wrongAmongKept: number; readonly confidence?: number | undefined }
  | { readonly shareHosted: number }
  /** Held where dear queries are no riskier than cheap ones: labels don't say what each would have cost. */
  | { readonly costPerThousandMicroUsd: number };

/**
 * `uncalibrated`: no labels of this model on this kind of device. `labels`: too few of them. `risk`: even the surest answers are
 * wrong too often. `price`: what a hosted answer costs isn't known.
 */
export type Refusal = 'uncalibrated' | 'labels' | 'risk' | 'price';

/** One of the two: a threshold, or why there is none. */
export interface ResolvedPromise {
  /** Keep iff 1 − confidence is below it, strictly. */
  readonly keepBelow?: number | undefined;
  readonly refused?: Refusal | undefined;
  /** What would do on the curve, which is half of all labels; undefined where no number of them would. */
  readonly labelsNeeded?: number | undefined;
}

/** That a promise holds for the labels at hand, not on average over all that there might have been. */
const DEFAULT_CONFIDENCE = 0.95;
/** A threshold that keeps less than a quarter isn't tried, where there are labels enough to begin there. */
const FIRST_COVERAGE = 0.25;

/**
 * @param hostedCostMicroUsd what a hosted answer to this query is expected to cost, for a promise in money
 * @example resolvePromise({ wrongKept: 0.05 }, calibration.curve) // { keepBelow: 0.31 }
 * @example resolvePromise({ wrongKept: 0.001 }, calibration.curve) // { refused: 'labels', labelsNeeded: 2995 }
 */
export function resolvePromise(promise: DeferralPromise, curve: RiskCurve | undefined, hostedCostMicroUsd?: number): ResolvedPromise {
  if (!curve || curve.labels === 0) return { refused: 'uncalibrated' };
  const delta = 1 - (('confidence' in promise ? promise.confidence : undefined) ?? DEFAULT_CONFIDENCE);
  const wrong = curve.points.map(([, , count]) => count);
  if ('wrongKept' in promise) return lossKept(promise.wrongKept, delta, curve, wrong);
  if ('worseThanHosted' in promise) return lossKept(promise.worseThanHosted, delta, curve, curve.worseKept ?? wrong);
  if ('wrongAmongKept' in promise) return wrongAmongKept(promise.wrongAmongKept, delta, curve);
  if ('shareHosted' in promise) return shareHosted(promise.shareHosted, curve);
  // As much for each query on average, whatever its own answer costs: then a thousand keep the sum.
  if (!(hostedCostMicroUsd !== undefined && hostedCostMicroUsd >= 0)) return { refused: 'price' };
  const each = promise.costPerThousandMicroUsd / 1000;
  return shareHosted(each >= hostedCostMicroUsd ? 1 : each / hostedCostMicroUsd, curve);
}

/**
 * Conformal risk control, and a binomial bound beside it: the one holds on average over labels, the other for these.
 *
 * @param losses for each point, labels that it keeps and shouldn't: Σ 1{kept} · 1{wrong}, or Σ 1{kept} · max(0, wrong − hosted wrong)
 */
function lossKept(alpha: number, delta: number, { labels, largestWeight, points }: RiskCurve, losses: readonly number[]): ResolvedPromise {
  const needed = Math.max(labelsForConformal(alpha), labelsForCertainty(alpha, delta));
  if (labels < needed) return { refused: 'labels', labelsNeeded: needed };
  const passes = (loss: number) => settle((loss + largestWeight) / (labels + largestWeight)) <= settle(alpha) && settle(binomialCdf(loss, labels, alpha)) <= settle(delta);
  const last = points[losses.findLastIndex(passes)];
  return last ? { keepBelow: last[0] } : { refused: 'labels', labelsNeeded: needed };
}

function wrongAmongKept(alpha: number, delta: number, { labels, points }: RiskCurve): ResolvedPromise {
  const needed = labelsForCertainty(alpha, delta);
  // Where the walk begins follows from the scores alone, as it has to. At the surest few a single wrong one would end it.
  const sequence = points.filter(([, kept]) => kept >= Math.max(needed, FIRST_COVERAGE * labels)).map(([threshold, kept, wrong]) => ({ threshold, kept, wrong }));
  const first = sequence[0];
  if (!first) return { refused: 'labels', labelsNeeded: needed };
  const threshold = learnThenTest(sequence, alpha, delta);
  if (threshold !== undefined) return { keepBelow: threshold };
  const share = first.wrong / first.kept;
  if (share >= alpha) return { refused: 'risk' };
  let kept = first.kept;
  while (binomialCdf(Math.ceil(share * kept), kept, alpha) > delta) kept *= 1.25;
  return { refused: 'labels', labelsNeeded: Math.ceil((labels * kept) / first.kept) };
}

/** The strictest threshold that hands up no more: on average over labels (the next query is one more than they), and for these. */
function shareHosted(share: number, { labels, largestWeight, points }: RiskCurve): ResolvedPromise {
  // Everything may be.
  if (share >= 1) return { keepBelow: 0 };
  const delta = 1 - DEFAULT_CONFIDENCE;
  const handsUpNoMore = ([, kept]: CurvePoint) =>
    settle((labels - kept + largestWeight) / (labels + largestWeight)) <= settle(share) && settle(binomialCdf(labels - kept, labels, share)) <= settle(delta);
  const first = points.find(handsUpNoMore);
  if (first) return { keepBelow: first[0] };
  // Nothing may be handed up: that needs no label.
  return share === 0 ? { keepBelow: (points.at(-1) as CurvePoint)[0] } : { refused: 'labels', labelsNeeded: Math.max(labelsForConformal(share), labelsForCertainty(share, delta)) };
}
