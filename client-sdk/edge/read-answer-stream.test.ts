// However the network cuts a recorded stream into pieces, the same events come out of it.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { EdgeEvent } from './edge-client.ts';
import { readAnswerStream } from './read-answer-stream.ts';

const CHUNKS = [
  { id: 'c1', choices: [{ index: 0, delta: { role: 'assistant', content: '', refusal: null }, finish_reason: null }] },
  { id: 'c1', choices: [{ index: 0, delta: { content: 'Die Größe: ' }, finish_reason: null }] },
  { id: 'c1', choices: [{ index: 0, delta: { content: '漢字 🗼\u2028' }, finish_reason: null }] },
  { id: 'c1', choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { name: 'f', arguments: '{"é":1}' } }] } }] },
  { id: 'c1', choices: [{ index: 0, delta: { content: '\r\n\ndata: not an event\n' }, finish_reason: null }] },
  { id: 'c1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
  { id: 'c1', choices: [], usage: { prompt_tokens: 12, completion_tokens: 9 } },
];
const TEXT = 'Die Größe: 漢字 🗼\u2028\r\n\ndata: not an event\n';

/** A recorded stream with comments, other fields and one of the three line ends. */
function recorded(lineEnd: string): Uint8Array {
  const blocks = [': phirst', ...CHUNKS.map((chunk, index) => `${index % 2 === 0 ? `id: ${index}${lineEnd}` : ''}data: ${JSON.stringify(chunk)}`), ': 🗼', 'data: [DONE]'];
  return new TextEncoder().encode(blocks.map((block) => block + lineEnd + lineEnd).join(''));
}

function streamOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let index = 0;
  return new ReadableStream({
    pull(controller) {
      const piece = pieces[index++];
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
}

async function read(pieces: readonly Uint8Array[]): Promise<readonly EdgeEvent[]> {
  const events: EdgeEvent[] = [];
  const silence = { wait() {}, rest() {} };
  for await (const event of readAnswerStream(streamOf(pieces), { signal: new AbortController().signal, silence, firstTextMs: 1, chunkMs: 1 })) events.push(event);
  return events;
}

function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...[...cuts].sort((one, other) => one - other), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

const LINE_ENDS = ['\n', '\r\n', '\r'];

it.each(LINE_ENDS)('gives the same events for every chunking, with lines that end in %j', async (lineEnd) => {
  const bytes = recorded(lineEnd);
  const whole = await read([bytes]);
  expect(whole.map((event) => (event.type === 'delta' ? event.text : '')).join('')).toBe(TEXT);
  expect(whole.slice(-2)).toEqual([
    { type: 'usage', inputTokens: 12, outputTokens: 9 },
    { type: 'end', finishReason: 'stop' },
  ]);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 40 }), async (cuts) => {
      expect(await read(cutAt(bytes, cuts))).toEqual(whole);
    }),
    { numRuns: 100 },
  );
  // One byte at a time.
  expect(await read(Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole);
});

it('never takes a stream cut at any byte for a clean end, unless its answer was complete', async () => {
  const bytes = recorded('\n');
  const text = new TextDecoder().decode(bytes);
  const completeFrom = new TextEncoder().encode(text.slice(0, text.indexOf('"finish_reason":"stop"'))).length + '"finish_reason":"stop"}]}\n'.length;
  for (let end = 0; end < bytes.length; end++) {
    const outcome = await read([bytes.subarray(0, end)]).then(
      (events) => events.at(-1)?.type,
      (error: unknown) => (error as { code: string }).code,
    );
    expect(outcome, `cut at ${end}`).toBe(end > completeFrom ? 'end' : 'stream_truncated');
  }
});
