// How surprised the model is by a plain answer to a plain question. One that is broken the same way in every kernel reads
// a prompt alike in any pieces; this shows it.
import { DynamicCache, ones, Tensor, type PreTrainedModel, type PreTrainedTokenizer } from '@huggingface/transformers';
import { pastFrom } from './prefill.ts';

const QUESTION = 'What is the capital of France?';
const ANSWER = 'The capital of France is Paris.';

/** The mean of −ln p over the tokens of the answer, in nats; NaN or infinite where the logits are. */
export async function meanSurprise(model: PreTrainedModel, tokenizer: PreTrainedTokenizer): Promise<number> {
  const { input_ids } = tokenizer.apply_chat_template([{ role: 'user', content: QUESTION }], { add_generation_prompt: true });
  const prompt = Array.from(input_ids.data as BigInt64Array);
  const answer = tokenizer.encode(ANSWER, { add_special_tokens: false }).map(BigInt);
  const ids = [...prompt, ...answer];
  const cache = new DynamicCache();
  const outputs = (await model({
    input_ids: new Tensor('int64', BigInt64Array.from(ids), [1, ids.length]),
    attention_mask: ones([1, ids.length]),
    // The logits that foretell the answer: from the prompt's last token to the one before the answer's last.
    num_logits_to_keep: new Tensor('int64', [BigInt(answer.length + 1)], []),
    past_key_values: cache,
  })) as Record<string, Tensor>;
  // What stays on the GPU is nobody's but ours.
  cache.update(pastFrom(outputs));
  await cache.dispose();
  const { logits } = outputs;
  if (logits === undefined) throw new Error('The model computes no logits.');
  const rows = logits.slice(null, [-answer.length - 1, -1], null).to('float32');
  const vocabularySize = rows.dims.at(-1) as number;
  const values = rows.data as Float32Array;
  const surprises = answer.map((id, index) => surprise(values.subarray(index * vocabularySize, (index + 1) * vocabularySize), Number(id)));
  return surprises.reduce((sum, value) => sum + value, 0) / surprises.length;
}

/** −ln softmax(logits)[id]: `surprise([0, 0], 1)` → 0.6931471805599453 */
export function surprise(logits: ArrayLike<number>, id: number): number {
  let largest = -Infinity;
  for (let index = 0; index < logits.length; index++) largest = Math.max(largest, logits[index] as number);
  let partition = 0;
  for (let index = 0; index < logits.length; index++) partition += Math.exp((logits[index] as number) - largest);
  return largest + Math.log(partition) - (logits[id] as number);
}
