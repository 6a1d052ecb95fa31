import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventFramer, joinBytes, MAXIMUM_EVENT_BYTES } from './event-framer.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function frame(pieces: readonly Uint8Array[]): { events: string[]; all: string } {
  const framer = createEventFramer();
  const events = pieces.flatMap((piece) => framer.push(piece));
  return { events: events.map((event) => decoder.decode(event)), all: decoder.decode(joinBytes([...events, framer.rest()])) };
}

describe('the framer', () => {
  it('ends an event with its blank line, whatever ends a line', () => {
    expect(frame([encoder.encode('data: 1\n\ndata: 2\r\n\r\ndata: 3\r\rdata: 4')]).events).toEqual(['data: 1\n\n', 'data: 2\r\n\r\n', 'data: 3\r\r']);
  });

  it('does not wait for a line feed that may never come after a carriage return', () => {
    const framer = createEventFramer();
    expect(framer.push(encoder.encode('data: 1\r\r'))).toHaveLength(1);
    // The second half of a CR LF is the end of nothing.
    expect(framer.push(encoder.encode('\ndata: 2\r\n'))).toHaveLength(0);
    expect(framer.push(encoder.encode('\r\n')).map((event) => decoder.decode(event))).toEqual(['\ndata: 2\r\n\r\n']);
  });

  it('loses and changes no byte and finds the same events in every chunking', () => {
    const line = fc.constantFrom('data: {"é":"漢🗼"}', ': comment', 'event: x', 'data', '', 'id: 7');
    const text = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { maxLength: 20 }).map((lines) => lines.map((pair) => pair.join('')).join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(400), { maxLength: 30 }), (stream, cuts) => {
        const bytes = encoder.encode(stream);
        const at = [0, ...cuts.filter((cut) => cut <= bytes.length).sort((one, other) => one - other), bytes.length];
        const pieces = at.slice(1).map((end, index) => bytes.subarray(at[index], end));
        const whole = frame([bytes]);
        const cut = frame(pieces);
        expect(cut.all).toBe(stream);
        expect(whole.all).toBe(stream);
        // Where a piece ends between CR and LF, the LF goes with the next event.
        expect(cut.events.map((event) => event.trim()).filter(Boolean)).toEqual(whole.events.map((event) => event.trim()).filter(Boolean));
      }),
      { numRuns: 500 },
    );
  });

  it('takes no event that is larger than a megabyte, in however many pieces', () => {
    const framer = createEventFramer();
    const piece = new Uint8Array(65_536).fill(120);
    const push = () => {
      for (let bytes = 0; bytes <= MAXIMUM_EVENT_BYTES; bytes += piece.length) framer.push(piece);
    };
    expect(push).toThrow(expect.objectContaining({ code: 'provider_response_invalid' }));
  });
});
