// The compiler holds OpenAI's shape against the `openai` package: code written for its types takes ours.
import type OpenAI from 'openai';
import { expectTypeOf, test } from 'vitest';
import type { APIError, ChatCompletion, ChatCompletionChunk, ChatCompletionStream, ErrorClasses, OpenAIShape } from '../../client-sdk/shapes/openai/index.ts';

test('a completion and its chunks are the package’s', () => {
  expectTypeOf<ChatCompletion>().toExtend<OpenAI.Chat.ChatCompletion>();
  expectTypeOf<ChatCompletionChunk>().toExtend<OpenAI.Chat.ChatCompletionChunk>();
  expectTypeOf<ChatCompletionStream>().toExtend<AsyncIterable<OpenAI.Chat.ChatCompletionChunk> & { readonly controller: AbortController }>();
});

test('create takes the package’s parameters and gives its results', () => {
  const create = (completions: OpenAIShape['chat']['completions'], plain: OpenAI.Chat.ChatCompletionCreateParamsNonStreaming, streamed: OpenAI.Chat.ChatCompletionCreateParamsStreaming) =>
    [completions.create(plain), completions.create(streamed)] as const;
  expectTypeOf(create).returns.toExtend<readonly [Promise<OpenAI.Chat.ChatCompletion>, Promise<AsyncIterable<OpenAI.Chat.ChatCompletionChunk>>]>();
});

test('its errors carry the package’s fields, and the package’s class makes them too', () => {
  expectTypeOf<Pick<APIError, 'status' | 'code' | 'type' | 'param' | 'headers' | 'requestID'>>().toExtend<
    Pick<InstanceType<typeof OpenAI.APIError>, 'status' | 'code' | 'type' | 'param' | 'headers' | 'requestID'>
  >();
  expectTypeOf<typeof OpenAI>().toExtend<ErrorClasses>();
});
