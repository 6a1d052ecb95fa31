// What a decision was made from, without its policy and without a text: enough to make it again, under the same policy or
// under another one. Each decision of Phirst is one of these three.
import * as v from 'valibot';
import { ERROR_CODES, type ErrorCode } from '../errors/error-code.ts';
import { LANGUAGE_TIERS, SENSITIVITIES, TASKS } from '../query/query-description.ts';
import { INFERENCE_MODES, PRIVACY_CLASSES } from '../query/query.ts';
import { REASONS, type Reason } from '../route/reason.ts';

const Amount = v.pipe(v.number(), v.finite());
const Count = v.pipe(Amount, v.minValue(0));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const Name = v.pipe(v.string(), v.regex(/^[\w.:/@-]{1,200}$/, 'must be a name of at most 200 characters'));
export const ReasonCode = v.picklist(Object.keys(REASONS) as [Reason, ...Reason[]]);
export const FailureCode = v.picklist(Object.keys(ERROR_CODES) as [ErrorCode, ...ErrorCode[]]);

export const DescriptionSchema = v.strictObject({
  promptTokens: Count,
  contextTokens: Count,
  expectedOutputTokens: Count,
  turns: Count,
  language: Name,
  languageTier: v.picklist(LANGUAGE_TIERS),
  task: v.picklist(TASKS),
  hasCode: v.boolean(),
  hasMaths: v.boolean(),
  isQuestion: v.boolean(),
  knowledgeDemand: Share,
  needsFreshFacts: v.boolean(),
  sensitivity: v.picklist(SENSITIVITIES),
});

const BudgetSchema = v.strictObject({
  firstTokenMs: v.optional(Amount),
  totalMs: v.optional(Amount),
  costMicroUsd: v.optional(Amount),
});

const RateSchema = v.strictObject({ logMean: Amount, logVariance: Count, observations: Count });

const Signed = v.pipe(v.number(), v.minValue(-1), v.maxValue(1));
const EstimateSchema = v.strictObject({
  gain: Signed,
  deviceRight: Share,
  hostedRight: Share,
  familiarity: Share,
  isFamiliar: v.boolean(),
  /** The artefact that said so, and the hosted model it stands for. */
  model: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))),
  against: v.optional(Name),
});

/** Of startRoute: device or hosted? */
export const StartInputSchema = v.strictObject({
  description: DescriptionSchema,
  estimate: v.optional(EstimateSchema),
  mode: v.picklist(INFERENCE_MODES),
  privacy: v.picklist(PRIVACY_CLASSES),
  canRedact: v.boolean(),
  /** As the app gave it; the policy's defaults are filled in when the decision is made. */
  budget: BudgetSchema,
  maxTokens: v.optional(Count),
  devicePromptTokens: v.optional(Count),
  device: v.strictObject({
    status: v.picklist(['ready', 'not_ready', 'unsupported', 'failed', 'unloaded', 'reloading']),
    model: Name,
    prefillRate: RateSchema,
    decodeRate: RateSchema,
    batteryLevel: v.optional(Share),
    isOnline: v.boolean(),
    readyInMs: v.optional(Count),
  }),
  hostedModelIds: v.pipe(v.array(Name), v.maxLength(100)),
  hostedProblem: v.optional(ReasonCode),
});

export const StartOutputSchema = v.strictObject({
  route: v.picklist(['device', 'hosted', 'none']),
  reason: ReasonCode,
  rule: v.nullable(Name),
});

/** Of acceptAnswer: keep the device's answer? */
export const AcceptInputSchema = v.strictObject({
  description: DescriptionSchema,
  confidence: v.nullable(v.strictObject({ value: Share, isCalibrated: v.boolean() })),
  tokens: Count,
  isComplete: v.boolean(),
  escalationBlockedBy: v.nullable(ReasonCode),
  remainingMs: v.nullable(Amount),
  hostedTotalMs: v.nullable(Count),
  hostedQuality: v.nullable(Share),
  expectedGain: v.nullable(Amount),
  hostedCostMicroUsd: v.optional(v.nullable(Count)),
  riskMidway: v.optional(v.nullable(Share)),
  /** What the policy promised, and what that came to with the device's calibration. */
  promise: v.optional(
    v.nullable(
      v.strictObject({
        of: v.strictObject({
          wrongKept: v.optional(Share),
          worseThanHosted: v.optional(Share),
          wrongAmongKept: v.optional(Share),
          confidence: v.optional(Share),
          shareHosted: v.optional(Share),
          costPerThousandMicroUsd: v.optional(Count),
        }),
        keepBelow: v.optional(Amount),
        refused: v.optional(v.picklist(['uncalibrated', 'labels', 'risk', 'price'])),
        labelsNeeded: v.optional(Count),
      }),
    ),
  ),
});

export const AcceptOutputSchema = v.strictObject({
  action: v.picklist(['keep', 'escalate', 'withhold']),
  reason: ReasonCode,
});

const ObservedSchema = v.strictObject({
  firstToken: v.optional(v.strictObject({ p50: Count, p75: Count, p90: Count, p95: Count, p99: Count })),
  decodeRate: v.optional(RateSchema),
  answered: Count,
  failed: Count,
  judged: v.optional(v.strictObject({ right: Count, wrong: Count })),
});

/** Of the edge: which hosted models, in which order? */
export const HostedInputSchema = v.strictObject({
  description: DescriptionSchema,
  requestedModel: v.pipe(v.string(), v.maxLength(256)),
  /** Why the client handed the query up; null for a caller that isn't Phirst's SDK. */
  clientReason: v.nullable(ReasonCode),
  /** As the caller gave it. */
  budget: BudgetSchema,
  elapsedMs: Count,
  /** The most tokens the answer may be billed for, and the prompt. */
  maxTokens: Count,
  maxInputTokens: Count,
  /** Models whose provider is configured. */
  callableIds: v.pipe(v.array(Name), v.maxLength(100)),
  /** What had been seen of them by then. */
  observed: v.optional(v.record(Name, ObservedSchema)),
  /** What the policy's gain model said. */
  estimate: v.optional(EstimateSchema),
  /** The model of the conversation's last turn, as the caller said. */
  previousModel: v.optional(v.pipe(v.string(), v.maxLength(256))),
});

export const HostedOutputSchema = v.strictObject({
  /** Best first. */
  models: v.pipe(v.array(Name), v.maxLength(100)),
  reason: ReasonCode,
});

/** One decision with what it was made from: `stage` tells which of the three. */
export const DecisionRecordSchema = v.variant('stage', [
  v.strictObject({ stage: v.literal('start'), input: StartInputSchema, output: StartOutputSchema }),
  v.strictObject({ stage: v.literal('accept'), input: AcceptInputSchema, output: AcceptOutputSchema }),
  v.strictObject({ stage: v.literal('hosted'), input: HostedInputSchema, output: HostedOutputSchema }),
]);

export type DecisionRecord = v.InferOutput<typeof DecisionRecordSchema>;
export type StartRecord = Extract<DecisionRecord, { stage: 'start' }>;
export type AcceptRecord = Extract<DecisionRecord, { stage: 'accept' }>;
export type HostedRecord = Extract<DecisionRecord, { stage: 'hosted' }>;
