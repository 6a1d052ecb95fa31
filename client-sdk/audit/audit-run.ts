// The device's answer held against a hosted model's: from a hand-up, which brought both anyway, or from the sample, which
// asks again in the background once the answer has been given. What comes of it is a label without a text.
import { answersAgree } from '../../src/audit/answers-agree.ts';
import type { NewClientEvent } from '../../src/event/client-event.ts';
import { fnv1a } from '../../src/experiment/fnv1a.ts';
import type { OutgoingQuery } from '../edge/outgoing-query.ts';
import type { AnswerResult } from '../session/answer-part.ts';
import type { QueryRun } from '../session/query-run.ts';
import type { AuditOption } from './audit-option.ts';

/** Nobody waits for it. */
const PATIENCE_MS = 60_000;
const HASHES = 2 ** 32;
/** Where the policy doesn't say. */
const DEFAULT_SHARE = 0.01;

type AuditEvent = Extract<NewClientEvent, { type: 'audit' }>;
/** What an audit adds to what the outcome's event says. */
export type AuditFields = Omit<AuditEvent, 'type' | 'schemaVersion' | 'id' | 'decisionId' | 'observer' | 'atMs' | 'policy' | 'policyHash' | 'sequence' | 'assignment' | 'deviceClass' | 'accept'>;

export interface AuditInput {
  readonly run: QueryRun;
  readonly result: AnswerResult;
  readonly option: AuditOption | undefined;
  /** Aborted when the client is disposed. */
  readonly signal: AbortSignal;
}

/** Undefined where there is nothing to compare: not drawn, not allowed, not whole, or the hosted model gave nothing. */
export async function auditRun({ run, result, option, signal }: AuditInput): Promise<AuditFields | undefined> {
  const { accept } = run.decided;
  if (!accept?.input.isComplete || run.query.privacy === 'device-only') return undefined;
  const isHandUp = accept.decision.action === 'escalate' && result.source === 'hosted';
  const hosted = isHandUp ? hostedOf(run, result) : await askInSample({ run, result, option, signal });
  if (!hosted) return undefined;
  const agree = typeof option === 'object' ? option.agree : answersAgree;
  const { confidence, tokens } = accept.input;
  return {
    source: isHandUp ? 'hand_up' : 'sample',
    share: isHandUp ? 1 : (run.policy.audit?.share ?? DEFAULT_SHARE),
    agreed: await agree(accept.text, hosted.text),
    confidence: confidence?.value ?? null,
    isCalibrated: confidence?.isCalibrated ?? false,
    score: accept.score ?? null,
    signals: accept.signals ?? null,
    tokens,
    deviceModel: run.dependencies.device.state(true).model,
    dtype: run.dependencies.device.loaded()?.dtype ?? null,
    hostedModel: hosted.model,
    hostedCostMicroUsd: hosted.costMicroUsd,
    hostedMs: hosted.ms,
    deviceMs: deviceMsOf(run),
  };
}

/** By the decision's id, so that nobody chooses which. `isDrawn('…', 0.01)` holds for one id of a hundred. */
export function isDrawn(decisionId: string, share: number): boolean {
  return fnv1a(decisionId) < share * HASHES;
}

interface HostedText {
  readonly text: string;
  readonly model: string;
  readonly costMicroUsd: number;
  readonly ms: number;
}

function hostedOf(run: QueryRun, { text, model, finishReason, totalMs, usage }: AnswerResult): HostedText | undefined {
  return finishReason === 'stop' ? { text, model, costMicroUsd: usage.costMicroUsd, ms: Math.max(0, totalMs - deviceMsOf(run)) } : undefined;
}

function deviceMsOf({ trace }: QueryRun): number {
  return trace.find(({ step }) => step === 'device_answered')?.atMs ?? 0;
}

async function askInSample({ run, result, option, signal }: AuditInput): Promise<HostedText | undefined> {
  const { decided, dependencies, policy } = run;
  // What was asked of this device alone isn't asked of anybody else afterwards.
  const isForDeviceAlone = run.query.mode === 'only_on_device';
  const mayAsk = option !== undefined && option !== false && !isForDeviceAlone && dependencies.isOnline() && !savesData();
  const isKept = decided.accept?.decision.action === 'keep' && result.source === 'device' && result.failure === undefined;
  if (!mayAsk || !isKept || !policy.audit || !isDrawn(run.id, policy.audit.share ?? DEFAULT_SHARE)) return undefined;
  const cleared = run.clear();
  if (!cleared.ok || run.hostedModels.length === 0) return undefined;
  try {
    return await askHosted(run, cleared.value, AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
  } catch {
    // Over its cap, refused, broken off: then there is no label.
    return undefined;
  }
}

async function askHosted(run: QueryRun, query: OutgoingQuery, signal: AbortSignal): Promise<HostedText | undefined> {
  const { dependencies, policy, inForce } = run;
  const beganAt = dependencies.now();
  const events = dependencies.edge.complete({
    query,
    // The model that would have taken over.
    reason: 'low_confidence',
    remaining: () => ({}),
    limits: policy.hosted,
    ...(run.query.maxTokens !== undefined && { maxTokens: Math.min(run.query.maxTokens, policy.hosted.maximumOutputTokens) }),
    contextMessages: run.query.context.length > 0 ? 1 : 0,
    headers: inForce.headers,
    purpose: 'audit',
    signal,
  });
  let text = '';
  let model = 'unknown';
  let usage: { readonly inputTokens: number; readonly outputTokens: number } | undefined;
  let finishReason = '';
  for await (const event of events) {
    if (event.type === 'open') model = event.servedModel ?? model;
    else if (event.type === 'delta') text += event.text;
    else if (event.type === 'usage') usage = event;
    else if (event.type === 'end') ({ finishReason } = event);
  }
  if (text === '' || finishReason === 'length' || finishReason === 'content_filter') return undefined;
  const { inputTokens, outputTokens } = usage ?? { inputTokens: run.description.promptTokens, outputTokens: dependencies.describe({ messages: [], context: [text] }).contextTokens };
  return { text, model, costMicroUsd: run.costOf(model, inputTokens, outputTokens), ms: dependencies.now() - beganAt };
}

function savesData(): boolean {
  const { connection } = (globalThis.navigator ?? {}) as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
