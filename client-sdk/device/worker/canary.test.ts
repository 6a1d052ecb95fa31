// The shipped model passes; models that are broken in the ways devices break them don't.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { PreTrainedModel, PreTrainedTokenizer } from '@huggingface/transformers';
import { loadNanoModel, loadNanoTokenizer } from '../../../test/support/nano-model.ts';
import { readStoredAnswers, type StoredAnswers } from './canary-answers.ts';
import { meanSurprise, surprise } from './canary-surprise.ts';
import { relativeError, runCanary } from './canary.ts';

let tokenizer: PreTrainedTokenizer;
let model: PreTrainedModel;
let stored: StoredAnswers;
beforeAll(async () => {
  [tokenizer, model] = await Promise.all([loadNanoTokenizer(), loadNanoModel()]);
  stored = readStoredAnswers(JSON.parse(readFileSync(new URL('../../../models/phi-3-nano/canary.json', import.meta.url), 'utf8')));
});

interface Inputs {
  readonly input_ids: { readonly dims: readonly number[] };
}

/** The same model, whose logits are changed on their way out. */
function withLogits(change: (logits: Float32Array, inputs: Inputs) => void): PreTrainedModel {
  const forward = async (inputs: Inputs) => {
    const outputs = await model.forward(inputs);
    change(outputs.logits.data as Float32Array, inputs);
    return outputs;
  };
  const broken = Object.assign((inputs: Inputs) => forward(inputs), { forward });
  return new Proxy(broken as unknown as PreTrainedModel, {
    get: (target, name) => (name === 'forward' ? forward : Reflect.get(Object.hasOwn(target, name) ? target : model, name, model)),
  });
}

/** generate() calls the model's own forward, so that one is changed for a while. */
async function whileForwardGives(change: (logits: Float32Array) => void, run: () => Promise<unknown>): Promise<void> {
  const own = model.forward;
  model.forward = async (inputs: object) => {
    const outputs = await own.call(model, inputs);
    change(outputs.logits.data as Float32Array);
    return outputs;
  };
  try {
    await run();
  } finally {
    model.forward = own;
  }
}

test('passes where the numbers are right, and tells how many tokens the model knows', async () => {
  expect(await runCanary({ model, tokenizer, dtype: 'q4', stored })).toBe(1024);
  expect(await runCanary({ model, tokenizer, dtype: 'q4' })).toBe(1024);
});

describe('fails', () => {
  test('where long pieces are read wrongly', async () => {
    const wrong = withLogits((logits, { input_ids }) => void (input_ids.dims[1]! >= 32 && logits.fill(0.5, -20)));
    await expect(runCanary({ model: wrong, tokenizer, dtype: 'q4' })).rejects.toThrow(/wrong numbers: two ways to read a prompt differ/);
  });

  test('where there is one NaN', async () => {
    const wrong = withLogits((logits) => (logits[logits.length - 7] = NaN));
    await expect(runCanary({ model: wrong, tokenizer, dtype: 'q4' })).rejects.toThrow('differ by NaN');
  });

  test('where nothing is preferred, the same in every reading', async () => {
    const flat = withLogits((logits) => void logits.fill(1));
    await expect(runCanary({ model: flat, tokenizer, dtype: 'q4f16' })).rejects.toThrow(/surprises the model by 6\.93\d* nats/);
  });

  test('where the logits are sound in form and of another model', async () => {
    const turned = withLogits((logits) => {
      for (let start = 0; start < logits.length; start += 1024) logits.subarray(start, start + 1024).reverse();
    });
    await expect(runCanary({ model: turned, tokenizer, dtype: 'q4f16' })).rejects.toThrow('plain sentence surprises');
  });

  test('where an answer differs from the stored one by a token', async () => {
    const [first, ...rest] = stored.answers;
    const other = { answers: [{ ...first!, answerIds: [...first!.answerIds.slice(0, -2), 18, 1020] }, ...rest] };
    await expect(runCanary({ model, tokenizer, dtype: 'q4', stored: other })).rejects.toThrow('instead of 19 18 1020');
  });

  test('where the tokenizer is another', async () => {
    const other = { answers: [{ ...stored.answers[0]!, promptIds: [1, 2, 3] }] };
    await expect(runCanary({ model, tokenizer, dtype: 'q4', stored: other })).rejects.toThrow('the tokenizer reads');
  });

  test('where single steps are computed wrongly, though every prompt is read rightly', async () => {
    // Decoding alone uses steps of one token.
    const turn = (logits: Float32Array) => void (logits.length === 1024 && logits.set(logits.toReversed()));
    await whileForwardGives(turn, async () => {
      await expect(runCanary({ model, tokenizer, dtype: 'q4', stored })).rejects.toThrow('wrong numbers');
    });
  });
});

it('asks for the stored answers only where activations are in single precision', async () => {
  const other = { answers: [{ ...stored.answers[0]!, answerIds: [1] }] };
  expect(await runCanary({ model, tokenizer, dtype: 'q4f16', stored: other })).toBe(1024);
});

it('measures the surprise of a plain answer', async () => {
  expect(surprise([0, 0], 1)).toBeCloseTo(Math.LN2, 12);
  expect(surprise([1000, 0], 1)).toBe(1000);
  expect(surprise([NaN, 0], 1)).toBeNaN();
  expect(await meanSurprise(model, tokenizer)).toBeLessThan(0.1);
});

it('measures an error relative to the size of the logits', () => {
  expect(relativeError([3, 4], [3, 4.5])).toBeCloseTo(0.1);
  expect(relativeError([3, 4], [3, NaN])).toBeNaN();
});

it.each([undefined, {}, { answers: [] }, { answers: [{ prompt: 'a', promptIds: [1], answerIds: ['2'] }] }])('takes %j for no stored answers', (document) => {
  expect(() => readStoredAnswers(document)).toThrow('canary.json holds no stored answers');
});
