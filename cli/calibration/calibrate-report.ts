// What a fit came to, as data: printed by --json, told in words without it.
import type { FittedParts, LengthCounts, Quality } from '../../src/calibration/fit-calibration.ts';
import type { FittedConfidence } from '../../src/calibration/calibration.ts';
import { applyParts } from '../../src/calibration/fit-calibration.ts';
import type { LabelTable } from '../../src/calibration/label-table.ts';
import { FEATURE_VERSION } from '../../src/confidence/answer-features.ts';
import { resolvePromise, type DeferralPromise, type ResolvedPromise } from '../../src/deferral/resolve-promise.ts';
import type { RiskCurve } from '../../src/deferral/risk-curve.ts';
import type { LabelFault } from './read-labels.ts';

/** Shares that a promise's threshold comes to on labels. */
export interface Outcome {
  readonly kept: number;
  /** Of all queries. */
  readonly wrongKept: number;
  /** Of all queries: kept and wrong where the hosted model isn't known to be wrong as well; null where no label tells of it. */
  readonly worseThanHosted: number | null;
  /** Of the kept ones; null where none is kept. */
  readonly wrongAmongKept: number | null;
  /** Right answers of all, the hosted model's own labels or `hostedQuality` for what goes up; null where neither is known. */
  readonly accuracy: number | null;
}

export interface PromiseReport extends ResolvedPromise {
  readonly promise: DeferralPromise;
  /** What the answer's confidence must exceed; null where it is refused. */
  readonly keepAbove: number | null;
  /** On the labels the threshold was found on: how far it stays below what is promised is the margin. */
  readonly onLabels: Outcome | null;
  readonly margin: number | null;
  /** On the labels of --apply. */
  readonly applied: Outcome | null;
}

export interface LabelCounts {
  readonly lines: number;
  readonly faulty: number;
  readonly faults: readonly LabelFault[];
  readonly ofOthers: number;
  readonly ofOlder: number;
}

export interface CalibrateReport extends LabelCounts {
  readonly kind: LabelTable['kind'];
  /**
   * `half`: those that aren't fitted on; `promises`: what they are worth, less where they weigh unequally; `older`: those whose
   * signals an older Phirst recorded, which told less of an answer.
   */
  readonly labels: LengthCounts & { readonly all: number; readonly half: number | null; readonly promises: number; readonly older: number };
  readonly fitted: { readonly short: string | null; readonly long: string | null; readonly watch: { readonly shift: number; readonly patience: number } | null };
  readonly before: Quality | null;
  readonly after: Quality | null;
  /** Labels that say whether the hosted model's answer was right. */
  readonly tellOfHosted: number;
  readonly riskCoverage: readonly { readonly coverage: number; readonly risk: number }[];
  readonly promises: readonly PromiseReport[];
  readonly applied: (LabelCounts & { readonly files: readonly string[]; readonly quality: Quality }) | null;
  readonly file: string | null;
  readonly id: string | null;
}

export const STANDARD_PROMISES: readonly DeferralPromise[] = [
  { wrongKept: 0.01 }, { wrongKept: 0.02 }, { wrongKept: 0.05 }, { wrongKept: 0.1 },
  { wrongAmongKept: 0.05 }, { wrongAmongKept: 0.1 },
  { shareHosted: 0.1 }, { shareHosted: 0.2 }, { shareHosted: 0.3 },
];

/** With labels that tell of hosted answers, also what only they can tell. */
export function promisesFor(asked: readonly DeferralPromise[], curve: RiskCurve | undefined): readonly DeferralPromise[] {
  const isMissing = curve?.worseKept !== undefined && !asked.some((promise) => 'worseThanHosted' in promise && promise.worseThanHosted === 0.05);
  return isMissing ? [...asked, { worseThanHosted: 0.05 }] : asked;
}

export interface JudgePromisesInput {
  readonly promises: readonly DeferralPromise[];
  /** Undefined where nothing was fitted. */
  readonly curve: RiskCurve | undefined;
  readonly hostedCostMicroUsd: number | undefined;
  readonly hostedQuality: number | undefined;
  readonly applied: { readonly table: LabelTable; readonly parts: FittedParts } | undefined;
}

