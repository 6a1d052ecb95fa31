// The hosted part of a run: clears the text, opens the stream, and hands its deltas on once the first one is there.
import { costMicroUsd } from '../../src/budget/price.ts';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { explainReason, type Reason } from '../../src/route/reason.ts';
import type { DeviceEvidence } from '../../src/wire/chat-request.ts';
import type { EdgeEvent } from '../edge/edge-client.ts';
import { clearToLeave } from '../edge/outgoing-query.ts';
import type { QueryRun } from './query-run.ts';

/** A hosted answer whose first text has arrived: from here on it replaces what the device said. */
export interface OpenHostedAnswer {
  readonly servedModel: string;
  readonly firstText: string;
  readonly rest: AsyncGenerator<EdgeEvent, void, undefined>;
}

export interface HostedOutcome {
  readonly model: string;
  readonly text: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicroUsd: number;
  readonly isComplete: boolean;
}

/** Waits for the first text, so that whatever fails before it can still be answered by the device. Throws a PhirstError. */
export async function openHosted(run: QueryRun, reason: Reason, evidence?: DeviceEvidence): Promise<OpenHostedAnswer> {
  const { query, dependencies, signal } = run;
  const cleared = clearToLeave(query, dependencies.redact);
  if (!cleared.ok) throw new PhirstError('no_route', explainReason(cleared.error));
  const rest = dependencies.edge.complete({
    query: cleared.value,
    reason,
    budget: run.remaining(),
    ...(query.maxTokens !== undefined && { maxTokens: Math.min(query.maxTokens, run.policy.hosted.maximumOutputTokens) }),
    evidence,
    signal,
  });
  let servedModel = 'unknown';
  for (;;) {
    const { done, value } = await rest.next();
    // `complete` throws rather than ending without an `end`, so an answer without any text comes here with one.
    if (done || value.type === 'end') throw new PhirstError('provider_response_invalid', 'The hosted model answered nothing.');
    if (value.type === 'open') {
      servedModel = value.servedModel;
      run.note('hosted_opened', { routedModel: value.routedModel, servedModel, reason: value.reason });
    }
    if (value.type === 'delta') {
      run.note('hosted_first_text', { servedModel });
      return { servedModel, firstText: value.text, rest };
    }
  }
}

/** Streams an opened answer to its end. Throws a PhirstError when it breaks off. */
export async function streamHosted(run: QueryRun, opened: OpenHostedAnswer): Promise<HostedOutcome> {
  let text = '';
  let usage = { inputTokens: 0, outputTokens: 0 };
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
  const price = run.hostedModels.find((model) => model.id === opened.servedModel);
  return {
    model: opened.servedModel,
    text,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    costMicroUsd: price ? costMicroUsd(price, usage.inputTokens, usage.outputTokens) : 0,
    isComplete: finishReason !== 'length',
  };
}
