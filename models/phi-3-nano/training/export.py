"""Writes the weights as ONNX in the shape of Phi-3's web export, by hand: GroupQueryAttention with rotary positions inside,
(Skip)SimplifiedLayerNormalization, and MatMulNBits for the quantised ones.

    python3 export.py --checkpoint nano.pt --out models/phi-3-nano

Writes onnx/model.onnx (fp32), onnx/model_quantized.onnx (q8), onnx/model_q4.onnx, config.json and generation_config.json.
"""
import argparse
import json
import os

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import bpe
from model import rotary_table

BLOCK = 32
CONTRIB = 'com.microsoft'


def quantise(weight, bits):
    """[N, K] → packed bytes [N, K / 32, 32 * bits / 8] and a scale a block. Symmetric around a zero point of half the range."""
    rows, columns = weight.shape
    blocks = weight.reshape(rows, columns // BLOCK, BLOCK)
    half = 2 ** (bits - 1)
    # The signed value of largest magnitude becomes the lowest level, as ONNX Runtime's quantiser has it.
    largest = np.take_along_axis(blocks, np.abs(blocks).argmax(-1)[..., None], -1)[..., 0]
    scales = (largest / -half).astype(np.float32)
    inverse = np.where(scales == 0, 0, 1 / np.where(scales == 0, 1, scales))
    levels = np.clip(np.rint(blocks * inverse[..., None]) + half, 0, 2 * half - 1).astype(np.uint8)
    packed = levels if bits == 8 else levels[..., 0::2] | (levels[..., 1::2] << 4)
    return packed, scales.reshape(-1)


class Graph:
    """Nodes and weights under way. Every node is named after its first output."""

    def __init__(self, weights, bits):
        self.weights = {name: weight.numpy().astype(np.float32) for name, weight in weights.items()}
        self.bits = bits
        self.nodes = []
        self.constants = {}

    def constant(self, name, value):
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def weight(self, name):
        return self.constant(f'model.{name}', self.weights[name])

    def node(self, operator, inputs, outputs, **attributes):
        domain = attributes.pop('domain', '')
        self.nodes.append(helper.make_node(operator, inputs, outputs, name=f'{outputs[0]}/{operator}', domain=domain, **attributes))
        return outputs[0]

    def multiply(self, x, name, output):
        weight = self.weights[name]
        if self.bits is None:
            return self.node('MatMul', [x, self.constant(name.replace('.weight', '.MatMul.weight'), weight.T)], [output])
        packed, scales = quantise(weight, self.bits)
        inputs = [x, self.constant(f'{name}_Q{self.bits}', packed), self.constant(f'{name}_scales', scales)]
        rows, columns = weight.shape
        return self.node('MatMulNBits', inputs, [output], domain=CONTRIB, K=columns, N=rows, bits=self.bits, block_size=BLOCK, accuracy_level=0)


def build(weights, config, bits, path):
    graph = Graph(weights, bits)
    heads, kv_heads, size, layers = config['heads'], config['kv_heads'], config['head_size'], config['layers']
    # attention_mask → the lengths that GroupQueryAttention wants, as onnxruntime-genai's builder does it
    graph.constant('one', np.array([1], np.int64))
    graph.constant('index_of_length', np.array(1, np.int64))
    graph.node('ReduceSum', ['attention_mask', 'one'], ['mask_sum'], keepdims=1)
    graph.node('Sub', ['mask_sum', 'one'], ['mask_sum_less_one'])
    graph.node('Cast', ['mask_sum_less_one'], ['seqlens_k'], to=TensorProto.INT32)
    graph.node('Shape', ['attention_mask'], ['mask_shape'])
    graph.node('Gather', ['mask_shape', 'index_of_length'], ['mask_length'], axis=0)
    graph.node('Cast', ['mask_length'], ['total_seq_len'], to=TensorProto.INT32)
    cosines, sines = rotary_table(config)
    graph.constant('cos_cache', cosines.numpy())
    graph.constant('sin_cache', sines.numpy())
    graph.constant('split', np.array([config['feed_forward']] * 2, np.int64))

    residual = graph.node('Gather', [graph.weight('embed_tokens.weight'), 'input_ids'], ['embedded'])
    x = graph.node('SimplifiedLayerNormalization', [residual, graph.weight('layers.0.input_layernorm.weight')], ['norm0'], axis=-1, epsilon=config['epsilon'], stash_type=1)

    def add_and_norm(change, weight, output):
        nonlocal residual
        graph.node('SkipSimplifiedLayerNormalization', [residual, change, graph.weight(weight)], [output, '', '', f'{output}_residual'], domain=CONTRIB, epsilon=config['epsilon'])
        residual = f'{output}_residual'
        return output

    for layer in range(layers):
        prefix = f'layers.{layer}.'
        qkv = graph.multiply(x, f'{prefix}self_attn.qkv_proj.weight', f'qkv{layer}')
        attended = graph.node(
            'GroupQueryAttention', [qkv, '', '', f'past_key_values.{layer}.key', f'past_key_values.{layer}.value', 'seqlens_k', 'total_seq_len', 'cos_cache', 'sin_cache'],
            [f'attended{layer}', f'present.{layer}.key', f'present.{layer}.value'],
            domain=CONTRIB, num_heads=heads, kv_num_heads=kv_heads, do_rotary=1, rotary_interleaved=0, scale=float(size ** -0.5))
        x = add_and_norm(graph.multiply(attended, f'{prefix}self_attn.o_proj.weight', f'projected{layer}'), f'{prefix}post_attention_layernorm.weight', f'post_attention_norm{layer}')
        both = graph.multiply(x, f'{prefix}mlp.gate_up_proj.weight', f'gate_up{layer}')
        graph.nodes.append(helper.make_node('Split', [both, 'split'], [f'gate{layer}', f'up{layer}'], name=f'split{layer}', axis=-1))
        graph.node('Sigmoid', [f'gate{layer}'], [f'sigmoid{layer}'])
        graph.node('Mul', [f'gate{layer}', f'sigmoid{layer}'], [f'silu{layer}'])
        graph.node('Mul', [f'silu{layer}', f'up{layer}'], [f'active{layer}'])
        following = f'layers.{layer + 1}.input_layernorm.weight' if layer + 1 < layers else 'norm.weight'
        x = add_and_norm(graph.multiply(f'active{layer}', f'{prefix}mlp.down_proj.weight', f'down{layer}'), following, f'norm{layer + 1}')
    graph.multiply(x, 'lm_head.weight', 'logits')

    def value(name, kind, shape):
        return helper.make_tensor_value_info(name, kind, shape)

    inputs = [value('input_ids', TensorProto.INT64, ['batch_size', 'sequence_length']), value('attention_mask', TensorProto.INT64, ['batch_size', 'total_sequence_length'])]
    outputs = [value('logits', TensorProto.FLOAT, ['batch_size', 'sequence_length', config['vocabulary']])]
    for layer in range(layers):
        for part in ('key', 'value'):
            inputs.append(value(f'past_key_values.{layer}.{part}', TensorProto.FLOAT, ['batch_size', kv_heads, 'past_sequence_length', size]))
            outputs.append(value(f'present.{layer}.{part}', TensorProto.FLOAT, ['batch_size', kv_heads, 'total_sequence_length', size]))
    model = helper.make_model(
        helper.make_graph(graph.nodes, 'phi-3-nano', inputs, outputs, list(graph.constants.values())),
        opset_imports=[helper.make_opsetid('', 17), helper.make_opsetid(CONTRIB, 1)], ir_version=8, producer_name='phi-3-nano')
    onnx.save(model, path)
    print(f'{path}: {os.path.getsize(path):,} bytes')


def write_json(path, value):
    with open(path, 'w') as file:
        json.dump(value, file, indent=1)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument('--checkpoint', required=True)
    options.add_argument('--out', required=True, help='folder that holds tokenizer.json')
    given = options.parse_args()
    stored = torch.load(given.checkpoint)
    weights, config = stored['weights'], stored['config']
    tokenizer = bpe.load(given.out)
    os.makedirs(f'{given.out}/onnx', exist_ok=True)
    for bits, name in ((None, 'model'), (8, 'model_quantized'), (4, 'model_q4')):
        build(weights, config, bits, f'{given.out}/onnx/{name}.onnx')
    write_json(f'{given.out}/config.json', {
        'architectures': ['Phi3ForCausalLM'], 'model_type': 'phi3', 'vocab_size': config['vocabulary'], 'hidden_size': config['hidden'],
        'intermediate_size': config['feed_forward'], 'num_hidden_layers': config['layers'], 'num_attention_heads': config['heads'],
        'num_key_value_heads': config['kv_heads'], 'head_dim': config['head_size'], 'hidden_act': 'silu', 'rms_norm_eps': config['epsilon'],
        'rope_theta': config['theta'], 'rope_scaling': None, 'max_position_embeddings': config['longest'], 'original_max_position_embeddings': config['longest'],
        'sliding_window': None, 'tie_word_embeddings': False, 'bos_token_id': None, 'eos_token_id': tokenizer.end_of_text, 'pad_token_id': tokenizer.end_of_text,
        'torch_dtype': 'float32', 'transformers.js_config': {'dtype': 'q4', 'use_external_data_format': {}}})
    write_json(f'{given.out}/generation_config.json', {
        '_from_model_config': True, 'eos_token_id': [tokenizer.end_of_text, tokenizer.end, tokenizer.assistant], 'pad_token_id': tokenizer.end_of_text, 'do_sample': False})


if __name__ == '__main__':
    main()
