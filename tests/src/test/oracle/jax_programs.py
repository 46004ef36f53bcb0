"""Exports some hundreds of small programs by jax.export, each with what JAX computes of it.

Writes jax_programs.txt.gz: a program a line, as JSON of its name, its text without locations, its arguments (which most have in
themselves) and its results, all as hexadecimal bytes. Left out are programs that JAX gives to LAPACK, and count_leading_zeros of
negative numbers, which jaxlib 0.10.2 has wrong.

    pip install "jax==0.10.2" "jaxlib==0.10.2"
    python jax_programs.py ../resources/jax
"""

import functools
import gzip
import json
import pathlib
import re
import sys

import jax
import jax.nn as nn
import jax.numpy as jnp
import jax.scipy.special as sp
import ml_dtypes
import numpy as np
from jax import export, lax

jax.config.update("jax_enable_x64", True)
rng = np.random.default_rng(0)
programs = []


def arr(shape, dtype, low=-2, high=2):
    dtype = np.dtype(dtype)
    if dtype == bool:
        return rng.integers(0, 2, shape).astype(bool)
    if dtype.kind in "iu":
        return rng.integers(max(low, 0) if dtype.kind == "u" else low, high + 1, shape).astype(dtype)
    if dtype.kind == "c":
        return (rng.uniform(low, high, shape) + 1j * rng.uniform(low, high, shape)).astype(dtype)
    return rng.uniform(low, high, shape).astype(dtype)


def host_bytes(value):
    return np.asarray(value).tobytes().hex()


def keep(name, text, arguments, results):
    plain = "\n".join(line for line in text.splitlines() if not line.startswith("#loc"))
    plain = re.sub(r" loc\((?:[^()]|\([^()]*\))*\)", "", plain)
    programs.append(
        {
            "name": name,
            "text": plain,
            "arguments": [host_bytes(a) for a in arguments],
            "results": [host_bytes(r) for r in jax.tree.leaves(results)],
        }
    )


def add(name, function, *operands):
    """A program that holds its operands; some functions have no form for some types."""
    held = [jnp.asarray(operand) for operand in operands]
    compiled = jax.jit(lambda: function(*held))
    try:
        keep(name, export.export(compiled)().mlir_module(), [], compiled())
    except (TypeError, ValueError) as e:
        print("no", name, type(e).__name__)


def transformer(x, blocks, head):
    """Layer norms, causal attention, an exact GELU, layers by scan, and the best tokens."""

    def norm(h):
        return (h - h.mean(-1, keepdims=True)) * lax.rsqrt(h.var(-1, keepdims=True) + 1e-5)

    def block(h, weights):
        q, k, v = jnp.split(norm(h) @ weights["qkv"], 3, -1)
        scores = jnp.einsum("btd,bsd->bts", q, k) / 2
        seen = jnp.tril(jnp.ones((h.shape[1], h.shape[1]), bool))
        h = h + nn.softmax(jnp.where(seen, scores, -1e9), -1) @ v
        return h + nn.gelu(norm(h) @ weights["up"], approximate=False) @ weights["down"], None

    h, _ = lax.scan(block, x, blocks)
    logits = norm(h) @ head
    return logits, lax.top_k(logits[:, -1], 3), jnp.cumsum(nn.softmax(logits[:, -1]), -1)


def add_transformers():
    x, head = arr((2, 3, 4), "float32"), arr((4, 11), "float32")
    blocks = {"qkv": arr((2, 4, 12), "float32"), "up": arr((2, 4, 8), "float32"), "down": arr((2, 8, 4), "float32")}
    add("transformer", lambda: transformer(x, blocks, head))
    batch, tokens = export.symbolic_shape("b, t", constraints=["t>=2"])
    open_form = jax.ShapeDtypeStruct((batch, tokens, 4), jnp.float32)
    exported = export.export(jax.jit(lambda y: transformer(y, blocks, head)))(open_form)
    keep("transformer_of_unknown_sizes", exported.mlir_module(), [x], exported.call(x))


