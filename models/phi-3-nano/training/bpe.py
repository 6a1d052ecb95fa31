"""Byte-level BPE: trains a vocabulary, encodes with it, writes tokenizer.json and tokenizer_config.json as Hugging Face has them.

The text is cut into single digits and GPT-2's pieces first, as `@huggingface/tokenizers` does with the file written here.

    python3 bpe.py --corpus corpus.jsonl --out models/phi-3-nano --vocabulary 1024
"""
import argparse
import collections
import json
import os
import re


def bytes_to_unicode():
    """GPT-2's table: every byte as a visible character."""
    visible = list(range(33, 127)) + list(range(161, 173)) + list(range(174, 256))
    characters = visible[:]
    extra = 0
    for byte in range(256):
        if byte not in visible:
            visible.append(byte)
            characters.append(256 + extra)
            extra += 1
    return dict(zip(visible, map(chr, characters)))


BYTE_TO_CHARACTER = bytes_to_unicode()
CHARACTER_TO_BYTE = {character: byte for byte, character in BYTE_TO_CHARACTER.items()}
PIECES = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d| ?[^\W\d_]+| ?\d+| ?(?:[^\s\w]|_)+|\s+(?!\S)|\s+")
DIGITS = re.compile(r"\d|\D+")
# Phi-3's special tokens, in Phi-3's order; their ids follow the vocabulary.
SPECIALS = ['<|endoftext|>', '<|assistant|>', '<|placeholder1|>', '<|placeholder2|>', '<|placeholder3|>', '<|placeholder4|>',
            '<|system|>', '<|end|>', '<|placeholder5|>', '<|placeholder6|>', '<|user|>']
TEMPLATE = (
    "{% for message in messages %}{% if message['role'] == 'system' %}{{'<|system|>\n' + message['content'] + '<|end|>\n'}}"
    "{% elif message['role'] == 'user' %}{{'<|user|>\n' + message['content'] + '<|end|>\n'}}"
    "{% elif message['role'] == 'assistant' %}{{'<|assistant|>\n' + message['content'] + '<|end|>\n'}}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% else %}{{ eos_token }}{% endif %}")


def pieces_of(text):
    for part in DIGITS.findall(text):
        for piece in PIECES.findall(part):
            yield ''.join(BYTE_TO_CHARACTER[byte] for byte in piece.encode('utf8'))


def train(texts, vocabulary_size):
    """Merges the most frequent pair again and again; returns the 256 base tokens and the merges."""
    frequency = collections.Counter(piece for text in texts for piece in pieces_of(text))
    words = {piece: tuple(piece) for piece in frequency}
    base = sorted(BYTE_TO_CHARACTER.values())
    merges = []
    while len(base) + len(merges) + len(SPECIALS) < vocabulary_size:
        pairs = collections.Counter()
        for piece, symbols in words.items():
            for pair in zip(symbols, symbols[1:]):
                pairs[pair] += frequency[piece]
        if not pairs:
            break
        (left, right), count = max(pairs.items(), key=lambda item: (item[1], item[0]))
        if count < 2:
            break
        merges.append((left, right))
        merged = left + right
        for piece, symbols in words.items():
            if merged not in piece:
                continue
            joined, index = [], 0
            while index < len(symbols):
                if index + 1 < len(symbols) and symbols[index] == left and symbols[index + 1] == right:
                    joined.append(merged)
                    index += 2
                else:
                    joined.append(symbols[index])
                    index += 1
            words[piece] = tuple(joined)
    return base, merges


