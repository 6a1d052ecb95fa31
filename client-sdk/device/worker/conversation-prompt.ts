// Messages → the ids the model reads. A model does not always write a text in the pieces its tokenizer would cut it into,
// so its own last answer goes back in with the very ids it wrote: else the next turn would not go on from what is cached.
import type { PreTrainedTokenizer } from '@huggingface/transformers';
import type { Message } from '../../../src/query/query.ts';
import { controlTokens, escapeMessages } from './escape-template.ts';

export interface Prompt {
  /** As the chat template writes it, control tokens and all. */
  readonly text: string;
  readonly ids: readonly bigint[];
}

export interface PromptRenderer {
  render(messages: readonly Message[]): Prompt;
  /** @param answerIds what the model wrote after the prompt, the token that ended it included. */
  remember(prompt: Prompt, answerIds: readonly bigint[]): void;
}

/** @param eosIds the ids that end an answer: the chat template writes the end itself. */
export function createPromptRenderer(tokenizer: PreTrainedTokenizer, eosIds: ReadonlySet<number>): PromptRenderer {
  const control = controlTokens(tokenizer);
  const specialIds = new Set(tokenizer.all_special_ids);
  /** The last prompt and answer together. */
  let said: Prompt | undefined;

  const encode = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).map(BigInt);

  return {
    render(messages) {
      const text = tokenizer.apply_chat_template<false>(escapeMessages(messages, control), { add_generation_prompt: true, tokenize: false });
      const rest = said !== undefined && text.startsWith(said.text) ? text.slice(said.text.length) : undefined;
      // Tokenizers cut at control tokens first: only there is a text that is cut in two the same as the whole.
      const goesOn = rest !== undefined && control.some((token) => rest.startsWith(token));
      return { text, ids: goesOn && said !== undefined ? [...said.ids, ...encode(rest)] : encode(text) };
    },
    remember(prompt, answerIds) {
      const numbers = answerIds.map(Number);
      const written = eosIds.has(numbers.at(-1) ?? -1) ? numbers.slice(0, -1) : numbers;
      if (written.length === 0) return;
      const isText = written.every((id) => !specialIds.has(id));
      const answer = tokenizer.decode(written, { clean_up_tokenization_spaces: false });
      said = isText ? { text: prompt.text + answer, ids: [...prompt.ids, ...written.map(BigInt)] } : undefined;
    },
  };
}
