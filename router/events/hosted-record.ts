// A hosted decision with what it was made from, so that it can be made again: numbers, names and codes, no text.
import type { HostedRecord } from '../../src/replay/decision-input.ts';
import type { HostedDecision } from '../dispatch/decide-hosted.ts';
import type { IncomingChat } from '../request/read-chat-request.ts';

export interface HostedRecordInput {
  readonly chat: IncomingChat;
  readonly decision: HostedDecision;
  /** Models whose provider is configured. */
  readonly callableIds: readonly string[];
  /** Milliseconds from the request's arrival to its decision. */
  readonly elapsedMs: number;
}

/** `log.decided({ …, record: hostedRecord({ chat, decision, callableIds, elapsedMs }) })` */
export function hostedRecord({ chat, decision, callableIds, elapsedMs }: HostedRecordInput): HostedRecord {
  const { budget, previousModel } = chat.request.phirst ?? {};
  const { firstTokenMs, costMicroUsd } = budget ?? {};
  return {
    stage: 'hosted',
    input: {
      description: decision.description,
      requestedModel: decision.requestedModel,
      clientReason: chat.request.phirst?.reason ?? null,
      budget: {
        ...(firstTokenMs !== undefined && { firstTokenMs }),
        ...(chat.remainingMs !== undefined && { totalMs: chat.remainingMs }),
        ...(costMicroUsd !== undefined && { costMicroUsd }),
      },
      elapsedMs,
      maxTokens: chat.output.maxTokens + chat.maxPredictedTokens,
      maxInputTokens: chat.maxInputTokens,
      callableIds: [...callableIds],
      ...(decision.observed !== undefined && { observed: structuredClone(decision.observed) as NonNullable<HostedRecord['input']['observed']> }),
      ...(decision.estimate !== undefined && { estimate: { ...decision.estimate } }),
      ...(previousModel !== undefined && { previousModel }),
    },
    output: { models: decision.ranked.map(({ model }) => model.id), reason: decision.reason },
  };
}