FLOATS = ["float32", "float64", "bfloat16", "float16"]
INTEGERS = ["int8", "uint8", "int32", "int64", "uint32"]
COMPLEX = ["complex64", "complex128"]
SMALL = [
    "float8_e4m3fn",
    "float8_e5m2",
    "float8_e4m3b11fnuz",
    "float8_e4m3fnuz",
    "float8_e5m2fnuz",
    "float8_e4m3",
    "float8_e3m4",
    "float8_e8m0fnu",
    "float4_e2m1fn",
    "int4",
    "uint4",
    "int2",
    "uint2",
]


def add_functions():
    for d in FLOATS + COMPLEX:
        for (
            n
        ) in "exp log sin cos tan tanh sqrt rsqrt cbrt expm1 log1p sign abs neg logistic square asin acos atan sinh cosh asinh acosh atanh".split():
            if d in COMPLEX and n == "cbrt":
                continue
            add(f"{n}_{d}", getattr(lax, n), arr((3, 4), d, 0.1 if n in ("log", "rsqrt", "sqrt") else -0.9, 0.9))


def add_floats():
    for d in FLOATS:
        for n in "erf erfc erf_inv lgamma digamma floor ceil round is_finite bessel_i0e bessel_i1e".split():
            add(f"{n}_{d}", getattr(lax, n), arr((8,), d, 0.1, 0.9))
        for n in "atan2 pow rem nextafter max min sub div add mul".split():
            add(f"{n}_{d}", getattr(lax, n), arr((2, 3), d, 0.1, 3), arr((2, 3), d, 0.1, 3))
        add(f"igamma_{d}", lax.igamma, arr((4,), d, 0.5, 3), arr((4,), d, 0.5, 3))
        add(f"igammac_{d}", lax.igammac, arr((4,), d, 0.5, 3), arr((4,), d, 0.5, 3))
        add(
            f"betainc_{d}",
            lambda a, b, x: lax.betainc(a, b, x),
            arr((4,), d, 0.5, 3),
            arr((4,), d, 0.5, 3),
            arr((4,), d, 0.1, 0.9),
        )
        add(f"gelu_{d}", functools.partial(nn.gelu, approximate=False), arr((2, 5), d))
        add(f"gelut_{d}", nn.gelu, arr((2, 5), d))
        add(f"softmax_{d}", nn.softmax, arr((2, 5), d))
        add(f"lse_{d}", nn.logsumexp, arr((2, 5), d))
        add(f"silu_{d}", nn.silu, arr((2, 5), d))
        add(f"softplus_{d}", nn.softplus, arr((2, 5), d))
        add(f"elu_{d}", nn.elu, arr((2, 5), d))
        add(f"var_{d}", jnp.var, arr((2, 5), d))
        add(f"std_{d}", lambda x: jnp.std(x, axis=1), arr((2, 5), d))
        add(f"median_{d}", jnp.median, arr((7,), d))
        add(f"quantile_{d}", lambda x: jnp.quantile(x.astype(jnp.float32), 0.3), arr((7,), d))
        add(f"dot_{d}", jnp.dot, arr((3, 4), d), arr((4, 5), d))
        add(
            f"dotp_{d}",
            lambda a, b: lax.dot_general(a, b, (((1,), (0,)), ((), ())), precision="highest", preferred_element_type=jnp.float32),
            arr((3, 4), d),
            arr((4, 5), d),
        )
        add(f"einsum_{d}", lambda a, b: jnp.einsum("bthd,bshd->bhts", a, b), arr((1, 3, 2, 4), d), arr((1, 5, 2, 4), d))
        add(
            f"conv_{d}",
            lambda x, w: lax.conv_general_dilated(
                x,
                w,
                (2, 1),
                ((1, 1), (1, 0)),
                lhs_dilation=(1, 2),
                rhs_dilation=(2, 1),
                dimension_numbers=("NHWC", "HWIO", "NHWC"),
            ),
            arr((1, 7, 6, 2), d),
            arr((3, 2, 2, 3), d),
        )
        add(
            f"convg_{d}",
            lambda x, w: lax.conv_general_dilated(x, w, (1,), "VALID", feature_group_count=2),
            arr((2, 4, 8), d),
            arr((6, 2, 3), d),
        )
        add(f"convt_{d}", lambda x, w: lax.conv_transpose(x, w, (2,), "SAME"), arr((1, 5, 2), d), arr((3, 2, 4), d))
        add(f"maxpool_{d}", lambda x: lax.reduce_window(x, -jnp.inf, lax.max, (1, 2, 2), (1, 2, 1), "SAME"), arr((2, 5, 6), d))
        add(
            f"avgpool_{d}",
            lambda x: lax.reduce_window(
                x, 0.0, lax.add, (2, 2), (1, 1), ((1, 0), (0, 1)), base_dilation=(2, 1), window_dilation=(1, 2)
            ),
            arr((5, 6), d),
        )
        add(
            f"gradmaxpool_{d}",
            jax.grad(
                lambda x: jnp.sum(lax.reduce_window(x, -jnp.inf, lax.max, (2, 2), (2, 2), "VALID") ** 2).astype(jnp.float32)
            ),
            arr((4, 6), d),
        )
        add(f"cumsum_{d}", lambda x: jnp.cumsum(x, 1), arr((2, 5), d))
        add(f"cummax_{d}", lambda x: lax.cummax(x, 1, reverse=True), arr((2, 5), d))
        add(f"cumlogsumexp_{d}", lambda x: lax.cumlogsumexp(x, 1), arr((2, 5), d))
        add(f"sort_{d}", jnp.sort, arr((3, 5), d))
        add(f"argsort_{d}", jnp.argsort, arr((3, 5), d))
        add(f"topk_{d}", lambda x: lax.top_k(x, 3), arr((2, 7), d))
        add(f"sort2_{d}", lambda x, y: lax.sort((x, y), num_keys=2, dimension=0), arr((6, 2), d, -1, 1).round(), arr((6, 2), d))
        add(f"redprec_{d}", lambda x: lax.reduce_precision(x, 5, 3), arr((9,), d))
        add(f"clamp_{d}", lambda x: lax.clamp(jnp.asarray(-0.5, x.dtype), x, jnp.asarray(0.5, x.dtype)), arr((9,), d))
        add(
            f"norm_{d}", jax.random.normal.__wrapped__ if False else (lambda: jax.random.normal(jax.random.key(3), (5,), dtype=d))
        )
        add(f"unif_{d}", lambda: jax.random.uniform(jax.random.key(3), (5,), dtype=d))
        add(f"gumbel_{d}", lambda: jax.random.gumbel(jax.random.key(3), (5,), dtype=d))
        add(f"argmax_{d}", lambda x: (jnp.argmax(x, 1), jnp.argmin(x, 0)), arr((3, 5), d))
        add(f"where_{d}", lambda x: jnp.where(x > 0, x, 0 * x - 1), arr((3, 5), d))
        add(f"onehot_{d}", lambda i: nn.one_hot(i, 5, dtype=d), arr((4,), "int32", 0, 4))
        add(
            f"scan_{d}",
            lambda x: lax.scan(lambda c, a: (c * jnp.asarray(0.5, c.dtype) + a, c), jnp.zeros((2,), x.dtype), x),
            arr((4, 2), d),
        )
        add(f"while_{d}", lambda x: lax.while_loop(lambda s: jnp.max(s) < 20, lambda s: s * 2, x), arr((3,), d, 0.5, 1))
        add(f"cond_{d}", lambda x: lax.cond(x[0] > 0, lambda a: a + 1, lambda a: a * 2, x), arr((3,), d))
        add(f"switch_{d}", lambda x: lax.switch(jnp.int32(1), [jnp.sin, jnp.cos, jnp.tan], x), arr((3,), d))
        add(f"assoc_{d}", lambda x: lax.associative_scan(jnp.multiply, x), arr((6,), d))
        add(
            f"layernormgrad_{d}",
            jax.grad(
                lambda x: jnp.sum(((x - x.mean(-1, keepdims=True)) / jnp.sqrt(x.var(-1, keepdims=True) + 1e-3)) ** 3).astype(
                    jnp.float32
                )
            ),
            arr((2, 4), d),
        )
        for n in ["i0", "i1", "ndtri", "ndtr", "log_ndtr", "entr", "expit", "xlogy"]:
            add(f"{n}_{d}", (getattr(sp, n) if n != "xlogy" else lambda x: sp.xlogy(x, x)), arr((4,), d, 0.1, 0.9))
        if d in ("float32", "float64"):
            add(f"zeta_{d}", sp.zeta, arr((4,), d, 1.5, 4), arr((4,), d, 0.5, 3))
            add(f"polygamma_{d}", lambda x: sp.polygamma(1, x), arr((4,), d, 0.5, 3))
            add(f"rfft_{d}", jnp.fft.rfft, arr((2, 8), d))
            add(f"irfft_{d}", lambda x: jnp.fft.irfft(x, n=7), arr((2, 4), "complex64" if d == "float32" else "complex128"))
            add(f"resize_{d}", lambda x: jax.image.resize(x, (5, 7), "bilinear"), arr((3, 4), d))
            add(f"interp_{d}", lambda x: jnp.interp(x, jnp.arange(4.0), jnp.array([1.0, 3, 2, 5])), arr((5,), d, 0, 3))
            add(f"poly_{d}", lambda x: jnp.polyval(jnp.array([1.0, 2, 3]), x), arr((5,), d))
            add(f"convolve_{d}", lambda x, y: jnp.convolve(x, y, "same"), arr((7,), d), arr((3,), d))
            add(f"unwrap_{d}", jnp.unwrap, arr((7,), d, -6, 6))
            add(f"hist_{d}", lambda x: jnp.histogram(x, bins=4, range=(-2, 2)), arr((9,), d))
            add(f"gammas_{d}", lambda: jax.random.gamma(jax.random.key(1), jnp.asarray([2.0, 0.5], d)))
            add(f"cat_{d}", lambda x: jax.random.categorical(jax.random.key(0), x), arr((3, 4), d))
            add(f"spherical_{d}", lambda x: sp.logsumexp(x, b=jnp.asarray([1.0, 2, 3], x.dtype)), arr((3,), d))
            add(
                f"attention_{d}",
                lambda q, k, v: nn.dot_product_attention(q, k, v, is_causal=True),
                arr((1, 3, 2, 4), d),
                arr((1, 3, 2, 4), d),
                arr((1, 3, 2, 4), d),
            )


