import { beforeAll, describe, expect, test } from 'vitest';
import { PreTrainedTokenizer } from '@huggingface/transformers';
import { loadNanoTokenizer } from '../../../test/support/nano-model.ts';
import { createIncrementalDecoder, type DecodeIds } from './incremental-decoder.ts';

function decoderOf(tokenizer: PreTrainedTokenizer): DecodeIds {
  return (ids) => tokenizer.decode(ids, { clean_up_tokenization_spaces: false });
}

function pieces(ids: readonly number[], tokenizer: PreTrainedTokenizer): string[] {
  const decoder = createIncrementalDecoder(decoderOf(tokenizer), new Set(tokenizer.all_special_ids));
  const texts = ids.map((id) => decoder.add(id));
  return [...texts, decoder.flush()];
}

/** Llama's kind, as the real Phi-3 has it: ▁ for spaces, single bytes for what isn't in the vocabulary. */
function llamaTokenizer(): PreTrainedTokenizer {
  const words = ['<unk>', '▁Hello', '▁world', '▁', '!', 'a', '▁a'];
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const vocab = Object.fromEntries([...words, ...bytes].map((token, id) => [token, id]));
  const special = { id: words.length + 256, content: '<|end|>', special: true, normalized: false };
  const decoder = {
    type: 'Sequence',
    decoders: [
      { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
      { type: 'ByteFallback' },
      { type: 'Fuse' },
      { type: 'Strip', content: ' ', start: 1, stop: 0 },
    ],
  };
  const model = { type: 'BPE', vocab, merges: [], byte_fallback: true, unk_token: '<unk>', fuse_unk: true };
  const json = { normalizer: null, pre_tokenizer: null, post_processor: null, decoder, model, added_tokens: [special] };
  return new PreTrainedTokenizer(json, { clean_up_tokenization_spaces: false });
}

describe('with a byte-level tokenizer', () => {
  let tokenizer: PreTrainedTokenizer;
  beforeAll(async () => {
    tokenizer = await loadNanoTokenizer();
  });

  test.each(['The capital of France is Paris.', 'naïve café 日本語 👍🏽 done', ' two  spaces\n\n', '12 + 30 = 42', 'a\uFFFDb'])(
    'gives the whole of %j in pieces',
    (text) => {
      const ids = tokenizer.encode(text);
      expect(pieces(ids, tokenizer).join('')).toBe(text);
    },
  );

  test('holds a character back until it is complete', () => {
    const ids = tokenizer.encode('👍');
    expect(ids.length).toBeGreaterThan(1);
    expect(pieces(ids, tokenizer)).toEqual([...ids.slice(1).map(() => ''), '👍', '']);
  });

  test('gives what is left of an answer that ends inside a character', () => {
    const ids = tokenizer.encode('👍').slice(0, -1);
    expect(pieces(ids, tokenizer).join('')).toBe(decoderOf(tokenizer)(ids));
  });

  test('gives nothing for special tokens', () => {
    const [end] = tokenizer.encode('<|end|>', { add_special_tokens: false });
    expect(pieces([...tokenizer.encode('Hi'), end!], tokenizer).join('')).toBe('Hi');
  });
});

describe('with a tokenizer of Llama’s kind', () => {
  const tokenizer = llamaTokenizer();
  const decode = decoderOf(tokenizer);
  const id = (token: string) => tokenizer._tokenizer.token_to_id(token)!;
  const byteIds = (text: string) =>
    Array.from(new TextEncoder().encode(text), (byte) => id(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`));

  test('drops the space before the first word only', () => {
    expect(pieces([id('▁Hello'), id('▁world'), id('!')], tokenizer)).toEqual(['Hello', ' world', '!', '']);
  });

  test('puts characters together from their bytes', () => {
    const ids = [id('▁Hello'), ...byteIds('日👍'), id('▁a')];
    expect(pieces(ids, tokenizer).join('')).toBe('Hello日👍 a');
    expect(pieces(ids, tokenizer).join('')).toBe(decode(ids));
  });

  test('keeps the spaces around a special token', () => {
    const ids = [id('▁Hello'), id('<|end|>'), id('▁world')];
    expect(pieces(ids, tokenizer)).toEqual(['Hello', '', ' world', '']);
  });

  test('keeps single spaces that are tokens of their own', () => {
    const ids = [id('▁'), id('a'), id('▁'), id('▁'), id('a')];
    expect(pieces(ids, tokenizer).join('')).toBe(decode(ids));
  });
});
