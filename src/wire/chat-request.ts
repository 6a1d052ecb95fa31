// Body of POST /v1/chat/completions: OpenAI's fields, of which we read a few, and ours under `phirst`. Strict where a
// field could hold something that costs money and has no text to be measured by.
import * as v from 'valibot';
import { err, ok, type Result } from '../result.ts';
import { PRIVACY_CLASSES } from '../query/query.ts';
import { REASONS, type Reason } from '../route/reason.ts';

const Milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0, 'must not be negative'));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** valibot takes a list for an object without the fields it wants. */
function notAList<Schema extends v.GenericSchema>(schema: Schema) {
  return v.lazy((input) => (Array.isArray(input) ? v.never('must be an object, not a list') : schema));
}

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
    notAList(
      v.strictObject({
        firstTokenMs: v.optional(Milliseconds),
        totalMs: v.optional(Milliseconds),
        costMicroUsd: v.optional(Milliseconds),
      }),
    ),
  ),
  privacy: v.optional(v.picklist(PRIVACY_CLASSES)),
  /** Why the client hands the query up. */
  reason: v.optional(v.picklist(Object.keys(REASONS) as [Reason, ...Reason[]])),
  device: v.optional(DeviceEvidenceSchema),
  /** `audit`: a second answer to what the device has answered already; booked under the policy's own cap for it. */
  purpose: v.optional(v.picklist(['answer', 'audit'])),
  /** The hosted model that answered this conversation's last turn: changing it has a price. */
  previousModel: v.optional(v.pipe(v.string(), v.maxLength(256))),
  /** How many of the first messages are supplied material to answer from, not something anybody said. */
  contextMessages: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

/** Strict: some gateways bill by what stands beside the text (`cache_control`), or read `Text` as `text`. */
const TextPart = v.strictObject({ type: v.literal('text'), text: v.string() });
const Parts = v.array(v.variant('type', [TextPart], 'only text parts are priced and passed on'));
/** Chosen by what is there, so that a fault is told by its own path and not as "neither of two". */
const Content = v.lazy((input) => (Array.isArray(input) ? Parts : v.string('must be a text or a list of parts')));

const Untouched = v.optional(v.unknown());

/** Every field is text that can be measured. Strict: gateways written in Go read `Content` as `content`. */
const MessageSchema = v.strictObject({
  role: v.picklist(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: v.optional(v.nullable(Content)),
  name: Untouched,
  tool_calls: Untouched,
  tool_call_id: Untouched,
  function_call: Untouched,
  // What an earlier answer came with, for those who send it back as it was.
  refusal: v.optional(v.nullable(v.string())),
  annotations: Untouched,
  reasoning: Untouched,
  reasoning_content: Untouched,
  audio: v.optional(v.null('only text is priced and passed on')),
});

const OutputLimit = v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1, 'must be at least 1'))));

export const ChatRequestSchema = v.looseObject({
  model: v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(256)),
  messages: v.pipe(v.array(MessageSchema), v.nonEmpty('must hold at least one message')),
  stream: v.optional(v.nullable(v.boolean())),
  max_tokens: OutputLimit,
  max_completion_tokens: OutputLimit,
  n: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1)))),
  prediction: v.optional(v.nullable(v.strictObject({ type: v.literal('content'), content: Content }))),
  phirst: v.optional(notAList(PhirstFieldsSchema)),
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
  if (Array.isArray(input)) return err({ param: 'body', message: 'body: must be an object, not a list' });
  const parsed = v.safeParse(ChatRequestSchema, input, { abortEarly: true });
  if (parsed.success) return ok(parsed.output);
  const [issue] = parsed.issues;
  const param = v.getDotPath(issue) ?? 'body';
  return err({ param, message: `${param}: ${issue.message}` });
}
