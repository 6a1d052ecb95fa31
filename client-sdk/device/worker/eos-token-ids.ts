// The ids that end an answer.
import type { PreTrainedModel, PreTrainedTokenizer } from '@huggingface/transformers';

/** Ends a turn in every Phi-3 template; some repositories' generation_config.json doesn't list it, and the model runs on. */
const END_OF_TURN = '<|end|>';

/** Those of generation_config.json or config.json, and the tokenizer's end of a turn. */
export function eosTokenIds(model: PreTrainedModel, tokenizer: PreTrainedTokenizer): ReadonlySet<number> {
  const config = model.config as { eos_token_id?: number | readonly number[] | null };
  const listed = model.generation_config?.eos_token_id ?? config.eos_token_id ?? [];
  const endOfTurn = tokenizer._tokenizer.token_to_id(END_OF_TURN);
  return new Set([listed, endOfTurn ?? []].flat());
}
