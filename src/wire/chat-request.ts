// Body of POST /v1/chat/completions: OpenAI's fields pass through untouched, ours live under `phirst` and are strict.
import * as v from 'valibot';
import { err, ok, type Result } from '../result.ts';
import { PRIVACY_CLASSES } from '../query/query.ts';
import { REASONS, type Reason } from '../route/reason.ts';

const Milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0, 'must not be negative'));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** What the device found out before it handed the query up. The edge trusts it as evidence, never for spend. */
export const DeviceEvidenceSchema = v.strictObject({
  model: v.pipe(v.string(), v.maxLength(128)),
  confidence: v.optional(Share),
  isCalibrated: v.optional(v.boolean()),
  tokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

export const PhirstFieldsSchema = v.strictObject({
  /** What is left of the budgets when the request leaves the client. */
  budget: v.optional(
    v.strictObject({
      firstTokenMs: v.optional(Milliseconds),
      totalMs: v.optional(Milliseconds),
      costMicroUsd: v.optional(Milliseconds),
    }),
  ),
  privacy: v.optional(v.picklist(PRIVACY_CLASSES)),
  /** Why the client hands the query up. */
  reason: v.optional(v.picklist(Object.keys(REASONS) as [Reason, ...Reason[]])),
  device: v.optional(DeviceEvidenceSchema),
  /** How many of the first messages are supplied material to answer from, not something anybody said. */
  contextMessages: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

const TextPart = v.looseObject({ type: v.literal('text'), text: v.string() });
const OtherPart = v.looseObject({ type: v.string() });

const MessageSchema = v.looseObject({
  role: v.picklist(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: v.optional(v.nullable(v.union([v.string(), v.array(v.union([TextPart, OtherPart]))]))),
});

const OutputLimit = v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1, 'must be at least 1'))));

export const ChatRequestSchema = v.looseObject({
  model: v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(256)),
  messages: v.pipe(v.array(MessageSchema), v.nonEmpty('must hold at least one message')),
  stream: v.optional(v.nullable(v.boolean())),
  max_tokens: OutputLimit,
  max_completion_tokens: OutputLimit,
  n: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))),
  phirst: v.optional(PhirstFieldsSchema),
});

export type ChatRequest = v.InferOutput<typeof ChatRequestSchema>;
export type ChatRequestMessage = v.InferOutput<typeof MessageSchema>;
export type DeviceEvidence = v.InferOutput<typeof DeviceEvidenceSchema>;

/** The first fault of a request body, as OpenAI's error names it: `param` is the path. */
export interface RequestIssue {
  readonly param: string;
  readonly message: string;
}

/**
 * @example
 * parseChatRequest({ model: 'auto', messages: [] });
 * // { ok: false, error: { param: 'messages', message: 'messages must hold at least one message' } }
 */
export function parseChatRequest(input: unknown): Result<ChatRequest, RequestIssue> {
  // valibot takes a list for an object without the fields it wants.
  if (Array.isArray(input)) return err({ param: 'body', message: 'body: must be an object, not a list' });
  const parsed = v.safeParse(ChatRequestSchema, input, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  const param = v.getDotPath(issue) ?? 'body';
  return err({ param, message: `${param}: ${issue.message}` });
}
