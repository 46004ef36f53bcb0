"""Exports a transformer of two layers from torch to StableHLO, with what torch computes of it.

Writes torch_transformer.mlir, without locations, and torch_transformer.txt, a line of hexadecimal bytes for each argument and then
each result.

    pip install "torch==2.9.1" "torchax==0.0.13" "jax==0.10.2"
    python torch_transformer.py ../resources/torch
"""

import pathlib
import re
import sys

import torch
import torch.nn.functional as F
import torchax.export

HIDDEN, HEADS, GROUPS, SIZE, INNER, WORDS, TOKENS = 16, 4, 2, 4, 24, 13, 3


def rotated(x, cos, sin):
    real, imaginary = x.chunk(2, -1)
    return torch.cat((real * cos - imaginary * sin, imaginary * cos + real * sin), -1)


class Norm(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.randn(HIDDEN))

    def forward(self, x):
        return self.weight * (x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6))


class Layer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.norm, self.last_norm = Norm(), Norm()
        self.q = torch.nn.Linear(HIDDEN, HEADS * SIZE, bias=False)
        self.k = torch.nn.Linear(HIDDEN, GROUPS * SIZE, bias=False)
        self.v = torch.nn.Linear(HIDDEN, GROUPS * SIZE, bias=False)
        self.o = torch.nn.Linear(HEADS * SIZE, HIDDEN, bias=False)
        self.gate = torch.nn.Linear(HIDDEN, INNER, bias=False)
        self.up = torch.nn.Linear(HIDDEN, INNER, bias=False)
        self.down = torch.nn.Linear(INNER, HIDDEN, bias=False)

    def forward(self, x, cos, sin):
        y = self.norm(x)
        q, k, v = (p(y).unflatten(-1, (-1, SIZE)).transpose(1, 2) for p in (self.q, self.k, self.v))
        q, k = rotated(q, cos, sin), rotated(k, cos, sin)
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        x = x + self.o(mixed.transpose(1, 2).flatten(2))
        y = self.last_norm(x)
        return x + self.down(F.silu(self.gate(y)) * self.up(y))


class Transformer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.words = torch.nn.Embedding(WORDS, HIDDEN)
        self.layers = torch.nn.ModuleList(Layer() for _ in range(2))
        self.norm = Norm()

    def forward(self, tokens):
        angles = torch.outer(torch.arange(TOKENS).float(), 10000.0 ** (-torch.arange(0, SIZE, 2) / SIZE))
        x = self.words(tokens)
        for layer in self.layers:
            x = layer(x, angles.cos(), angles.sin())
        return F.linear(self.norm(x), self.words.weight)


def without_locations(text):
    lines = (line for line in text.splitlines() if not line.startswith("#loc"))
    return re.sub(r" loc\((?:[^()]|\([^()]*\))*\)", "", "\n".join(lines)) + "\n"


def host_bytes(value):
    return value.detach().numpy().tobytes().hex() + "\n"


if __name__ == "__main__":
    torch.manual_seed(0)
    model, tokens = Transformer().eval(), torch.tensor([[1, 5, 2], [12, 0, 7]])
    weights, exported = torchax.export.exported_program_to_stablehlo(torch.export.export(model, (tokens,)))
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    (folder / "torch_transformer.mlir").write_text(without_locations(exported.mlir_module()))
    arguments = [torch.as_tensor(w) for w in weights] + [tokens.int()]
    (folder / "torch_transformer.txt").write_text("".join(map(host_bytes, arguments + [model(tokens)])))
