// However a provider's stream is cut into pieces, the caller gets the same bytes, and the meter the same numbers.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PhirstError } from '../../src/errors/phirst-error.ts';
import { createAnswerMeter } from './answer-meter.ts';
import { createProviderStream } from './provider-stream.ts';
import { createStallWatch } from './stall-watch.ts';

const PRICE = { inputMicroUsdPerToken: 1, outputMicroUsdPerToken: 10, tokensPerSecond: 1 };
const CHUNKS = [
  { id: 'c1', choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }], usage: null },
  { id: 'c1', choices: [{ index: 0, delta: { content: 'Die Größe: 漢字 🗼' }, finish_reason: null }], usage: null },
  { id: 'c1', choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { name: 'f', arguments: '{"é":1}' } }] } }] },
  { id: 'c1', choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
];
const USAGE = `data: ${JSON.stringify({ id: 'c1', choices: [], usage: { prompt_tokens: 12, completion_tokens: 9 } })}`;
const LINE_ENDS = ['\n', '\r\n', '\r'] as const;

const encoder = new TextEncoder();
const text = (lineEnd: string, blocks: readonly string[]) => blocks.map((block) => block + lineEnd + lineEnd).join('');
const answer = CHUNKS.map((chunk, index) => `${index === 1 ? 'event: message\nid: 1\n' : ''}data: ${JSON.stringify(chunk)}`);
const recorded = (lineEnd: string, withUsage: boolean) =>
  text(lineEnd, [': 🗼 waits', ...answer.map((block) => block.replaceAll('\n', lineEnd)), ...(withUsage ? [USAGE] : []), ': bye', 'data: [DONE]']);

async function relay(pieces: readonly Uint8Array[], passesUsage = false) {
  let index = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces[index++];
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
  });
  const meter = createAnswerMeter({ price: PRICE, maxInputTokens: 5, maxOutputTokens: 100, isSeen: true, now: () => 0 });
  const watch = createStallWatch({ limitMs: 1e6, now: () => 0, onStall: () => {} });
  const signal = new AbortController().signal;
  const describeError = () => new PhirstError('provider_unavailable', 'x');
  const stream = createProviderStream({ body, signal, meter, watch, passesUsage, describeError });
  let passed = '';
  const decoder = new TextDecoder();
  const outcome = await (async () => {
    for (let part = await stream.open(); ; part = await stream.read()) {
      passed += decoder.decode(part.bytes, { stream: true });
      if (part.end) return part.end === 'complete' ? 'complete' : part.end.code;
    }
  })().catch((error: PhirstError) => `before: ${error.code}`);
  watch.end();
  return { passed, outcome, spent: meter.spent() };
}

function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = [0, ...[...cuts].sort((one, other) => one - other), bytes.length];
  return at.slice(1).map((end, index) => bytes.subarray(at[index], end));
}

/**
 * Two line feeds mean nothing to a reader: the last one of all, which may be on its way when the answer is known to be over,
 * and the one of a CR LF cut in two beside the event that is kept back.
 */
function comparable(stream: string, passesUsage: boolean): string {
  return passesUsage ? stream.trimEnd() : stream.trimEnd().replace(/\r\n?|\n/g, '\n').replace(/\n{2,}/g, '\n\n');
}

describe.each(LINE_ENDS)('a stream whose lines end in %j', (lineEnd) => {
  const bytes = encoder.encode(recorded(lineEnd, true));

  it.each([true, false])('is the same bytes in every chunking, usage passed on: %s', async (passesUsage) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 40 }), async (cuts) => {
        const { passed, outcome, spent } = await relay(cutAt(bytes, cuts), passesUsage);
        expect(comparable(passed, passesUsage)).toBe(comparable(recorded(lineEnd, passesUsage), passesUsage));
        expect(outcome).toBe('complete');
        expect(spent).toEqual({ inputTokens: 12, outputTokens: 9, costMicroUsd: 102, isEstimated: false });
      }),
      { numRuns: 100 },
    );
    expect((await relay(Array.from(bytes, (byte) => Uint8Array.of(byte)), passesUsage)).passed.trimEnd()).toBe(recorded(lineEnd, passesUsage).trimEnd());
  });

  it('cut at any byte is no clean end before its answer is complete, and passes on whole events alone', async () => {
    const firstContent = text(lineEnd, [': 🗼 waits', ...answer.slice(0, 2).map((block) => block.replaceAll('\n', lineEnd))]);
    const complete = text(lineEnd, [': 🗼 waits', ...answer.map((block) => block.replaceAll('\n', lineEnd))]);
    // Content that came whole is passed on; the second half of a CR LF isn't waited for.
    const framed = encoder.encode(firstContent).length - (lineEnd === '\r\n' ? 1 : 0);
    // The last event is whole with its last brace; the blank line after it may be missing.
    const bare = encoder.encode(complete.trimEnd()).length;
    for (let end = 0; end < bytes.length; end++) {
      const { passed, outcome, spent } = await relay([bytes.subarray(0, end)]);
      const expected = end < framed ? 'before: stream_truncated' : end < bare ? 'stream_truncated' : 'complete';
      expect(outcome, `cut at ${end}`).toBe(expected);
      expect(recorded(lineEnd, false).startsWith(passed.trimEnd()), `cut at ${end}`).toBe(true);
      for (const data of passed.split(/[\r\n]+/).filter((line) => line.startsWith('data: {'))) expect(() => JSON.parse(data.slice(6))).not.toThrow();
      expect(spent.costMicroUsd).toBeGreaterThan(0);
    }
  });
});

it('of comments without end isn’t gathered until the memory is full', async () => {
  const comment = encoder.encode(`: ${'x'.repeat(100_000)}\n\n`);
  let outcome = await relay(Array.from({ length: 100 }, () => comment));
  expect(outcome).toMatchObject({ passed: '', outcome: 'before: provider_response_invalid' });
  outcome = await relay([...Array.from({ length: 9 }, () => comment), encoder.encode(recorded('\n', true))]);
  expect(outcome.outcome).toBe('complete');
});
