// The stream that chat.completions.create gives: an async iterable with a controller, read once.
import type { ChatCompletionChunk } from './chat-completion.ts';

/** What `create` with `stream: true` gives: chunks as they come, read once. */
export interface ChatCompletionStream extends AsyncIterable<ChatCompletionChunk> {
  /** Its abort ends the iteration without an error, as in the `openai` package; `break` does the same. */
  readonly controller: AbortController;
}

/** @param first what was waited for before the stream was given out. */
export function createCompletionStream(
  first: IteratorResult<ChatCompletionChunk, void>,
  rest: AsyncGenerator<ChatCompletionChunk, void, undefined>,
  controller: AbortController,
): ChatCompletionStream {
  let isRead = false;
  async function* read(): AsyncGenerator<ChatCompletionChunk, void, undefined> {
    if (isRead) throw new Error('A completion stream can be read only once.');
    isRead = true;
    let isEnded = false;
    try {
      if (!first.done) yield first.value;
      for await (const chunk of rest) {
        if (controller.signal.aborted) break;
        yield chunk;
      }
      isEnded = true;
    } catch (error) {
      isEnded = true;
      if (!controller.signal.aborted) throw error;
    } finally {
      if (!isEnded) controller.abort();
    }
  }
  return { controller, [Symbol.asyncIterator]: read };
}