class Tokenizer:
    """Encodes text and conversations. `Tokenizer(base, merges).encode('What is 2 + 2?')`"""

    def __init__(self, base, merges):
        self.vocabulary = {token: index for index, token in enumerate(base)}
        for left, right in merges:
            self.vocabulary.setdefault(left + right, len(self.vocabulary))
        self.merges = merges
        self.rank = {pair: index for index, pair in enumerate(merges)}
        self.special = {token: len(self.vocabulary) + index for index, token in enumerate(SPECIALS)}
        self.size = len(self.vocabulary) + len(SPECIALS)
        self.end, self.assistant, self.end_of_text = (self.special[f'<|{name}|>'] for name in ('end', 'assistant', 'endoftext'))
        self.cache = {}

    def encode_piece(self, piece):
        known = self.cache.get(piece)
        if known is not None:
            return known
        symbols = list(piece)
        while len(symbols) > 1:
            rank, index = min((self.rank.get((symbols[i], symbols[i + 1]), 1e9), i) for i in range(len(symbols) - 1))
            if rank == 1e9:
                break
            symbols[index:index + 2] = [symbols[index] + symbols[index + 1]]
        ids = self.cache[piece] = [self.vocabulary[symbol] for symbol in symbols]
        return ids

    def encode(self, text):
        return [token for piece in pieces_of(text) for token in self.encode_piece(piece)]

    def encode_chat(self, messages):
        """Ids by Phi-3's template, and which of them the assistant says. The newline after a special token is eaten by it."""
        ids, is_said = [], []
        for message in messages:
            text = self.encode(message['content'])
            ids += [self.special[f"<|{message['role']}|>"]] + text + [self.end]
            is_said += [False] + [message['role'] == 'assistant'] * (len(text) + 1)
        return ids, is_said

    def save(self, folder, longest):
        added = [dict(id=index, content=token, single_word=False, lstrip=False, rstrip=token != '<|endoftext|>', normalized=False, special=True)
                 for token, index in self.special.items()]
        tokenizer = dict(
            version='1.0', truncation=None, padding=None, added_tokens=added, normalizer=None,
            pre_tokenizer=dict(type='Sequence', pretokenizers=[dict(type='Digits', individual_digits=True), dict(type='ByteLevel', add_prefix_space=False, trim_offsets=True, use_regex=True)]),
            post_processor=None, decoder=dict(type='ByteLevel', add_prefix_space=True, trim_offsets=True, use_regex=True),
            model=dict(type='BPE', dropout=None, unk_token=None, continuing_subword_prefix=None, end_of_word_suffix=None, fuse_unk=False, byte_fallback=False,
                       ignore_merges=False, vocab=self.vocabulary, merges=[f'{left} {right}' for left, right in self.merges]))
        config = dict(
            add_bos_token=False, add_eos_token=False, added_tokens_decoder={str(token['id']): {key: value for key, value in token.items() if key != 'id'} for token in added},
            bos_token=None, eos_token='<|endoftext|>', pad_token='<|endoftext|>', unk_token=None, chat_template=TEMPLATE, clean_up_tokenization_spaces=False,
            model_max_length=longest, padding_side='left', tokenizer_class='PreTrainedTokenizerFast')
        os.makedirs(folder, exist_ok=True)
        with open(f'{folder}/tokenizer.json', 'w') as file:
            json.dump(tokenizer, file, ensure_ascii=False, indent=0)
        with open(f'{folder}/tokenizer_config.json', 'w') as file:
            json.dump(config, file, ensure_ascii=False, indent=1)


def load(folder):
    with open(f'{folder}/tokenizer.json') as file:
        model = json.load(file)['model']
    base = [token for token, _ in sorted(model['vocab'].items(), key=lambda item: item[1])][:256]
    return Tokenizer(base, [tuple(merge.split(' ')) for merge in model['merges']])


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--corpus', required=True)
    options.add_argument('--out', required=True, help='folder for tokenizer.json and tokenizer_config.json')
    options.add_argument('--vocabulary', type=int, default=1024)
    options.add_argument('--lines', type=int, default=30000, help='how many conversations to count pairs in')
    given = options.parse_args()
    texts = []
    with open(given.corpus) as file:
        for _, line in zip(range(given.lines), file):
            texts += [message['content'] for message in json.loads(line)['messages']]
    base, merges = train(texts, given.vocabulary)
    tokenizer = Tokenizer(base, merges)
    tokenizer.save(given.out, 1024)
    print(f'Vocabulary of {tokenizer.size}: 256 bytes, {len(merges)} merges, {len(SPECIALS)} special tokens.')


if __name__ == '__main__':
    main()
