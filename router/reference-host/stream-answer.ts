// An answer as server-sent events, at the pace of its model, only as fast as it is read.
import type { ChatAnswer } from './chat-answer.ts';
import { delay } from './delay.ts';

export interface StreamAnswerInput {
  readonly answer: ChatAnswer;
  readonly pace: { readonly firstTokenMs: number; readonly wordsPerSecond: number };
  readonly includeUsage: boolean;
  /** Breaks off in the midst of the words, without an end. */
  readonly cutsOff: boolean;
  readonly end: (how: 'completed' | 'cancelled') => void;
}

/** A 200 with `content-type: text/event-stream`. */
export function streamAnswer(input: StreamAnswerInput): Response {
  const events = eventsOf(input);
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await events.next();
          if (!done) return controller.enqueue(encoder.encode(`data: ${value}\n\n`));
          input.end('completed');
          controller.close();
        } catch (error) {
          input.end('completed');
          controller.error(error);
        }
      },
      cancel() {
        input.end('cancelled');
        return events.return().then(() => {});
      },
    },
    // Nothing is made ahead of its reader.
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' } });
}

async function* eventsOf({ answer, pace, includeUsage, cutsOff }: StreamAnswerInput): AsyncGenerator<string, void, void> {
  await delay(pace.firstTokenMs);
  yield JSON.stringify(answer.roleChunk());
  for (const [index, word] of answer.words.entries()) {
    if (index > 0) await delay(1000 / pace.wordsPerSecond);
    if (cutsOff && index >= answer.words.length / 2) throw new Error('The reference host pretends to lose its connection.');
    yield JSON.stringify(answer.deltaChunk(word));
  }
  if (cutsOff) throw new Error('The reference host pretends to lose its connection.');
  yield JSON.stringify(answer.finishChunk());
  if (includeUsage) yield JSON.stringify(answer.usageChunk());
  yield '[DONE]';
}