def add_integers():
    for d in INTEGERS + ["bool"]:
        for n in "add sub mul max min div rem".split():
            if d == "bool" and n not in ("max", "min"):
                continue
            add(
                f"{n}_{d}",
                getattr(lax, n),
                arr((2, 5), d, -7, 9),
                np.maximum(arr((2, 5), d, 1, 9), 1) if d != "bool" else arr((2, 5), d),
            )
        for n in "bitwise_and bitwise_or bitwise_xor".split():
            add(f"{n}_{d}", getattr(lax, n), arr((2, 5), d, -7, 9), arr((2, 5), d, -7, 9))
        add(f"not_{d}", lax.bitwise_not, arr((2, 5), d, -7, 9))
        if d != "bool":
            for n in "shift_left shift_right_arithmetic shift_right_logical".split():
                add(f"{n}_{d}", getattr(lax, n), arr((2, 5), d, -7, 9), arr((2, 5), d, 0, 9))
            add(f"popc_{d}", lax.population_count, arr((5,), d, -7, 9))
            add(f"sign_{d}", lax.sign, arr((5,), d, -7, 9))
            add(f"ipow_{d}", lambda x: lax.integer_pow(x, 3), arr((5,), d, -7, 9))
            add(f"pow_{d}", lambda x, y: jnp.power(x, y), arr((5,), d, -3, 3), arr((5,), d, 0, 4))
            add(f"cumprod_{d}", lambda x: lax.cumprod(x), arr((5,), d, 1, 3))
            add(f"prod_{d}", jnp.prod, arr((5,), d, 1, 3))
            add(f"idot_{d}", lambda a, b: lax.dot(a, b, preferred_element_type=d), arr((2, 3), d), arr((3, 2), d))
            add(f"randint_{d}", lambda: jax.random.randint(jax.random.key(2), (6,), 0, 100, dtype=d))
            add(f"bits_{d}", lambda: jax.random.bits(jax.random.key(2), (3,), dtype="uint32"))
            add(f"sorti_{d}", lambda x: jnp.sort(x, descending=True), arr((6,), d, -7, 9))
            add(f"topki_{d}", lambda x: lax.top_k(x, 2), arr((6,), d, -7, 9))
            add(f"segsum_{d}", lambda x: jax.ops.segment_sum(x, jnp.array([0, 0, 1, 2, 1]), 3), arr((5,), d))
            add(f"floordiv_{d}", lambda x, y: (x // y, x % y), arr((5,), d, -7, 9), arr((5,), d, 1, 4))
            add(f"bincount_{d}", lambda x: jnp.bincount(x, length=5), arr((9,), d, 0, 4))
        add(f"cumi_{d}", lambda x: jnp.any(x.astype(bool), 0), arr((2, 5), d))
        add(
            f"conv_to_{d}",
            lambda x: [
                lax.convert_element_type(x, t) for t in ["float32", "int8", "uint32", "bfloat16", "bool", "complex64", "float64"]
            ],
            arr((5,), d, -7, 9),
        )
        add(
            f"bitcast_{d}",
            lambda x: lax.bitcast_convert_type(
                x,
                {"int8": "uint8", "uint8": "int8", "int32": "float32", "int64": "float64", "uint32": "float32", "bool": "bool"}[
                    d
                ],
            ),
            arr((5,), d, -7, 9),
        )
        add(f"roll_{d}", lambda x: jnp.roll(x, 2, 1), arr((2, 5), d))
        add(f"flip_{d}", lambda x: lax.rev(x, (0,)), arr((2, 5), d))
        add(f"pad_{d}", lambda x: lax.pad(x, jnp.asarray(1, x.dtype), ((1, 2, 1), (-1, 0, 2))), arr((2, 5), d))
        add(f"gather_{d}", lambda x: x[jnp.array([1, 0, 2]), jnp.array([0, 4, 9])], arr((2, 5), d))
        add(f"take_{d}", lambda x: jnp.take(x, jnp.array([[1, 0], [3, -1]]), axis=1, mode="wrap"), arr((2, 5), d))
        add(f"scatter_{d}", lambda x: x.at[jnp.array([0, 1, 0]), 1].set(jnp.ones((3,), x.dtype)), arr((2, 5), d))
        add(f"scattermax_{d}", lambda x: x.at[jnp.array([0, 1, 7])].max(jnp.ones((3, 5), x.dtype), mode="drop"), arr((2, 5), d))
        add(
            f"dus_{d}",
            lambda x: lax.dynamic_update_slice(x, jnp.ones((1, 2), x.dtype), (jnp.int32(1), jnp.int32(4))),
            arr((2, 5), d),
        )
        add(f"dslice_{d}", lambda x: lax.dynamic_slice(x, (jnp.int32(1), jnp.int32(2)), (1, 3)), arr((2, 5), d))
        add(f"concat_{d}", lambda x: jnp.concatenate([x, x], 1), arr((2, 5), d))
        add(f"transp_{d}", lambda x: jnp.transpose(x, (2, 0, 1)), arr((2, 3, 4), d))
        add(f"tril_{d}", jnp.tril, arr((3, 3), d))
        add(f"nonzero_{d}", lambda x: jnp.nonzero(x, size=4), arr((5,), d))
        add(f"unique_{d}", lambda x: jnp.unique(x, size=4), arr((5,), d))
        add(f"searchsorted_{d}", lambda x: jnp.searchsorted(jnp.array([-1, 0, 1, 5]).astype(x.dtype), x), arr((5,), d))
        add(f"eq_{d}", lambda x, y: (x == y, x < y, x >= y, x != y), arr((5,), d), arr((5,), d))
        add(f"map_{d}", lambda x: lax.map(lambda a: a + a if a.dtype != bool else ~a, x), arr((3, 2), d))
        add(f"repeat_{d}", lambda x: jnp.repeat(x, jnp.array([1, 2, 0]), total_repeat_length=4, axis=0), arr((3, 2), d))
        add(f"stack_{d}", lambda x: jnp.stack([x, x + x]), arr((3, 2), d) if d != "bool" else arr((3, 2), "int8"))
        add(
            f"select_n_{d}",
            lambda i, x, y, z: lax.select_n(i, x, y, z),
            arr((5,), "int32", 0, 2),
            arr((5,), d),
            arr((5,), d),
            arr((5,), d),
        )


def add_complex():
    for d in COMPLEX:
        add(f"cmul_{d}", lambda x, y: (x * y, x / y, x - y, x**y), arr((4,), d), arr((4,), d))
        add(f"creal_{d}", lambda x: (x.real, x.imag, jnp.conj(x), jnp.angle(x)), arr((4,), d))
        add(f"fft_{d}", jnp.fft.fft, arr((2, 6), d))
        add(f"ifft2_{d}", jnp.fft.ifft2, arr((2, 4, 3), d))
        add(f"cdot_{d}", jnp.dot, arr((2, 3), d), arr((3, 2), d))
        add(f"csum_{d}", lambda x: (jnp.sum(x), jnp.prod(x)), arr((4,), d))
        add(f"csort_{d}", jnp.sort, arr((4,), d))
        add(f"cconv_{d}", lambda x, w: lax.conv_general_dilated(x, w, (1,), "SAME"), arr((1, 2, 5), d), arr((3, 2, 2), d))
        add(f"ceq_{d}", lambda x, y: (x == y, x != x), arr((4,), d), arr((4,), d))
        add(f"cscatter_{d}", lambda x: x.at[jnp.array([0, 0])].add(1j), arr((4,), d))
        add(f"ccumsum_{d}", jnp.cumsum, arr((4,), d))


def add_small_types():
    for d in SMALL:
        x = np.array([0.5, 1, 2, 3, 0.25, 4]).astype(np.float32) if "float" in d else np.array([0, 1, 1, 0, 1, 0], np.int32)
        add(f"small_{d}", lambda x, d=d: lax.convert_element_type(lax.convert_element_type(x, d), "float32"), x)
        add(f"smallrt_{d}", lambda x, d=d: lax.convert_element_type(lax.convert_element_type(x, d).reshape(2, 3).T, "float32"), x)
        if "float8" in d and "e8m0" not in d:
            add(
                f"smalldot_{d}",
                lambda x, d=d: lax.dot_general(
                    x.astype(d).reshape(2, 3),
                    x.astype(d).reshape(3, 2),
                    (((1,), (0,)), ((), ())),
                    preferred_element_type=jnp.float32,
                ),
                x,
            )
            add(f"smalladd_{d}", lambda x, d=d: (x.astype(d) + x.astype(d)).astype("float32"), x)
            add(f"smallmax_{d}", lambda x, d=d: (jnp.max(x.astype(d)).astype("float32"), x.astype(d) < x.astype(d)), x)


def add_others():
    add(
        "batchnorm",
        lambda x, s, b: nn.standardize(x, 0) * s + b,
        arr((4, 3), "float32"),
        arr((3,), "float32"),
        arr((3,), "float32"),
    )
    add("ragged", lambda a, b: lax.ragged_dot(a, b, jnp.array([1, 3])), arr((4, 3), "float32"), arr((2, 3, 2), "float32"))
    add("threefry", lambda: jax.random.key_data(jax.random.split(jax.random.key(7), 3)))
    add("perm", lambda: jax.random.permutation(jax.random.key(0), 8))
    add("rbg", lambda: jax.random.bits(jax.random.key(1, impl="rbg"), (5,)))
    add("rbg2", lambda: jax.random.normal(jax.random.key(1, impl="unsafe_rbg"), (5,)))
    add("checkpointgrad", jax.grad(jax.checkpoint(lambda x: jnp.sum(jnp.sin(jnp.exp(x))))), arr((3,), "float32"))
    add("optbarrier", lambda x: lax.optimization_barrier((x, x + 1)), arr((3,), "float32"))
    add(
        "vmap_while",
        jax.vmap(lambda x: lax.while_loop(lambda s: s[0] < s[1], lambda s: (s[0] + 1, s[1]), (0.0, x))),
        arr((3,), "float32", 1, 9),
    )
    add("linsolve", lambda a: jnp.tril(a) @ a, arr((3, 3), "float32"))
    add("psum1", lambda x: x, arr((3,), "float32"))
    add("hessian", jax.hessian(lambda x: jnp.sum(x**3) * jnp.prod(x)), arr((3,), "float32"))


if __name__ == "__main__":
    for part in (add_functions, add_floats, add_integers, add_complex, add_small_types, add_others, add_transformers):
        part()
    text = "".join(json.dumps(program) + "\n" for program in programs).encode()
    with open(pathlib.Path(sys.argv[1]) / "jax_programs.txt.gz", "wb") as out, gzip.GzipFile("", "wb", 9, out, mtime=0) as packed:
        packed.write(text)
    print(len(programs), "programs")
