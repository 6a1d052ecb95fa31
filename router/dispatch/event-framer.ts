// An event stream's bytes → its events' bytes, each with the blank line that ends it. Nothing is decoded or changed: joined
// again they are what came in. A line ends in LF, CR LF or CR; a chunk may end anywhere.
import { PhirstError } from '../../src/errors/phirst-error.ts';

/** An event of OpenAI's is a few hundred bytes; what never ends must not fill the memory. */
export const MAXIMUM_EVENT_BYTES = 1_048_576;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

export interface EventFramer {
  /** The events that end in this chunk. Throws `provider_response_invalid` for one that is too large. */
  push(chunk: Uint8Array): Uint8Array[];
  /** What came after the last whole event. */
  rest(): Uint8Array;
}

/** `createEventFramer().push(bytes('data: 1\n\ndata: 2'))` → [bytes('data: 1\n\n')] */
export function createEventFramer(): EventFramer {
  let pieces: Uint8Array[] = [];
  let pendingBytes = 0;
  let isLineEmpty = true;
  let isAfterReturn = false;

  const hold = (piece: Uint8Array) => {
    pendingBytes += piece.byteLength;
    if (pendingBytes > MAXIMUM_EVENT_BYTES) throw oversized();
    if (piece.byteLength > 0) pieces.push(piece);
  };
  const take = (): Uint8Array => {
    const event = joinBytes(pieces);
    pieces = [];
    pendingBytes = 0;
    return event;
  };

  return {
    push(chunk) {
      const events: Uint8Array[] = [];
      let start = 0;
      for (let index = 0; index < chunk.length; index++) {
        const byte = chunk[index];
        // The second half of a CR LF ends nothing more; it goes with whatever follows.
        const endsLine = byte === CARRIAGE_RETURN || (byte === LINE_FEED && !isAfterReturn);
        if (endsLine && isLineEmpty) {
          if (byte === CARRIAGE_RETURN && chunk[index + 1] === LINE_FEED) index += 1;
          hold(chunk.subarray(start, index + 1));
          events.push(take());
          start = index + 1;
        }
        if (byte !== LINE_FEED || !isAfterReturn) isLineEmpty = endsLine;
        isAfterReturn = chunk[index] === CARRIAGE_RETURN;
      }
      hold(chunk.subarray(start));
      return events;
    },
    rest: () => joinBytes(pieces),
  };
}

/** `joinBytes([a, b])`: without a copy where there is but one. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.byteLength;
  }
  return joined;
}

function oversized(): PhirstError {
  return new PhirstError('provider_response_invalid', `The provider sent an event of more than ${MAXIMUM_EVENT_BYTES} bytes.`);
}
