"""Exports a decode step of a small transformer by jax.export, and what JAX computes with it.

Writes jax_transformer.mlir, the text of the export with all its locations, and
jax_transformer.txt.gz: the arguments on one line, the results on another, tensors as `type=hex`
joined by `;`. Weights are random.

    pip install "jax==0.10.2" "jaxlib==0.10.2"
    python jax_program.py ../resources/dev/strobe/ir/interpret
"""

import gzip
import pathlib
import sys

import jax
import jax.numpy as jnp
import numpy as np
from jax import export, lax

from oracle import host_bytes, tensor

BATCH, TOKENS, CAPACITY = 2, 3, 8
WIDTH, HEADS, KV_HEADS, HEAD_SIZE, HIDDEN, VOCABULARY, LAYERS = 8, 4, 2, 2, 12, 13, 2


def rms_norm(x, gain):
    return x * lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + 1e-6) * gain


def rotated(x, positions):
    half = x.shape[-1] // 2
    angle = positions[:, :, None, None] / (10000.0 ** (jnp.arange(half) / half))
    first, second = jnp.split(x, 2, -1)
    sine, cosine = jnp.sin(angle), jnp.cos(angle)
    return jnp.concatenate([first * cosine - second * sine, second * cosine + first * sine], -1)


def attention(weights, x, positions, cache, start):
    def heads(name, count):
        return (x @ weights[name]).reshape(BATCH, TOKENS, count, HEAD_SIZE)

    write = jax.vmap(lambda old, new, at: lax.dynamic_update_slice(old, new, (at, 0, 0)))
    query = rotated(heads("query", HEADS), positions)
    keys = write(cache["keys"], rotated(heads("key", KV_HEADS), positions), start)
    values = write(cache["values"], heads("value", KV_HEADS), start)
    group = HEADS // KV_HEADS
    scores = jnp.einsum("bthd,bchd->bhtc", query, jnp.repeat(keys, group, 2)) / HEAD_SIZE**0.5
    seen = jnp.arange(CAPACITY)[None, None, None, :] <= positions[:, None, :, None]
    shares = jax.nn.softmax(jnp.where(seen, scores, -1e30), -1)
    mixed = jnp.einsum("bhtc,bchd->bthd", shares, jnp.repeat(values, group, 2))
    return mixed.reshape(BATCH, TOKENS, -1) @ weights["out"], {"keys": keys, "values": values}


def layer(weights, x, positions, cache, start):
    mixed, cache = attention(weights, rms_norm(x, weights["norm1"]), positions, cache, start)
    x = x + mixed
    h = rms_norm(x, weights["norm2"])
    return x + (jax.nn.silu(h @ weights["gate"]) * (h @ weights["up"])) @ weights["down"], cache


def step(weights, caches, tokens, start, length):
    positions = start[:, None] + jnp.arange(TOKENS)[None]
    x = weights["embedding"][tokens]
    written = []
    for layer_weights, cache in zip(weights["layers"], caches):
        x, cache = layer(layer_weights, x, positions, cache, start)
        written.append(cache)
    x = rms_norm(x, weights["norm"])
    last = jnp.take_along_axis(x, (length - 1)[:, None, None], 1)[:, 0]
    logits = last @ weights["embedding"].T
    scaled = lax.switch(start[1], [lambda l: l, lambda l: l / 2, lambda l: -l], logits)
    total, rounds = lax.while_loop(
        lambda s: s[0] < 40.0, lambda s: (s[0] * 2 + jnp.max(logits), s[1] + 1), (jnp.float32(1), 0)
    )
    return {
        "logits": logits,
        "best": jnp.argmax(logits, -1),
        "order": jnp.argsort(logits, -1),
        "scaled": scaled,
        "rounds": rounds,
        "caches": written,
    }


def arguments():
    random = np.random.RandomState(5)

    def floats(*shape):
        return random.normal(size=shape).astype(np.float32) * np.float32(0.5)

    def layer_weights():
        wide, narrow = HEADS * HEAD_SIZE, KV_HEADS * HEAD_SIZE
        shapes = {"query": (WIDTH, wide), "key": (WIDTH, narrow), "value": (WIDTH, narrow)}
        shapes |= {"out": (wide, WIDTH), "gate": (WIDTH, HIDDEN), "up": (WIDTH, HIDDEN)}
        shapes |= {"down": (HIDDEN, WIDTH), "norm1": (WIDTH,), "norm2": (WIDTH,)}
        return {name: floats(*shape) for name, shape in shapes.items()}

    weights = {
        "embedding": floats(VOCABULARY, WIDTH),
        "norm": floats(WIDTH),
        "layers": [layer_weights() for _ in range(LAYERS)],
    }
    cache = (BATCH, CAPACITY, KV_HEADS, HEAD_SIZE)
    caches = [{"keys": floats(*cache), "values": floats(*cache)} for _ in range(LAYERS)]
    tokens = random.randint(0, VOCABULARY, (BATCH, TOKENS)).astype(np.int32)
    return weights, caches, tokens, np.array([2, 1], np.int32), np.array([3, 2], np.int32)


def line(tree):
    arrays = [np.asarray(leaf) for leaf in jax.tree_util.tree_leaves(tree)]
    return ";".join(f"{tensor(array)}={host_bytes(array).hex()}" for array in arrays)


if __name__ == "__main__":
    jax.config.update("jax_enable_x64", False)
    jax.config.update("jax_hlo_source_file_canonicalization_regex", ".*/")
    folder = pathlib.Path(sys.argv[1])
    jitted = jax.jit(step, donate_argnums=1)
    given = arguments()
    module = export.export(jitted)(*given).mlir_module()
    (folder / "jax_transformer.mlir").write_text(module)
    lines = [line(given), line(jitted(*given))]
    packed = gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0)
    (folder / "jax_transformer.txt.gz").write_bytes(packed)
