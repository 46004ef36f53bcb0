"""Exports a training step of a small transformer by JAX: the loss, and the gradients of all weights.

Writes jax_training.mlir, without locations. Rows are many and the layers narrow, so that what is kept for the gradients is most of the
memory that a step needs.

    pip install "jax==0.10.2" "jaxlib==0.10.2"
    python jax_training.py ../resources/jax
"""

import pathlib
import sys

import jax
import jax.numpy as jnp
from jax import lax, nn

ROWS, TOKENS, HIDDEN, INNER, HEADS, LAYERS, WORDS = 8, 64, 128, 512, 4, 3, 256


def norm(x, weight):
    return x * lax.rsqrt(jnp.mean(x * x, -1, keepdims=True) + 1e-6) * weight


def layer(x, w):
    y = norm(x, w["norm"])
    q, k, v = ((y @ w[name]).reshape(ROWS, TOKENS, HEADS, HIDDEN // HEADS) for name in "qkv")
    scores = jnp.einsum("bthd,bshd->bhts", q, k) * (HIDDEN // HEADS) ** -0.5
    seen = lax.broadcasted_iota(jnp.int32, (TOKENS, TOKENS), 0) >= lax.broadcasted_iota(jnp.int32, (TOKENS, TOKENS), 1)
    weights = nn.softmax(scores + jnp.where(seen, 0.0, -1e9), -1)
    x = x + jnp.einsum("bhts,bshd->bthd", weights, v).reshape(ROWS, TOKENS, HIDDEN) @ w["o"]
    return x + nn.gelu(norm(x, w["last_norm"]) @ w["up"]) @ w["down"]


def loss(weights, tokens):
    x = weights["words"][tokens[:, :-1]]
    for w in weights["layers"]:
        x = layer(x, w)
    logits = norm(x, weights["norm"]) @ weights["words"].T
    return -jnp.mean(jnp.take_along_axis(nn.log_softmax(logits), tokens[:, 1:, None], -1))


def f32(*shape):
    return jax.ShapeDtypeStruct(shape, jnp.float32)


if __name__ == "__main__":
    square = {name: f32(HIDDEN, HIDDEN) for name in "qkvo"}
    norms = {"norm": f32(HIDDEN), "last_norm": f32(HIDDEN)}
    weights = {
        "words": f32(WORDS, HIDDEN),
        "norm": f32(HIDDEN),
        "layers": [{**square, **norms, "up": f32(HIDDEN, INNER), "down": f32(INNER, HIDDEN)}] * LAYERS,
    }
    tokens = jax.ShapeDtypeStruct((ROWS, TOKENS + 1), jnp.int32)
    text = jax.jit(jax.value_and_grad(loss)).lower(weights, tokens).as_text()
    pathlib.Path(sys.argv[1], "jax_training.mlir").write_text(text)
