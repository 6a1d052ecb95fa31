// A model's own answers to a few prompts, stored beside it by models/store-canary.ts: greedy decoding must give them
// again, token by token, wherever activations are in single precision.
import { DynamicCache, ones, Tensor, type PreTrainedModel, type PreTrainedTokenizer } from '@huggingface/transformers';

/** The contents of a model's canary.json. */
export interface StoredAnswers {
  readonly answers: readonly StoredAnswer[];
}

export interface StoredAnswer {
  readonly prompt: string;
  /** The prompt in the chat template: another tokenizer shows here. */
  readonly promptIds: readonly number[];
  readonly answerIds: readonly number[];
}

/** @returns how the first answer that differs does, or undefined when all are as stored. */
export async function giveStoredAnswers(model: PreTrainedModel, tokenizer: PreTrainedTokenizer, { answers }: StoredAnswers): Promise<string | undefined> {
  for (const { prompt, promptIds, answerIds } of answers) {
    const { input_ids } = tokenizer.apply_chat_template([{ role: 'user', content: prompt }], { add_generation_prompt: true });
    const ids = Array.from(input_ids.data as BigInt64Array, Number);
    if (!isSame(ids, promptIds)) return `the tokenizer reads "${prompt}" otherwise than when the model's answers were stored`;
    const given = await greedyAnswer(model, ids, answerIds.length);
    if (!isSame(given, answerIds)) return `to "${prompt}" the model gives the tokens ${given.join(' ')} instead of ${answerIds.join(' ')}`;
  }
  return undefined;
}

/** The ids of the `tokens` most likely tokens after these, each given the ones before. */
export async function greedyAnswer(model: PreTrainedModel, promptIds: readonly number[], tokens: number): Promise<readonly number[]> {
  const cache = new DynamicCache();
  try {
    const sequences = (await model.generate({
      input_ids: new Tensor('int64', BigInt64Array.from(promptIds, BigInt), [1, promptIds.length]),
      attention_mask: ones([1, promptIds.length]),
      past_key_values: cache,
      max_new_tokens: tokens,
      do_sample: false,
      repetition_penalty: 1,
    })) as Tensor;
    return Array.from(sequences.data as BigInt64Array, Number).slice(promptIds.length);
  } finally {
    await cache.dispose();
  }
}

function isSame(left: readonly number[], right: readonly number[]): boolean {
  return left.length === right.length && left.every((id, index) => id === right[index]);
}

/**
 * A canary.json that was parsed.
 *
 * @throws Error for any other document: a canary that can't be asked would be worse than none.
 */
export function readStoredAnswers(document: unknown): StoredAnswers {
  const { answers } = (document ?? {}) as { answers?: unknown };
  if (!Array.isArray(answers) || answers.length === 0 || !answers.every(isStoredAnswer)) {
    throw new Error('The model’s canary.json holds no stored answers: write it again with models/store-canary.ts.');
  }
  return { answers };
}

function isStoredAnswer(entry: unknown): entry is StoredAnswer {
  const { prompt, promptIds, answerIds } = (entry ?? {}) as Partial<Record<keyof StoredAnswer, unknown>>;
  return typeof prompt === 'string' && areIds(promptIds) && areIds(answerIds);
}

function areIds(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((id) => Number.isSafeInteger(id));
}
