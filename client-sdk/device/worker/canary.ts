// Devices compute wrong numbers without an error: kernels of some GPUs, half precision that overflows, weights that were
// damaged on the way. So a model is put to the test before it answers anybody, on every backend: a prompt must read the
// same in one piece and in short pieces, a plain sentence must not surprise it, and where its own answers are stored it
// must give them again. What fails here is tried in the next way, or left to hosted models.
import { DynamicCache, type PreTrainedModel, type PreTrainedTokenizer } from '@huggingface/transformers';
import type { Message } from '../../../src/query/query.ts';
import { giveStoredAnswers, type StoredAnswers } from './canary-answers.ts';
import { meanSurprise } from './canary-surprise.ts';
import { prefill } from './prefill.ts';

/** The kernels that were seen to fail are chosen from 32 new tokens on. */
const SHORT_CHUNK = 31;
const FEWEST_TOKENS = 64;

/**
 * Largest relative error of the logits. Single precision agrees to some 1e-6; half precision rounds at every step. The
 * failure this was written for gave 0.7.
 */
const TOLERANCE = { q4: 1e-3, q4f16: 0.03 } as const;

/**
 * Of the surprise of a model that knows nothing, ln V: beyond, it does worse than a guess among √V tokens. Whatever
 * answers in English at all stays far below.
 */
const LARGEST_SURPRISE = 0.5;

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

export interface Canary {
  readonly model: PreTrainedModel;
  readonly tokenizer: PreTrainedTokenizer;
  readonly dtype: keyof typeof TOLERANCE;
  /** What this very model answers, where that is stored beside it; compared where activations are in single precision. */
  readonly stored?: StoredAnswers | undefined;
}

/**
 * @returns how many tokens the model knows.
 * @throws Error that tells what is wrong and by how much.
 */
export async function runCanary({ model, tokenizer, dtype, stored }: Canary): Promise<number> {
  const { input_ids } = tokenizer.apply_chat_template([...CONVERSATION], { add_generation_prompt: true });
  const ids = Array.from(input_ids.data as BigInt64Array);
  if (ids.length <= FEWEST_TOKENS) throw new Error(`The canary's prompt has ${ids.length} tokens: too few to tell.`);
  const whole = await readPrompt(model, ids, ids.length);
  const inPieces = await readPrompt(model, ids, SHORT_CHUNK);
  const error = relativeError(whole, inPieces);
  // All of these are written so that NaN fails as well.
  if (!(error <= TOLERANCE[dtype])) throw wrongNumbers(`two ways to read a prompt differ by ${error}`);

  const vocabularySize = whole.length;
  const surprise = await meanSurprise(model, tokenizer);
  const largest = LARGEST_SURPRISE * Math.log(vocabularySize);
  if (!(surprise <= largest)) {
    throw wrongNumbers(`a plain sentence surprises the model by ${surprise} nats a token, where at most ${largest.toFixed(2)} can be`);
  }

  if (stored !== undefined && dtype === 'q4') {
    const difference = await giveStoredAnswers(model, tokenizer, stored);
    if (difference !== undefined) throw wrongNumbers(difference);
  }
  return vocabularySize;
}

function wrongNumbers(how: string): Error {
  return new Error(`This device computes wrong numbers: ${how}.`);
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
