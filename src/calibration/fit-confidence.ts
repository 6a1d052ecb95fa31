// Labels of answers of one length → how such answers are judged.
import { weigh } from '../confidence/confidence.ts';
import { FEATURES, FEATURES_OF_VERSION } from '../confidence/answer-features.ts';
import type { FittedConfidence, ScoreMap } from './calibration.ts';
import { fitIsotonic } from './isotonic.ts';
import type { LabelTable } from './label-table.ts';
import { fitLogistic } from './logistic.ts';
import { fitPlatt } from './platt.ts';

/** Below it nothing is fitted, and answers stay uncalibrated. */
export const FEWEST_LABELS = 50;
/** Of either kind: a map through three wrong answers is none. */
export const FEWEST_OF_A_KIND = 5;
/** From so many labels on signals are weighed. */
export const LABELS_FOR_WEIGHTS = 500;
/** From so many on the map may have any rising shape. */
export const LABELS_FOR_ISOTONIC = 1000;

/** Undefined where the labels are too few. */
export function fitConfidence(table: LabelTable, rows: Int32Array): FittedConfidence | undefined {
  const readable = rows.filter((row) => table.scores[row] === table.scores[row]);
  if (!areEnough(table, readable)) return undefined;
  const scorer = fitScorer(table, readable);
  const scores = Float64Array.from(readable, (row) => rowScore(table, scorer, row));
  return { labels: readable.length, scorer, map: fitMap(scores, readable, table) };
}

export function areEnough({ right }: LabelTable, rows: Int32Array): boolean {
  let rightCount = 0;
  for (const row of rows) rightCount += right[row] as number;
  return rows.length >= FEWEST_LABELS && rightCount >= FEWEST_OF_A_KIND && rows.length - rightCount >= FEWEST_OF_A_KIND;
}

function fitScorer(table: LabelTable, rows: Int32Array): FittedConfidence['scorer'] {
  if (table.kind === 'mean_log_prob') return { kind: 'mean_log_prob' };
  if (table.kind === 'score' || rows.length < LABELS_FOR_WEIGHTS) return { kind: 'score' };
  // What some of the labels lack, since an older version recorded them, is weighed in none.
  const { features, featureVersion: version, right, weights } = table;
  return fitLogistic({ features, width: FEATURES_OF_VERSION[version] as number, stride: FEATURES.length, version, labels: right, weights, rows });
}

/** Platt's two numbers, or any rising shape once there are labels for it. */
export function fitMap(scores: Float64Array, rows: Int32Array, { right, weights }: Pick<LabelTable, 'right' | 'weights'>): ScoreMap {
  const order = Int32Array.from({ length: rows.length }, (_, place) => place).sort((one, other) => (scores[one] as number) - (scores[other] as number));
  const sorted = Float64Array.from(order, (place) => scores[place] as number);
  const labels = Uint8Array.from(order, (place) => right[rows[place] as number] as number);
  const mass = Float64Array.from(order, (place) => weights[rows[place] as number] as number);
  return rows.length < LABELS_FOR_ISOTONIC ? fitPlatt(sorted, labels, mass) : fitIsotonic(sorted, labels, mass);
}

/** The score of one labelled answer. */
export function rowScore(table: LabelTable, scorer: FittedConfidence['scorer'], row: number): number {
  if (scorer.kind !== 'logistic' || table.scores[row] !== table.scores[row]) return table.scores[row] as number;
  return weigh(scorer, table.features.subarray(row * FEATURES.length, (row + 1) * FEATURES.length));
}
