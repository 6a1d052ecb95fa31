// The hosted part of a run: clears the text, opens the stream, and hands its deltas on once the first one is there.
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { explainReason, type Reason } from '../../src/route/reason.ts';
import type { DeviceEvidence } from '../../src/wire/chat-request.ts';
import type { EdgeEvent } from '../edge/edge-client.ts';
import { RefusedError } from '../edge/edge-error.ts';
import type { FinishReason } from './answer-part.ts';
import type { QueryRun } from './query-run.ts';

/** A hosted answer whose first text has arrived: from here on it replaces what the device said. */
export interface OpenHostedAnswer {
  readonly servedModel: string;
  /** The router's id of its own decision; undefined behind a proxy that hides it. */
  readonly decisionId: string | undefined;
  readonly firstText: string;
  /** When it arrived, milliseconds since ask(). */
  readonly firstTextMs: number;
  readonly rest: AsyncGenerator<EdgeEvent, void, undefined>;
}

export interface HostedOutcome {
  readonly model: string;
  readonly decisionId: string | undefined;
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicroUsd: number;
  readonly isComplete: boolean;
  readonly finishReason: FinishReason;
}

export interface OpenHostedInput {
  readonly reason: Reason;
  readonly evidence?: DeviceEvidence | undefined;
  readonly signal: AbortSignal;
}

/** Waits for the first text, so that whatever fails before it can still be answered by the device. Throws a PhirstError. */
export async function openHosted(run: QueryRun, { reason, evidence, signal }: OpenHostedInput): Promise<OpenHostedAnswer> {
  const { query, dependencies } = run;
  const cleared = run.clear();
  if (!cleared.ok) throw new PhirstError('no_route', explainReason(cleared.error));
  const rest = dependencies.edge.complete({
    query: cleared.value,
    reason,
    remaining: () => run.remaining(),
    limits: run.policy.hosted,
    ...(query.maxTokens !== undefined && { maxTokens: Math.min(query.maxTokens, run.policy.hosted.maximumOutputTokens) }),
    contextMessages: query.context.length > 0 ? 1 : 0,
    evidence,
    headers: run.inForce.headers,
    signal,
  });
  let servedModel = 'unknown';
  let decisionId: string | undefined;
  const learn = (id: string | undefined) => {
    if (id === undefined || id === decisionId) return;
    decisionId = id;
    // Noted at once: the records of an answer that fails are to be joined too.
    run.note('hosted_decided', { decisionId });
  };
  for (;;) {
    const { done, value } = await rest.next().catch((error: unknown) => {
      if (error instanceof RefusedError) learn(error.decisionId);
      throw error;
    });
    // `complete` throws rather than ending without an `end`, so an answer without any text comes here with one.
    if (done || value.type === 'end') throw new PhirstError('provider_response_invalid', 'The hosted model answered nothing.');
    if (value.type === 'open') learn(value.decisionId);
    // A router that still looks for a model opens a first time without one.
    if (value.type === 'open' && value.servedModel !== undefined) {
      ({ servedModel } = value);
      const { routedModel, reason: told, attempts } = value;
      run.note('hosted_opened', { routedModel, servedModel, reason: told, ...(attempts !== undefined && { attempts }) });
    }
    if (value.type === 'retry' && value.error instanceof RefusedError) learn(value.error.decisionId);
    if (value.type === 'retry') run.note('hosted_retry', { code: value.error.code, delayMs: Math.round(value.delayMs) });
    if (value.type === 'delta') {
      run.note('hosted_first_text', { servedModel });
      return { servedModel, decisionId, firstText: value.text, firstTextMs: run.elapsedMs(), rest };
    }
  }
}

/** Streams an opened answer to its end. Throws a PhirstError when it breaks off. */
export async function streamHosted(run: QueryRun, opened: OpenHostedAnswer): Promise<HostedOutcome> {
  let text = '';
  let usage: { readonly inputTokens: number; readonly outputTokens: number } | undefined;
  let finishReason = 'stop';
  const show = (delta: string) => {
    text += delta;
    run.stream.push({ type: 'text-delta', text: delta, source: 'hosted' });
  };
  show(opened.firstText);
  for await (const event of opened.rest) {
    if (event.type === 'delta') show(event.text);
    else if (event.type === 'usage') usage = event;
    else if (event.type === 'end') finishReason = event.finishReason;
  }
  const { inputTokens, outputTokens } = usage ?? estimatedUsage(run, text);
  // Cut at the app's own limit it is what the app asked for.
  const isComplete = finishReason !== 'length' || (run.query.maxTokens ?? Infinity) <= run.policy.hosted.maximumOutputTokens;
  return { ...priced(run, opened, inputTokens, outputTokens), text, isComplete, finishReason: toFinishReason(finishReason) };
}

/** What an answer that broke off came to: the text a reader sees, its tokens estimated, as no usage was told. */
export function partialOutcome(run: QueryRun, opened: OpenHostedAnswer): HostedOutcome {
  const text = run.stream.shownText();
  const { inputTokens, outputTokens } = estimatedUsage(run, text);
  return { ...priced(run, opened, inputTokens, outputTokens), text, isComplete: false, finishReason: 'interrupted' };
}

/** Where no usage was told. */
function estimatedUsage(run: QueryRun, text: string) {
  const outputTokens = run.dependencies.describe({ messages: [], context: [text] }).contextTokens;
  return { inputTokens: run.description.promptTokens, outputTokens };
}

/** A provider's own word for an end (`end_turn`, `eos`) is an end. */
function toFinishReason(word: string): FinishReason {
  return word === 'length' || word === 'content_filter' ? word : 'stop';
}

function priced(run: QueryRun, { servedModel: model, decisionId }: OpenHostedAnswer, inputTokens: number, outputTokens: number) {
  return { model, decisionId, inputTokens, outputTokens, costMicroUsd: run.costOf(model, inputTokens, outputTokens) };
}
