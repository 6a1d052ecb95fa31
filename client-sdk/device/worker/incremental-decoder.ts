// Token ids → the text each one adds, such that the pieces joined are the text of the whole.

/** Ids → text, special tokens not among them. */
export type DecodeIds = (ids: number[]) => string;

export interface IncrementalDecoder {
  /** The text this token adds; '' for special tokens and while a character is incomplete. */
  add(id: number): string;
  /** What was held back: the text of an answer that ends inside a character. */
  flush(): string;
}

/** What decoders put in place of bytes that are no character, or not yet one. */
const REPLACEMENT_CHARACTER = '\uFFFD';

/**
 * A token's text depends on its neighbours: a character may spread over several tokens, and Llama's tokenizers drop
 * the space before the first word. So each token is decoded behind the last ones that were complete, and the text of
 * those is cut off again.
 *
 * @param specialIds left out altogether: between two words they would look like a beginning.
 */
export function createIncrementalDecoder(decode: DecodeIds, specialIds: ReadonlySet<number>): IncrementalDecoder {
  let context: number[] = [];
  let held: number[] = [];

  function heldText(): string {
    const before = context.length > 0 ? decode(context) : '';
    return decode([...context, ...held]).slice(before.length);
  }

  function release(text: string): string {
    context = held;
    held = [];
    return text;
  }

  return {
    add(id) {
      if (specialIds.has(id)) return '';
      held.push(id);
      const text = heldText();
      return text.endsWith(REPLACEMENT_CHARACTER) ? '' : release(text);
    },
    flush: () => (held.length > 0 ? release(heldText()) : ''),
  };
}
