// OpenAI's chat completions over a Phirst client: the same calls, answered on the device or by a hosted model.
import { PhirstError } from '../../../src/errors/phirst-error.ts';
import type { Answer, Phirst } from '../../client-options.ts';
import { answerFacts } from '../answer-facts.ts';
import { isDeviceFinal, liveText, standingText } from '../standing-text.ts';
import { APIError, APIUserAbortError, toApiError, type ErrorClasses } from './api-error.ts';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionCreateParamsStreaming,
} from './chat-completion.ts';
import { completionChunks, completionFinishReason, completionUsage } from './completion-chunks.ts';
import { createCompletionStream, type ChatCompletionStream } from './completion-stream.ts';
import { readRequest, type ChatCompletionRequest } from './read-request.ts';

/** How close to the `openai` package it has to be. */
export interface OpenAIShapeOptions {
  /** Takes settings such as `temperature` that reach no model, and is told their names; without it they are refused. */
  readonly onIgnored?: ((names: readonly string[]) => void) | undefined;
  /** The `OpenAI` class, so that errors are instances of its own classes. */
  readonly errors?: ErrorClasses | undefined;
}

/** The second parameter of `create`. */
export interface RequestOptions {
  readonly signal?: AbortSignal | null | undefined;
}

/** The part of the `openai` package’s client that a routed answer has. */
export interface OpenAIShape {
  readonly chat: {
    readonly completions: {
      create(body: ChatCompletionCreateParamsNonStreaming, options?: RequestOptions): Promise<ChatCompletion>;
      create(body: ChatCompletionCreateParamsStreaming, options?: RequestOptions): Promise<ChatCompletionStream>;
      create(body: ChatCompletionCreateParams, options?: RequestOptions): Promise<ChatCompletion | ChatCompletionStream>;
    };
  };
}

/**
 * A Phirst client in the shape of the `openai` package: `chat.completions.create`, streamed or not.
 *
 * @example
 * const openai = createOpenAI(createPhirst({ router: 'https://ai.example.com' }));
 * const completion = await openai.chat.completions.create({ model: 'auto', messages: [{ role: 'user', content: 'Hello' }] });
 * completion.choices[0].message.content; // the answer
 * completion.phirst.source; // 'device' or 'hosted'
 */
export function createOpenAI(phirst: Phirst, { onIgnored, errors = { APIError, APIUserAbortError } }: OpenAIShapeOptions = {}): OpenAIShape {
  const asApiError = (error: unknown): Error =>
    toApiError(PhirstError.isInstance(error) ? error : new PhirstError('internal', 'Phirst failed unexpectedly.', { cause: error }), errors);

  function read(body: ChatCompletionCreateParams, options: RequestOptions): ChatCompletionRequest {
    for (const name of Object.keys(options)) {
      if (name !== 'signal') throw new PhirstError('invalid_request', `The request option ${name} is refused: only signal is known, and phirst.budget bounds the time.`, { param: name });
    }
    const request = readRequest(body);
    if (request.ignored.length === 0) return request;
    if (!onIgnored) {
      const [first] = request.ignored;
      const message = `${request.ignored.join(', ')} would reach no model: leave it out, or pass onIgnored to createOpenAI to have it ignored.`;
      throw new PhirstError('invalid_request', message, first === undefined ? {} : { param: first });
    }
    onIgnored(request.ignored);
    return request;
  }

  async function* chunksOf(answer: Answer, { askOptions, includesUsage, revise }: ChatCompletionRequest): AsyncGenerator<ChatCompletionChunk, void, undefined> {
    const isLive = revise === 'replace';
    const events = isLive ? liveText(answer) : standingText(answer, isDeviceFinal(askOptions));
    try {
      yield* completionChunks(events, { id: answer.id, created: secondsNow(), includesUsage, tellsRevise: isLive });
    } catch (error) {
      throw asApiError(error);
    }
  }

  async function create(body: ChatCompletionCreateParams, options: RequestOptions = {}): Promise<ChatCompletion | ChatCompletionStream> {
    const controller = new AbortController();
    let request: ChatCompletionRequest;
    try {
      request = read(body, options);
    } catch (error) {
      throw asApiError(error);
    }
    const signal = options.signal ? AbortSignal.any([options.signal, controller.signal]) : controller.signal;
    const answer = phirst.ask(request.messages, { ...request.askOptions, signal });
    if (!request.isStreamed) return complete(answer);
    const chunks = chunksOf(answer, request);
    options.signal?.addEventListener('abort', () => controller.abort(), { once: true });
    // As with the package, what fails before the first text fails here.
    const first = await chunks.next();
    return createCompletionStream(first, chunks, controller);
  }

  async function complete(answer: Answer): Promise<ChatCompletion> {
    try {
      const result = await answer.done;
      const message = { role: 'assistant' as const, content: result.text, refusal: null };
      return {
        id: result.id,
        object: 'chat.completion',
        created: secondsNow(),
        model: result.model,
        choices: [{ index: 0, message, finish_reason: completionFinishReason(result), logprobs: null }],
        usage: completionUsage(result),
        phirst: answerFacts(result),
      };
    } catch (error) {
      throw asApiError(error);
    }
  }

  return { chat: { completions: { create: create as OpenAIShape['chat']['completions']['create'] } } };
}

function secondsNow(): number {
  return Math.floor(Date.now() / 1000);
}