export function judgePromises({ promises, curve, hostedCostMicroUsd, hostedQuality, applied }: JudgePromisesInput): readonly PromiseReport[] {
  const other = applied && { table: applied.table, ...applyParts(applied.parts, applied.table) };
  return promises.map((promise) => {
    const resolved = resolvePromise(promise, curve, hostedCostMicroUsd);
    const { keepBelow } = resolved;
    const onLabels = keepBelow === undefined || !curve ? null : outcomeOnCurve(curve, keepBelow);
    return {
      promise,
      ...resolved,
      keepAbove: keepBelow === undefined ? null : Math.min(1, Math.max(0, 1 - keepBelow)),
      onLabels,
      margin: onLabels && marginOf(promise, onLabels),
      applied: keepBelow === undefined || !other ? null : outcomeOn(other.table, other.risks, keepBelow, hostedQuality),
    };
  });
}

function outcomeOnCurve({ labels, points, worseKept }: RiskCurve, keepBelow: number): Outcome {
  const place = points.findLastIndex(([threshold]) => threshold <= keepBelow);
  const [, kept = 0, wrong = 0] = points[place] ?? [];
  return { kept: kept / labels, wrongKept: wrong / labels, worseThanHosted: worseKept ? (worseKept[place] ?? 0) / labels : null, wrongAmongKept: kept === 0 ? null : wrong / kept, accuracy: null };
}

function marginOf(promise: DeferralPromise, { kept, wrongKept, worseThanHosted, wrongAmongKept }: Outcome): number | null {
  if ('wrongKept' in promise) return promise.wrongKept - wrongKept;
  if ('worseThanHosted' in promise) return promise.worseThanHosted - (worseThanHosted ?? wrongKept);
  if ('wrongAmongKept' in promise) return wrongAmongKept === null ? null : promise.wrongAmongKept - wrongAmongKept;
  return 'shareHosted' in promise ? promise.shareHosted - (1 - kept) : null;
}

function outcomeOn({ right, hostedRight, weights }: LabelTable, risks: Float64Array, keepBelow: number, hostedQuality: number | undefined): Outcome {
  let [total, kept, wrong, worse, rightInTheEnd, unknown] = [0, 0, 0, 0, 0, 0];
  risks.forEach((risk, row) => {
    const weight = weights[row] as number;
    total += weight;
    if (Math.round(risk * 1e9) / 1e9 < keepBelow) {
      kept += weight;
      if (right[row] === 1) rightInTheEnd += weight;
      else {
        wrong += weight;
        if (hostedRight[row] !== 0) worse += weight;
      }
    } else if (hostedRight[row] !== 2) rightInTheEnd += weight * (hostedRight[row] as number);
    else if (hostedQuality !== undefined) rightInTheEnd += weight * hostedQuality;
    else unknown += weight;
  });
  return { kept: kept / total, wrongKept: wrong / total, worseThanHosted: hostedRight.some((label) => label !== 2) ? worse / total : null, wrongAmongKept: kept === 0 ? null : wrong / kept, accuracy: unknown > 0 ? null : rightInTheEnd / total };
}

/** Risk among the kept ones at each fiftieth of coverage. */
export function riskCoveragePoints({ labels, points }: RiskCurve, steps = 50): readonly { readonly coverage: number; readonly risk: number }[] {
  return Array.from({ length: steps }, (_, index) => (index + 1) / steps).flatMap((coverage) => {
    const point = points.find(([, kept]) => kept >= coverage * labels - 1e-9) ?? points.at(-1);
    return point && point[1] > 0 ? [{ coverage: point[1] / labels, risk: point[2] / point[1] }] : [];
  });
}

/** How answers of one length are judged, in a few words. */
export function describeFitted(fitted: FittedParts['short']): string | null {
  if (!fitted) return null;
  return `${scorerWords(fitted.scorer)}, ${fitted.map.kind === 'platt' ? 'Platt' : 'isotonic'}, ${fitted.labels} labels`;
}

function scorerWords(scorer: FittedConfidence['scorer']): string {
  if (scorer.kind === 'score') return 'the score that needs no label';
  if (scorer.kind === 'mean_log_prob') return 'the mean log-probability';
  return scorer.features === FEATURE_VERSION ? 'all signals, weighed' : `the signals of version ${scorer.features}, weighed`;
}

/** The version of the features that are weighed at an answer's end; 0 where none are. Midway they are made of its tokens. */
export function weighedVersion({ short, long }: FittedParts): number {
  return Math.max(...[short, long].map((fitted) => (fitted?.scorer.kind === 'logistic' ? fitted.scorer.features : 0)));
}

export function fittedWords({ short, long, watch }: FittedParts): CalibrateReport['fitted'] {
  return { short: describeFitted(short), long: describeFitted(long), watch: watch ? { shift: watch.shift, patience: watch.patience } : null };
}
