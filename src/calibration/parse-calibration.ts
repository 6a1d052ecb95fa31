// Anything → a calibration, or what is wrong with it.
import * as v from 'valibot';
import { FEATURES_OF_VERSION, FEATURE_VERSION } from '../confidence/answer-features.ts';
import { err, ok, type Result } from '../result.ts';
import type { Calibration } from './calibration.ts';

const Amount = v.pipe(v.number(), v.finite());
const Count = v.pipe(Amount, v.minValue(0));
const Share = v.pipe(Amount, v.minValue(0), v.maxValue(1));
const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const isRising = (values: readonly number[]) => values.every((value, index) => index === 0 || value > (values[index - 1] as number));

const ScoreMapSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('platt'), a: v.pipe(Amount, v.maxValue(0, 'must not rise with the risk')), b: Amount }),
  v.strictObject({
    kind: v.literal('isotonic'),
    knots: v.pipe(
      v.array(v.tuple([Amount, Share])),
      v.minLength(1),
      v.check((knots) => isRising(knots.map(([score]) => score)), 'scores must rise'),
      v.check((knots) => knots.every(([, p], index) => index === 0 || p >= (knots[index - 1]?.[1] as number)), 'probabilities must not fall'),
    ),
  }),
]);
const Column = v.array(Amount);
const LogisticSchema = v.pipe(
  v.strictObject({
    kind: v.literal('logistic'),
    features: v.pipe(
      v.number(),
      v.check((version) => Number.isInteger(version) && version > 0, `is no version of the features: they are 1 to ${FEATURE_VERSION}`),
      v.check((version) => version <= FEATURE_VERSION, 'was fitted by a newer Phirst: use that one here as well, or fit it again'),
    ),
    means: Column,
    deviations: v.pipe(Column, v.check((values) => values.every((value) => value > 0), 'must be above 0')),
    weights: Column,
    bias: Amount,
  }),
  v.check(({ features, means, deviations, weights }) => [means, deviations, weights].every(({ length }) => length === FEATURES_OF_VERSION[features]), 'has another number of weights than its version of the features'),
);
const FittedSchema = v.strictObject({
  labels: Count,
  scorer: v.variant('kind', [v.strictObject({ kind: v.literal('score') }), v.strictObject({ kind: v.literal('mean_log_prob') }), LogisticSchema]),
  map: ScoreMapSchema,
});

const CalibrationSchema = v.strictObject({
  schemaVersion: v.literal(1),
  id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex')),
  model: Name,
  revision: Name,
  dtype: Name,
  deviceClasses: v.pipe(v.array(Name), v.minLength(1)),
  decoding: v.literal('greedy'),
  template: Name,
  labelSource: Name,
  labels: Count,
  short: v.optional(FittedSchema),
  long: v.optional(FittedSchema),
  watch: v.optional(
    v.strictObject({ labels: Count, scorer: LogisticSchema, map: ScoreMapSchema, shift: Count, patience: v.pipe(Amount, v.integer(), v.minValue(1), v.maxValue(64)) }),
  ),
  curve: v.pipe(
    v.strictObject({
      labels: Count,
      wrong: Count,
      largestWeight: Count,
      points: v.pipe(
        v.array(v.tuple([Amount, Count, Count])),
        v.minLength(1),
        v.check((points) => isRising(points.map(([threshold]) => threshold)), 'thresholds must rise'),
        v.check((points) => points.every(([, kept, wrong]) => wrong <= kept), 'no more may be wrong than are kept'),
        v.check((points) => [1, 2].every((column) => points.every((point, index) => index === 0 || (point[column] as number) >= (points[index - 1]?.[column] as number))), 'a looser threshold must keep as many'),
      ),
      worseKept: v.optional(v.pipe(v.array(Count), v.check((counts) => counts.every((count, index) => index === 0 || count >= (counts[index - 1] as number)), 'must not fall'))),
    }),
    v.check(({ points, worseKept }) => !worseKept || (worseKept.length === points.length && worseKept.every((worse, index) => worse <= (points[index]?.[2] as number))), 'worseKept must hold a count for each point, and no more than are wrong there'),
    v.check(({ labels, points }) => (points.at(-1)?.[1] ?? 0) <= labels, 'no more may be kept than there are labels'),
  ),
});

/** `parseCalibration(JSON.parse(text))` → ok, or `short.map.kind: …` for the first fault. Its id is checked by whoever can hash. */
export function parseCalibration(input: unknown): Result<Calibration, string> {
  const parsed = v.safeParse(CalibrationSchema, input);
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  return err(`${v.getDotPath(issue) ?? '(document)'}: ${issue.message.replace(/^Invalid [a-z ]+: /i, '')}`);
}
