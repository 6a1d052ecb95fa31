// What a client tells of its queries: numbers, names and codes, never a text. Each event says who observed it and has an id
// that stays the same however often it is delivered.
import * as v from 'valibot';
import { AcceptInputSchema, AcceptOutputSchema, FailureCode as Failure, ReasonCode, StartInputSchema } from '../replay/decision-input.ts';
import { AnswerSignalsSchema } from '../confidence/answer-signals-schema.ts';
import { err, ok, type Result } from '../result.ts';

const Id = v.pipe(v.string(), v.regex(/^[\w.:-]{8,100}$/, 'must be 8 to 100 letters, digits, dots, colons, dashes'));
/** Without a colon: the edge's own ids have one, and an event that came first under such an id would stand in its record's place. */
const EventId = v.pipe(v.string(), v.regex(/^[\w.-]{8,100}$/, 'must be 8 to 100 letters, digits, dots, dashes'));
const Name = v.pipe(v.string(), v.regex(/^[\w.:/@-]{1,200}$/, 'must be a name of at most 200 characters'));
const Amount = v.pipe(v.number(), v.finite());
/** What is added up must stay a number however many there are: nothing that is counted, and no moment, is larger. */
const Count = v.pipe(Amount, v.minValue(0), v.maxValue(1e13));
/** One answer costs no hundred dollars. */
const MicroUsd = v.pipe(Amount, v.minValue(0), v.maxValue(1e8));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Which variant held for the unit, and whether it mattered. Absent where no experiment took it. */
const AssignmentSchema = v.strictObject({
  experiment: Name,
  variant: Name,
  isOverride: v.boolean(),
  /** The variants' policies decide differently on this very query. */
  isDivergent: v.boolean(),
});

/** Under what a query was decided. */
const inForce = {
  policy: Name,
  /** Hash of that policy; null for one the app passed in. */
  policyHash: v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex'))), null),
  /** The deployment's number; 0 = nothing deployed. */
  sequence: v.optional(Count, 0),
  assignment: v.optional(v.nullable(AssignmentSchema), null),
  /** `mobile-webgpu`, `desktop-wasm`, `desktop-none` …: results are told by it. */
  deviceClass: v.optional(v.nullable(Name), null),
};

const common = {
  schemaVersion: v.literal(1),
  id: EventId,
  /** The answer's id in the client. */
  decisionId: Id,
  observer: v.literal('client'),
  atMs: Count,
};

/** How a query started, and under what. */
const DecisionEventSchema = v.strictObject({
  type: v.literal('decision'),
  ...common,
  ...inForce,
  route: v.picklist(['device', 'hosted', 'none']),
  reason: ReasonCode,
  rule: v.nullable(Name),
  mode: Name,
  privacy: Name,
  promptTokens: Count,
  /** What the text is about, by name; null for `device-only` text, of which nothing but counts is told. */
  description: v.nullable(
    v.strictObject({
      task: Name,
      language: Name,
      languageTier: Name,
      knowledgeDemand: Share,
      sensitivity: Name,
      expectedOutputTokens: Count,
    }),
  ),
  /** What it was decided from, so that it can be decided again; null for `device-only` text. */
  input: v.optional(v.nullable(StartInputSchema), null),
  /** Share of the units whose variant decides as this one did: the propensity of the action. 1 without an experiment. */
  propensity: v.optional(Share, 1),
  /** What a hosted answer was expected to cost, in micro-USD; null where none could answer. */
  hostedCostMicroUsd: v.optional(v.nullable(MicroUsd), null),
});

