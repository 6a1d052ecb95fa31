// `phirst/openai`: OpenAI's chat completions, routed.
export { createOpenAI, type OpenAIShape, type OpenAIShapeOptions, type RequestOptions } from './create-openai.ts';
export { APIError, APIUserAbortError, type ErrorClasses } from './api-error.ts';
export type { ChatCompletionStream } from './completion-stream.ts';
export type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionCreateParamsStreaming,
  ChatMessageParam,
  ChunkFacts,
  CompletionUsage,
  PhirstRequestFields,
} from './chat-completion.ts';
export type { AnswerFacts, RouteFacts } from '../answer-facts.ts';
