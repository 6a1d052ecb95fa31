// What was learned from labelled answers of one model on one kind of device: raw signals → probability, which of them may be
// kept under which promise, and when an unfinished answer is given up. One JSON document, named by its own content.
import type { RiskCurve } from '../deferral/risk-curve.ts';

/** A rising map from a score on the scale of log-odds to a probability. */
export type ScoreMap =
  | { readonly kind: 'platt'; readonly a: number; readonly b: number }
  /** Rising scores and the probabilities they stand for; linear between them, constant outside. */
  | { readonly kind: 'isotonic'; readonly knots: readonly (readonly [score: number, probability: number])[] };

/** Standardised features, weighed: (x − mean) ÷ deviation · weight, summed, plus a bias. */
export interface LogisticScorer {
  readonly kind: 'logistic';
  /** The version of the list in src/confidence/answer-features.ts. */
  readonly features: number;
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  readonly weights: readonly number[];
  readonly bias: number;
}

/** How answers of one length are judged. */
export interface FittedConfidence {
  /** Labels it rests on. */
  readonly labels: number;
  /** `score`: the score that needs no label; `mean_log_prob`: the mean log-probability. */
  readonly scorer: { readonly kind: 'score' } | { readonly kind: 'mean_log_prob' } | LogisticScorer;
  readonly map: ScoreMap;
}

/** How unfinished answers are judged: P(right | so far), and how much weaker and for how long before it counts. */
export interface FittedWatch {
  readonly labels: number;
  readonly scorer: LogisticScorer;
  readonly map: ScoreMap;
  /** Nats of log-odds by which evidence midway counts less than the same at the end. */
  readonly shift: number;
  /** Tokens in a row for which it has to last. */
  readonly patience: number;
}

/** What it was fitted for; it is used nowhere else. */
export interface CalibrationKey {
  /** Id in src/catalog/device-models.ts. */
  readonly model: string;
  /** SHA-256 of the weights, or the revision of the model's repository. */
  readonly revision: string;
  readonly dtype: string;
  /** `desktop-webgpu`, `mobile-wasm` …; several where their arithmetic was shown to agree. */
  readonly deviceClasses: readonly string[];
}

export interface Calibration extends CalibrationKey {
  readonly schemaVersion: 1;
  /** SHA-256 of the document without this field, in hex. */
  readonly id: string;
  readonly decoding: 'greedy';
  /** The prompt template whose answers were labelled. */
  readonly template: string;
  /** Where the labels come from: `exam`, `judge`, `audit`, `file` … */
  readonly labelSource: string;
  readonly labels: number;
  /** Answers of at most 32 tokens; absent without enough labels of such answers, which then stay uncalibrated. */
  readonly short?: FittedConfidence | undefined;
  /** Longer answers. */
  readonly long?: FittedConfidence | undefined;
  /** Absent where labels came without traces: then only the policy's own watch holds. */
  readonly watch?: FittedWatch | undefined;
  /** Which risk goes with which threshold, on labels that nothing above was fitted on. */
  readonly curve: RiskCurve;
}
