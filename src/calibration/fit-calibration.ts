// Labels → a calibration and how good it is. One half of the labels is fitted on, the promises rest on the other, which the fit
// has never seen; so does every figure of the report, with the halves changing places (cross-fitted).
import { SHORT_ANSWER_TOKENS } from '../confidence/confidence.ts';
import { shiftRisk } from '../confidence/watch-evidence.ts';
import { fromLogOdds } from '../numerics/log-odds.ts';
import { riskCurve, type RiskCurve } from '../deferral/risk-curve.ts';
import type { Calibration, FittedConfidence, FittedWatch } from './calibration.ts';
import { fitConfidence, rowScore } from './fit-confidence.ts';
import { fitWatch, lastingRisk, riskPath } from './fit-watch.ts';
import type { LabelTable, TraceToken } from './label-table.ts';
import { mapScore } from './map-score.ts';
import { areaUnderRiskCoverage, areaUnderRoc, brierScore, calibrationError, leastSureFirst } from './reliability.ts';

export type FittedParts = Pick<Calibration, 'short' | 'long' | 'watch'>;

export interface Quality {
  readonly labels: number;
  readonly accuracy: number;
  readonly auroc: number;
  readonly calibrationError: number;
  readonly brier: number;
  /** Mean share of wrong ones among the k surest. */
  readonly riskCoverage: number;
}

export interface CalibrationFit {
  readonly parts: FittedParts;
  readonly curve: RiskCurve;
  /** Of the score that needs no label, and of the fitted confidence on labels it wasn't fitted on. */
  readonly before: Quality;
  readonly after: Quality;
}

/** Where lengths aren't told, one fit stands for both. */
function isLong(table: LabelTable, row: number): boolean {
  return (table.tokens[row] as number) > SHORT_ANSWER_TOKENS;
}

/** How many labelled answers are short, long, or of a length that no line tells. */
export interface LengthCounts {
  readonly short: number;
  readonly long: number;
  readonly untold: number;
}

export function countLengths(table: LabelTable): LengthCounts {
  const untold = table.tokens.filter((tokens) => tokens === 0).length;
  const long = table.tokens.filter((tokens) => tokens > SHORT_ANSWER_TOKENS).length;
  return { short: table.count - long - untold, long, untold };
}

export function fitCalibration(table: LabelTable): CalibrationFit {
  const all = Int32Array.from({ length: table.count }, (_, row) => row);
  const halves = [0, 1].map((half) => all.filter((row) => table.halves[row] === half)) as [Int32Array, Int32Array];
  const [parts, mirrored] = halves.map((rows) => fitParts(table, rows)) as [FittedParts, FittedParts];
  const risks = Float64Array.from(halves[1], (row) => rowRisk(parts, table, row));
  const confidence = Float64Array.from(all, (row) => rowConfidence(table.halves[row] === 1 ? parts : mirrored, table, row));
  const raw = Float64Array.from(all, (row) => (table.scores[row] === table.scores[row] ? fromLogOdds(table.scores[row] as number) : 0));
  return {
    parts,
    curve: riskCurve(risks, pick(table.right, halves[1]), Float64Array.from(halves[1], (row) => table.weights[row] as number), pick(table.hostedRight, halves[1])),
    before: qualityOf(raw, table),
    after: qualityOf(confidence, table),
  };
}

/** How good fitted parts are on other labels. */
export function applyParts(parts: FittedParts, table: LabelTable): { readonly quality: Quality; readonly curve: RiskCurve; readonly confidence: Float64Array; readonly risks: Float64Array } {
  const all = Int32Array.from({ length: table.count }, (_, row) => row);
  const confidence = Float64Array.from(all, (row) => rowConfidence(parts, table, row));
  const risks = Float64Array.from(all, (row) => rowRisk(parts, table, row));
  return { quality: qualityOf(confidence, table), curve: riskCurve(risks, table.right, table.weights, table.hostedRight), confidence, risks };
}

function fitParts(table: LabelTable, rows: Int32Array): FittedParts {
  const knowsLengths = rows.some((row) => (table.tokens[row] as number) > 0);
  const short = fitConfidence(table, knowsLengths ? rows.filter((row) => !isLong(table, row)) : rows);
  const long = knowsLengths ? fitConfidence(table, rows.filter((row) => isLong(table, row))) : short;
  const watch = fitWatch(table, rows, (row) => 1 - confidenceOf({ short, long }, table, row));
  return { ...(short && { short }), ...(long && { long }), ...(watch && { watch }) };
}

function confidenceOf(parts: Pick<FittedParts, 'short' | 'long'>, table: LabelTable, row: number): number {
  const fitted: FittedConfidence | undefined = isLong(table, row) ? parts.long : parts.short;
  if (!fitted) return 0;
  const value = mapScore(fitted.map, rowScore(table, fitted.scorer, row));
  return value >= 0 && value <= 1 ? value : 0;
}

/** Without a fit for answers so long it is the raw score, as it is where the answer is given. */
function rowConfidence(parts: FittedParts, table: LabelTable, row: number): number {
  if (isLong(table, row) ? parts.long : parts.short) return confidenceOf(parts, table, row);
  return table.scores[row] === table.scores[row] ? fromLogOdds(table.scores[row] as number) : 0;
}

/** What the promise's threshold is held against: the risk at the end, or midway where that is higher. Uncalibrated is certain to go up. */
function rowRisk(parts: FittedParts, table: LabelTable, row: number): number {
  const end = 1 - confidenceOf(parts, table, row);
  const trace = table.traces[row];
  return parts.watch && trace ? Math.max(end, riskMidway(parts.watch, trace)) : end;
}

function riskMidway(watch: FittedWatch, trace: readonly TraceToken[]): number {
  return shiftRisk(lastingRisk(riskPath(watch, trace), watch.patience).at(-1) ?? -Infinity, watch.shift);
}

function qualityOf(confidence: Float64Array, { right, weights }: LabelTable): Quality {
  const order = leastSureFirst(confidence);
  const judged = { confidence, right, weights };
  let total = 0;
  let correct = 0;
  right.forEach((label, row) => {
    total += weights[row] as number;
    correct += label * (weights[row] as number);
  });
  return {
    labels: right.length,
    accuracy: correct / total,
    auroc: areaUnderRoc(judged, order),
    calibrationError: calibrationError(judged, 15, order),
    brier: brierScore(judged),
    riskCoverage: areaUnderRiskCoverage(judged, order),
  };
}

function pick(values: Uint8Array, rows: Int32Array): Uint8Array {
  return Uint8Array.from(rows, (row) => values[row] as number);
}
