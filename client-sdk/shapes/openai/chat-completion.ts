// The part of OpenAI's chat completions that a routed answer has. Assignable to the `openai` package's own types, without
// that package: test/types/openai-shape.ts holds them against it.
import type { AnswerFacts, RouteFacts } from '../answer-facts.ts';
import type { AskSettings } from '../ask-settings.ts';
import type { RevisePart } from '../../session/answer-part.ts';

/** Ours, under `phirst`. */
export interface PhirstRequestFields extends AskSettings {
  /**
   * What becomes of text that is withdrawn while streaming. `hold`: device text is held back until it stands, so none ever
   * is. `replace`: it streams at once, and a chunk with `phirst.revise` means that all text before it is withdrawn.
   */
  readonly revise?: 'hold' | 'replace' | undefined;
}

/** One turn, its content plain text or parts of it. */
export interface ChatMessageParam {
  readonly role: 'system' | 'developer' | 'user' | 'assistant' | 'tool' | 'function';
  readonly content?: string | readonly { readonly type: string }[] | null;
}

/** Settings that do not reach the model; refused by name unless the app handles them with `onIgnored`. */
export interface IgnorableFields {
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly seed?: number | null;
  readonly presence_penalty?: number | null;
  readonly frequency_penalty?: number | null;
  readonly user?: string;
  readonly metadata?: object | null;
}

/** The body of `create`. */
export interface ChatCompletionCreateParams extends IgnorableFields {
  readonly messages: readonly ChatMessageParam[];
  /** `auto`: the policy chooses. */
  readonly model: string;
  readonly max_tokens?: number | null;
  readonly max_completion_tokens?: number | null;
  readonly n?: number | null;
  readonly stream?: boolean | null;
  readonly stream_options?: { readonly include_usage?: boolean } | null;
  readonly phirst?: PhirstRequestFields;
}

/** … answered in chunks. */
export type ChatCompletionCreateParamsStreaming = ChatCompletionCreateParams & { readonly stream: true };
/** … answered at once. */
export type ChatCompletionCreateParamsNonStreaming = ChatCompletionCreateParams & { readonly stream?: false | null };

/** Tokens, in OpenAI’s words. */
export interface CompletionUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

export type CompletionFinishReason = 'stop' | 'length' | 'content_filter';

/** A whole answer. */
export interface ChatCompletion {
  id: string;
  object: 'chat.completion';
  created: number;
  /** The model that answered. */
  model: string;
  choices: {
    index: number;
    message: { role: 'assistant'; content: string; refusal: null };
    finish_reason: CompletionFinishReason;
    logprobs: null;
  }[];
  usage: CompletionUsage;
  phirst: AnswerFacts;
}

/** A piece of a streamed answer. */
export interface ChatCompletionChunk {
  id: string;
  object: 'chat.completion.chunk';
  created: number;
  /** The model that answers, `auto` while that isn't settled. */
  model: string;
  choices: {
    index: number;
    delta: { role?: 'assistant'; content?: string };
    finish_reason: CompletionFinishReason | null;
    logprobs: null;
  }[];
  /** In the last chunk, where `include_usage` asked for it; null before. */
  usage?: CompletionUsage | null;
  phirst?: ChunkFacts;
}

/** Beside a chunk: where the answer is made now, what was withdrawn, or, with the last one, all that is known of the answer. */
export type ChunkFacts =
  | { readonly route: RouteFacts }
  | { readonly revise: Pick<RevisePart, 'reason' | 'withdrawnText'> }
  | AnswerFacts;
