// What a client tells of its queries: numbers, names and codes, never a text. Each event says who observed it and has an id
// that stays the same however often it is delivered.
import * as v from 'valibot';
import { ERROR_CODES, type ErrorCode } from '../errors/error-code.ts';
import { err, ok, type Result } from '../result.ts';
import { REASONS, type Reason } from '../route/reason.ts';

const Id = v.pipe(v.string(), v.regex(/^[\w.:-]{8,100}$/, 'must be 8 to 100 letters, digits, dots, colons, dashes'));
/** Without a colon: the edge's own ids have one, and an event that came first under such an id would stand in its record's place. */
const EventId = v.pipe(v.string(), v.regex(/^[\w.-]{8,100}$/, 'must be 8 to 100 letters, digits, dots, dashes'));
const Name = v.pipe(v.string(), v.regex(/^[\w.:/-]{1,200}$/, 'must be a name of at most 200 characters'));
const Amount = v.pipe(v.number(), v.finite());
const Count = v.pipe(Amount, v.minValue(0));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const ReasonCode = v.picklist(Object.keys(REASONS) as [Reason, ...Reason[]]);
const Failure = v.picklist(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]);

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
  policy: Name,
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
});

/** How it ended; the fields of the edge's own record of its part, and what only the client knows. */
const OutcomeEventSchema = v.strictObject({
  type: v.literal('outcome'),
  ...common,
  policy: Name,
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
  costMicroUsd: Count,
  isCostEstimated: v.boolean(),
  code: v.nullable(Failure),
  source: v.nullable(v.picklist(['device', 'hosted'])),
  confidence: v.nullable(Share),
  isCalibrated: v.boolean(),
  isUnsure: v.boolean(),
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
]);

export type ClientEvent = v.InferOutput<typeof ClientEventSchema>;

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
