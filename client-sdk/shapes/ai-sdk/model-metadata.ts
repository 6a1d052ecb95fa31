// What an answer came to, in the AI SDK's words.
import type { JSONObject, LanguageModelV4FinishReason, LanguageModelV4Usage, SharedV4ProviderMetadata } from '@ai-sdk/provider';
import type { AnswerResult } from '../../session/answer-part.ts';
import type { AnswerFacts, RouteFacts } from '../answer-facts.ts';

/** Facts are plain JSON; an interface just can't say so. */
export function asMetadata(facts: AnswerFacts | RouteFacts): SharedV4ProviderMetadata {
  return { phirst: facts as unknown as JSONObject };
}

export function modelFinishReason({ finishReason }: AnswerResult): LanguageModelV4FinishReason {
  return { unified: finishReason === 'content_filter' ? 'content-filter' : finishReason, raw: finishReason };
}

export function modelUsage({ usage }: AnswerResult): LanguageModelV4Usage {
  return {
    inputTokens: { total: usage.inputTokens, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: usage.outputTokens, text: usage.outputTokens, reasoning: undefined },
    raw: { costMicroUsd: usage.costMicroUsd, allHostedCostMicroUsd: usage.allHostedCostMicroUsd },
  };
}
