// An answer's events → chat.completion.chunk objects. The first carries the role, the last the finish reason.
import type { AnswerResult } from '../../session/answer-part.ts';
import { answerFacts, routeFacts } from '../answer-facts.ts';
import type { StandingEvent } from '../standing-text.ts';
import type { ChatCompletionChunk, ChunkFacts, CompletionFinishReason, CompletionUsage } from './chat-completion.ts';

export interface ChunkInput {
  readonly id: string;
  /** Seconds since 1970. */
  readonly created: number;
  readonly includesUsage: boolean;
  /** Whether text was shown that may be withdrawn. */
  readonly tellsRevise: boolean;
}

export async function* completionChunks(
  events: AsyncIterable<StandingEvent>,
  { id, created, includesUsage, tellsRevise }: ChunkInput,
): AsyncGenerator<ChatCompletionChunk, void, undefined> {
  let model = 'auto';
  let route: ChunkFacts | undefined;
  let hasRole = false;
  const chunk = (delta: ChatCompletionChunk['choices'][0]['delta'], facts?: ChunkFacts, finish: CompletionFinishReason | null = null): ChatCompletionChunk => {
    const role = hasRole ? {} : { role: 'assistant' as const };
    hasRole = true;
    return {
      id,
      object: 'chat.completion.chunk',
      created,
      model,
      choices: [{ index: 0, delta: { ...role, ...delta }, finish_reason: finish, logprobs: null }],
      ...(includesUsage && { usage: null }),
      ...(facts && { phirst: facts }),
    };
  };
  for await (const event of events) {
    switch (event.type) {
      case 'route':
        // Told with the text it brings: until then the model is not settled.
        model = event.model;
        route = { route: routeFacts(event) };
        break;
      case 'revise':
        if (tellsRevise) yield chunk({ content: '' }, { revise: { reason: event.reason, withdrawnText: event.withdrawnText } });
        break;
      case 'text':
        yield chunk({ content: event.text }, route);
        route = undefined;
        break;
      case 'finish':
        model = event.result.model;
        yield chunk({}, answerFacts(event.result), completionFinishReason(event.result));
        if (includesUsage) yield { id, object: 'chat.completion.chunk', created, model, choices: [], usage: completionUsage(event.result) };
    }
  }
}

export function completionUsage({ usage }: AnswerResult): CompletionUsage {
  const { inputTokens, outputTokens } = usage;
  return { prompt_tokens: inputTokens, completion_tokens: outputTokens, total_tokens: inputTokens + outputTokens };
}

/** OpenAI has no word for a deadline: what it cut is too short, like an answer at its length limit. */
export function completionFinishReason({ finishReason }: AnswerResult): CompletionFinishReason {
  return finishReason === 'interrupted' ? 'length' : finishReason;
}