/** How it ended; the fields of the edge's own record of its part, and what only the client knows. */
const OutcomeEventSchema = v.strictObject({
  type: v.literal('outcome'),
  ...common,
  ...inForce,
  /** The edge's id of its part, which joins its record to this one; the last, where it was asked more than once. */
  edgeDecisionId: v.nullish(Id, null),
  requestedModel: v.nullable(Name),
  routedModel: v.nullable(Name),
  servedModel: v.nullable(Name),
  reason: v.nullable(ReasonCode),
  attempts: v.pipe(v.array(v.strictObject({ model: Name, code: v.union([v.literal('ok'), Failure]), ms: Count })), v.maxLength(20)),
  latencyMs: Count,
  firstTokenMs: v.nullable(Count),
  inputTokens: Count,
  outputTokens: Count,
  costMicroUsd: MicroUsd,
  isCostEstimated: v.boolean(),
  code: v.nullable(Failure),
  source: v.nullable(v.picklist(['device', 'hosted'])),
  confidence: v.nullable(Share),
  isCalibrated: v.boolean(),
  isUnsure: v.boolean(),
  /** The device began and a hosted model took over. */
  isEscalated: v.optional(v.boolean(), false),
  /** The same question as the one before it, asked again within a minute. */
  isRetry: v.optional(v.boolean(), false),
  /** How the device's answer was judged; null where it gave none, and for `device-only` text. */
  accept: v.optional(
    v.nullable(v.strictObject({ input: AcceptInputSchema, output: AcceptOutputSchema, propensity: v.optional(Share, 1) })),
    null,
  ),
});

/** A unit met an experiment where behaviour could differ; once for each unit, experiment and policy. */
const ExposureEventSchema = v.strictObject({ type: v.literal('exposure'), ...common, ...inForce });

/**
 * Device and hosted model both answered, and the answers were compared on the device: a label without a text. From the
 * audit sample, or from a hand-up after a whole answer.
 */
const AuditEventSchema = v.strictObject({
  type: v.literal('audit'),
  ...common,
  ...inForce,
  source: v.picklist(['sample', 'hand_up']),
  /** Share of the queries that are drawn. */
  share: Share,
  agreed: v.boolean(),
  confidence: v.nullable(Share),
  isCalibrated: v.boolean(),
  /** What a confidence is fitted on: the score that needs no label, and all signals. */
  score: v.nullable(Amount),
  signals: v.optional(v.nullable(AnswerSignalsSchema), null),
  tokens: Count,
  deviceModel: Name,
  dtype: v.nullable(Name),
  hostedModel: Name,
  hostedCostMicroUsd: MicroUsd,
  hostedMs: Count,
  deviceMs: Count,
  /** Numbers and names of the question; the audit sample never holds `device-only` text. */
  accept: v.nullable(v.strictObject({ input: AcceptInputSchema, output: AcceptOutputSchema, propensity: v.optional(Share, 1) })),
});

/** A guardrail metric: a rule spoke against a question or an answer. */
const SafetyEventSchema = v.strictObject({
  type: v.literal('safety'),
  ...common,
  on: v.picklist(['input', 'output']),
  action: v.picklist(['hand_up', 'refuse']),
  rule: Name,
});

/** What a person thought of an answer: 1 is good, 0 is bad. */
const FeedbackEventSchema = v.strictObject({ type: v.literal('feedback'), ...common, rating: Share });

/** A number of the app's own. */
const MetricEventSchema = v.strictObject({ type: v.literal('metric'), ...common, metric: Name, value: Amount });

export const ClientEventSchema = v.variant('type', [
  DecisionEventSchema,
  OutcomeEventSchema,
  SafetyEventSchema,
  FeedbackEventSchema,
  MetricEventSchema,
  ExposureEventSchema,
  AuditEventSchema,
]);

/** As the router reads it: what was left out is filled in. */
export type ClientEvent = v.InferOutput<typeof ClientEventSchema>;
/** As a client writes it. */
export type NewClientEvent = v.InferInput<typeof ClientEventSchema>;

/**
 * One event as it came over the wire.
 *
 * @example parseClientEvent({ type: 'feedback' }) // { ok: false, error: 'schemaVersion: …' }
 */
export function parseClientEvent(input: unknown): Result<ClientEvent, string> {
  const parsed = v.safeParse(ClientEventSchema, input, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  // The received value is left out: it may be a text that should never have been sent.
  const expected = issue.type === 'regex' || issue.expected === null ? issue.message : `expected ${issue.expected}`;
  return err(`${v.getDotPath(issue) ?? 'event'}: ${expected}`);
}
