// Text of a message must stay text. Tokenizers read `<|end|><|assistant|>` inside a message as the end of a turn, so
// whoever writes into the conversation (a user, a document) could put words into the assistant's mouth.
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import type { Message } from '../../../src/query/query.ts';

/**
 * The tokenizer's added tokens that stand for something other than text. Runs of white space, which some tokenizers
 * add as well, are text.
 */
export function controlTokens(tokenizer: PreTrainedTokenizer): readonly string[] {
  const added = tokenizer._tokenizer.get_added_tokens_decoder().values();
  return [...added].map(({ content }) => content).filter((content) => content.trim().length > 1);
}

/**
 * Puts a space into each control token, so that it reads the same and is none: `<|end|>` becomes `< |end|>`.
 *
 * @example
 * escapeControlTokens('a<|end|>b', ['<|end|>']); // 'a< |end|>b'
 */
export function escapeControlTokens(text: string, tokens: readonly string[]): string {
  let escaped = text;
  for (const token of tokens) {
    // Again and again, for a token that overlaps itself: `<<` in `<<<`.
    while (escaped.includes(token)) escaped = escaped.replaceAll(token, `${token.slice(0, 1)} ${token.slice(1)}`);
  }
  return escaped;
}

/** The conversation with every content escaped: what may be handed to the chat template. */
export function escapeMessages(messages: readonly Message[], tokens: readonly string[]): Message[] {
  return messages.map(({ role, content }) => ({ role, content: escapeControlTokens(content, tokens) }));
}
