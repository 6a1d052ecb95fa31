// Reads a prompt in pieces: bounds the memory of the logits (which old exports compute for every position), and gives
// points at which reading can be stopped.
import { DynamicCache, ones, Tensor, type PreTrainedModel } from '@huggingface/transformers';

export interface PrefillOptions {
  /** Most tokens a forward pass reads. */
  readonly chunkTokens: number;
  /** Asked before each piece; true ends the reading. */
  readonly isStopped?: () => boolean;
}

type ModelOutputs = Record<string, Tensor>;

/**
 * Reads `ids` into the cache, which must be disposed by the caller; what it holds already is their beginning and isn't
 * read again.
 *
 * @returns the logits at the last position that was read; undefined when stopped before any was.
 */
export async function prefill(
  model: PreTrainedModel,
  ids: readonly bigint[],
  cache: DynamicCache,
  { chunkTokens, isStopped }: PrefillOptions,
): Promise<Float32Array | undefined> {
  let lastLogits: Float32Array | undefined;
  for (let start = cache.get_seq_length(); start < ids.length; start += chunkTokens) {
    if (isStopped?.()) return lastLogits;
    const chunk = ids.slice(start, start + chunkTokens);
    const outputs = (await model({
      input_ids: new Tensor('int64', BigInt64Array.from(chunk), [1, chunk.length]),
      attention_mask: ones([1, start + chunk.length]),
      num_logits_to_keep: new Tensor('int64', [1n], []),
      past_key_values: cache,
    })) as ModelOutputs;
    cache.update(pastFrom(outputs));
    lastLogits = lastPosition(outputs);
  }
  return lastLogits;
}

/** The cache entries among the outputs of a forward pass, by the names under which the next pass takes them. */
export function pastFrom(outputs: ModelOutputs): Record<string, Tensor> {
  const isPresent = ([name]: readonly [string, Tensor]) => name.startsWith('present.');
  return Object.fromEntries(
    Object.entries(outputs)
      .filter(isPresent)
      .map(([name, tensor]) => [name.replace('present.', 'past_key_values.'), tensor]),
  );
}

function lastPosition({ logits }: ModelOutputs): Float32Array {
  if (logits === undefined) throw new Error('The model computes no logits.');
  return logits.slice(null, -1, null).to('float32').data as Float32Array;
}
