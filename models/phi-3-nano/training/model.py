"""Phi-3's architecture, small: fused projections, grouped-query attention, SwiGLU, rotary positions, RMSNorm, untied head."""
import torch
import torch.nn.functional as F
from torch import nn

CONFIG = dict(hidden=192, layers=4, heads=6, kv_heads=2, head_size=32, feed_forward=512, vocabulary=1024, epsilon=1e-5, theta=10000.0, longest=1024)


class RootMeanSquareNorm(nn.Module):
    def __init__(self, size, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.epsilon = epsilon

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.epsilon) * self.weight


def rotary_table(config):
    """Cosines and sines, [position, half a head]."""
    frequencies = 1.0 / config['theta'] ** (torch.arange(0, config['head_size'], 2).float() / config['head_size'])
    angles = torch.outer(torch.arange(config['longest']).float(), frequencies)
    return angles.cos(), angles.sin()


def rotate(x, cosines, sines):
    half = x.shape[-1] // 2
    left, right = x[..., :half], x[..., half:]
    return torch.cat((left * cosines - right * sines, right * cosines + left * sines), -1)


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        width = (config['heads'] + 2 * config['kv_heads']) * config['head_size']
        self.qkv_proj = nn.Linear(config['hidden'], width, bias=False)
        self.o_proj = nn.Linear(config['heads'] * config['head_size'], config['hidden'], bias=False)

    def forward(self, x, cosines, sines, mask):
        heads, kv_heads, size = self.config['heads'], self.config['kv_heads'], self.config['head_size']
        batch, length, _ = x.shape
        q, k, v = self.qkv_proj(x).split((heads * size, kv_heads * size, kv_heads * size), -1)
        q = rotate(q.view(batch, length, heads, size).transpose(1, 2), cosines, sines)
        k = rotate(k.view(batch, length, kv_heads, size).transpose(1, 2), cosines, sines)
        v = v.view(batch, length, kv_heads, size).transpose(1, 2)
        # The queries that share a key head go through as one longer sequence: keys and values are never repeated.
        group = heads // kv_heads
        q = q.reshape(batch, kv_heads, group * length, size)
        scores = (q @ k.transpose(-1, -2)).mul_(size ** -0.5).view(batch, kv_heads, group, length, length) + mask
        mixed = (scores.softmax(-1).view(batch, kv_heads, group * length, length) @ v).view(batch, heads, length, size)
        return self.o_proj(mixed.transpose(1, 2).reshape(batch, length, heads * size))


class FeedForward(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.gate_up_proj = nn.Linear(config['hidden'], 2 * config['feed_forward'], bias=False)
        self.down_proj = nn.Linear(config['feed_forward'], config['hidden'], bias=False)

    def forward(self, x):
        gate, up = self.gate_up_proj(x).chunk(2, -1)
        return self.down_proj(F.silu(gate) * up)


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.self_attn = Attention(config)
        self.mlp = FeedForward(config)
        self.input_layernorm = RootMeanSquareNorm(config['hidden'], config['epsilon'])
        self.post_attention_layernorm = RootMeanSquareNorm(config['hidden'], config['epsilon'])

    def forward(self, x, *positions):
        x = x + self.self_attn(self.input_layernorm(x), *positions)
        return x + self.mlp(self.post_attention_layernorm(x))


class Phi3(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.config = config
        self.embed_tokens = nn.Embedding(config['vocabulary'], config['hidden'])
        self.layers = nn.ModuleList([Layer(config) for _ in range(config['layers'])])
        self.norm = RootMeanSquareNorm(config['hidden'], config['epsilon'])
        self.lm_head = nn.Linear(config['hidden'], config['vocabulary'], bias=False)
        self.cosines, self.sines = rotary_table(config)
        for name, weight in self.named_parameters():
            if weight.dim() != 2:
                continue
            # What writes into the residual stream begins small.
            is_output = any(part in name for part in ('o_proj', 'down_proj', 'lm_head'))
            nn.init.normal_(weight, std=0.02 if 'embed' in name else weight.shape[1] ** -0.5 * (0.2 if is_output else 0.7))

    def hidden_states(self, ids):
        length = ids.shape[1]
        mask = torch.full((length, length), -1e9).triu(1)
        x = self.embed_tokens(ids)
        for layer in self.layers:
            x = layer(x, self.cosines[:length], self.sines[:length], mask)
        return self.norm(x)
