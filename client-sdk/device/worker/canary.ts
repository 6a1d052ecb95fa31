// Some GPUs compute wrong numbers without an error, above all in the kernels for long prompts. Read in one piece and in
// short pieces, a prompt must give the same; where it doesn't, the GPU's answers can't be trusted.
import { DynamicCache, type PreTrainedModel, type PreTrainedTokenizer } from '@huggingface/transformers';
import type { Message } from '../../../src/query/query.ts';
import { prefill } from './prefill.ts';

/** The kernels that were seen to fail are chosen from 32 new tokens on. */
const SHORT_CHUNK = 31;
const FEWEST_TOKENS = 64;

/**
 * Largest relative error of the logits. Single precision agrees to some 1e-6; half precision rounds at every step. The
 * failure this was written for gave 0.7.
 */
const TOLERANCE = { q4: 1e-3, q4f16: 0.03 } as const;

const CONVERSATION: readonly Message[] = [
  { role: 'user', content: 'What is the capital of France?' },
  { role: 'assistant', content: 'The capital of France is Paris.' },
  { role: 'user', content: 'What is 12 + 30?' },
  { role: 'assistant', content: '42' },
  { role: 'user', content: 'What is the capital of Italy?' },
  { role: 'assistant', content: 'The capital of Italy is Rome.' },
  { role: 'user', content: 'Name three colours of a rainbow, from the outside to the inside.' },
  { role: 'assistant', content: 'Red, orange and yellow.' },
  { role: 'user', content: 'Write river in uppercase.' },
];

/** @throws Error that tells by how much, when the two readings differ or hold NaN. */
export async function runCanary(
  model: PreTrainedModel,
  tokenizer: PreTrainedTokenizer,
  dtype: keyof typeof TOLERANCE,
): Promise<void> {
  const { input_ids } = tokenizer.apply_chat_template([...CONVERSATION], { add_generation_prompt: true });
  const ids = Array.from(input_ids.data as BigInt64Array);
  if (ids.length <= FEWEST_TOKENS) throw new Error(`The canary's prompt has ${ids.length} tokens: too few to tell.`);
  const whole = await readPrompt(model, ids, ids.length);
  const inPieces = await readPrompt(model, ids, SHORT_CHUNK);
  const error = relativeError(whole, inPieces);
  // Written so that NaN fails as well.
  if (!(error <= TOLERANCE[dtype])) {
    throw new Error(`This graphics processor computes wrong numbers: two ways to read a prompt differ by ${error}.`);
  }
}

async function readPrompt(model: PreTrainedModel, ids: readonly bigint[], chunkTokens: number): Promise<Float32Array> {
  const cache = new DynamicCache();
  try {
    return (await prefill(model, ids, cache, { chunkTokens })) ?? new Float32Array();
  } finally {
    await cache.dispose();
  }
}

/**
 * √(Σ(a−b)² ÷ Σa²) over all logits: unlike the probability of the best token, it shows an error where the model is sure.
 *
 * `relativeError([3, 4], [3, 4.5])` → 0.1; NaN where either holds NaN.
 */
export function relativeError(expected: ArrayLike<number>, actual: ArrayLike<number>): number {
  let squaredError = 0;
  let squaredSize = 0;
  for (let index = 0; index < expected.length; index++) {
    const value = expected[index] as number;
    squaredError += (value - (actual[index] as number)) ** 2;
    squaredSize += value ** 2;
  }
  return Math.sqrt(squaredError / squaredSize);
}
