"""A plain JAX program of the Llama and Gemma 3 families in f32: the yardstick that Strobe's own programs are held against.

Layers are written out one after another, weights stay as the GGUF names and orients them, every cache is donated and holds the
same number of positions in every layer, and only the last position reaches the vocabulary.

  python jax_program.py export MODEL.gguf --capacity 640 --tokens 128 --out DIR   writes StableHLO text and what its arguments are
  python jax_program.py serve MODEL.gguf --capacity 640 --tokens 128              runs it in JAX itself, driven by decode.py
  python jax_program.py check MODEL.gguf GOLDEN_FOLDER                            compares it with the reference's logits
"""
import argparse
import dataclasses
import gzip
import json
import pathlib
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
from gguf import GGUFReader
from gguf.quants import dequantize

HIGHEST = jax.lax.Precision.HIGHEST
LOCAL_BASE, PATTERN = 10000.0, 6  # what Gemma 3 files leave out


@dataclasses.dataclass(frozen=True)
class Shape:
    """The numbers of a model that its weights do not tell."""

    gemma: bool
    layers: int
    model: int
    heads: int
    kv_heads: int
    head: int
    epsilon: float
    base: float
    window: int

    def is_local(self, layer):
        return self.window > 0 and (layer + 1) % PATTERN != 0


def read(path):
    """The shape, and the weights widened to f32 in the order of their names."""
    reader = GGUFReader(path)
    keys = {name: field.contents() for name, field in reader.fields.items() if not name.startswith("tokenizer.")}
    family = keys["general.architecture"]
    key = lambda name, default=None: keys.get(f"{family}.{name}", default)
    model, heads = key("embedding_length"), key("attention.head_count")
    shape = Shape(family == "gemma3", key("block_count"), model, heads, key("attention.head_count_kv", heads),
                  key("attention.key_length", model // heads), key("attention.layer_norm_rms_epsilon"),
                  key("rope.freq_base", 10000.0), key("attention.sliding_window", 0) if family == "gemma3" else 0)
    tensors = sorted(reader.tensors, key=lambda tensor: tensor.name)
    weights = {}
    for tensor in tensors:
        extents = [int(n) for n in reversed(tensor.shape)]
        weights[tensor.name] = np.ascontiguousarray(dequantize(tensor.data, tensor.tensor_type), np.float32).reshape(extents)
    return shape, weights


def project(x, matrix):
    return jax.lax.dot_general(x, matrix, (((x.ndim - 1,), (1,)), ((), ())), precision=HIGHEST)


def normalise(x, gain, epsilon):
    return x / jnp.sqrt(jnp.mean(jnp.square(x), axis=-1, keepdims=True) + epsilon) * gain


def rotations(positions, head, base):
    """Cosines and sines [token, 1, head / 2]."""
    frequencies = base ** (-np.arange(0, head, 2, dtype=np.float64) / head)
    angles = positions.astype(jnp.float32)[:, None, None] * jnp.asarray(frequencies, jnp.float32)
    return jnp.cos(angles), jnp.sin(angles)


def rotate(x, cosines, sines, in_halves):
    """Llama files pair neighbours, Gemma files pair the two halves of a head."""
    if in_halves:
        one, other = jnp.split(x, 2, axis=-1)
    else:
        one, other = x[..., 0::2], x[..., 1::2]
    turned = (one * cosines - other * sines, other * cosines + one * sines)
    return jnp.concatenate(turned, -1) if in_halves else jnp.stack(turned, -1).reshape(x.shape)


def attend(shape, queries, keys, values, visible):
    """Queries [token, head, :] over caches [slot, kv head, :]; heads share a KV head in consecutive groups."""
    tokens, groups = queries.shape[0], shape.heads // shape.kv_heads
    grouped = queries.reshape(tokens, shape.kv_heads, groups, shape.head) * shape.head**-0.5
    scores = jnp.einsum("tkgd,skd->kgts", grouped, keys, precision=HIGHEST)
    shares = jax.nn.softmax(jnp.where(visible, scores, jnp.float32(-3e38)), axis=-1)
    return jnp.einsum("kgts,skd->tkgd", shares, values, precision=HIGHEST).reshape(tokens, -1)


def step(shape, weights, tokens, start, caches):
    """Logits [vocabulary] after the last of `tokens`, the first of which stands at position `start`, and the new caches."""
    slots = jnp.arange(caches[0].shape[0])
    positions = start + jnp.arange(tokens.shape[0])
    causal = slots <= positions[:, None]
    near = causal & (slots > positions[:, None] - shape.window)
    far_turn = rotations(positions, shape.head, shape.base)
    near_turn = rotations(positions, shape.head, LOCAL_BASE)
    x = weights["token_embd.weight"][tokens]
    if shape.gemma:
        x = x * np.float32(np.sqrt(shape.model))
    caches = list(caches)
    for layer in range(shape.layers):
        w = lambda name: weights[f"blk.{layer}.{name}.weight"]
        norm = lambda value, name: normalise(value, w(name), shape.epsilon)
        split = lambda value, heads: value.reshape(-1, heads, shape.head)
        turn, visible = (near_turn, near) if shape.is_local(layer) else (far_turn, causal)
        h = norm(x, "attn_norm")
        q, k = split(project(h, w("attn_q")), shape.heads), split(project(h, w("attn_k")), shape.kv_heads)
        if shape.gemma:
            q, k = norm(q, "attn_q_norm"), norm(k, "attn_k_norm")
        q, k = rotate(q, *turn, shape.gemma), rotate(k, *turn, shape.gemma)
        fresh = (k, split(project(h, w("attn_v")), shape.kv_heads))
        for half in range(2):
            caches[2 * layer + half] = jax.lax.dynamic_update_slice_in_dim(caches[2 * layer + half], fresh[half], start, 0)
        mixed = project(attend(shape, q, caches[2 * layer], caches[2 * layer + 1], visible), w("attn_output"))
        x = x + (norm(mixed, "post_attention_norm") if shape.gemma else mixed)
        h = norm(x, "ffn_norm")
        gate = project(h, w("ffn_gate"))
        gate = jax.nn.gelu(gate, approximate=True) if shape.gemma else jax.nn.silu(gate)
        out = project(gate * project(h, w("ffn_up")), w("ffn_down"))
        x = x + (norm(out, "post_ffw_norm") if shape.gemma else out)
    last = normalise(x[-1:], weights["output_norm.weight"], shape.epsilon)
    head = weights["output.weight"] if "output.weight" in weights else weights["token_embd.weight"]
    return project(last, head)[0], caches


def lowered(shape, weights, tokens, capacity):
    """The step over `tokens` tokens as one flat function: weights by name, tokens, start, caches (keys, values, layer by layer)."""
    names, count = list(weights), len(weights)

    def main(*arguments):
        logits, caches = step(shape, dict(zip(names, arguments)), arguments[count], arguments[count + 1], arguments[count + 2:])
        return (logits, *caches)

    specs = [jax.ShapeDtypeStruct(weights[name].shape, jnp.float32) for name in names]
    specs += [jax.ShapeDtypeStruct((tokens,), jnp.int32), jax.ShapeDtypeStruct((), jnp.int32)]
    specs += [jax.ShapeDtypeStruct(cache_extents(shape, capacity), jnp.float32)] * (2 * shape.layers)
    donated = tuple(range(count + 2, len(specs)))
    return jax.jit(main, donate_argnums=donated, keep_unused=True).lower(*specs)


def cache_extents(shape, capacity):
    return (capacity, shape.kv_heads, shape.head)


def export(path, capacity, tokens, out):
    """prefill.mlir, decode.mlir and program.json; nothing if they are there already."""
    shape, weights = read(path)
    out.mkdir(parents=True, exist_ok=True)
    for name, width in (("prefill", tokens), ("decode", 1)):
        (out / f"{name}.mlir").write_text(lowered(shape, weights, width, capacity).as_text())
    manifest = {
        "model": str(pathlib.Path(path).resolve()), "capacity": capacity, "prefill_tokens": tokens,
        "weights": [{"name": name, "extents": list(value.shape)} for name, value in weights.items()],
        "cache_extents": list(cache_extents(shape, capacity)), "caches": 2 * shape.layers,
        "arguments": "weights in this order as f32, tokens s32[n], start s32[], caches f32 (donated)",
        "results": "logits f32[vocabulary], caches in the order of the arguments",
        "jax": jax.__version__,
    }
    (out / "program.json").write_text(json.dumps(manifest, indent=1) + "\n")


class Session:
    """Weights, both compiled steps and one set of caches."""

    def __init__(self, path, capacity, tokens):
        self.shape, weights = read(path)
        self.programs = {width: lowered(self.shape, weights, width, capacity).compile() for width in (tokens, 1)}
        self.weights = [jnp.asarray(value) for value in weights.values()]
        self.caches = [jnp.zeros(cache_extents(self.shape, capacity), jnp.float32) for _ in range(2 * self.shape.layers)]

    def run(self, tokens, start):
        logits, *self.caches = self.programs[len(tokens)](*self.weights, np.asarray(tokens, np.int32), np.int32(start), *self.caches)
        return np.asarray(logits)


def serve(path, capacity, tokens):
    """Answers each line {"ids": [..], "decode": n} with how long prefill and every decode step took."""
    session = Session(path, capacity, tokens)
    print(json.dumps({"ready": True, "capacity": capacity, "version": f"jax {jax.__version__}"}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        ids, chosen, times, began = request["ids"], [], [], time.perf_counter()
        next_id = int(session.run(ids, 0).argmax())
        prefill = time.perf_counter() - began
        for done in range(request["decode"]):
            chosen.append(next_id)
            began = time.perf_counter()
            next_id = int(session.run([next_id], len(ids) + done).argmax())
            times.append(1e3 * (time.perf_counter() - began))
        print(json.dumps({"prefill_ms": 1e3 * prefill, "decode_ms": times, "ids": chosen}), flush=True)


def check(path, folder):
    """Largest differences from the reference, over the prompts and, token by token, over what follows them."""
    golden = json.loads(gzip.decompress((folder / "golden.json.gz").read_bytes()))
    shape, weights = read(path)
    arrays = {name: jnp.asarray(value) for name, value in weights.items()}
    run = jax.jit(lambda w, tokens, start, caches: step(shape, w, tokens, start, caches), donate_argnums=3)
    capacity, worst, agreed, steps = 640, 0.0, 0, 0
    for prompt in golden["prompts"]:
        caches = [jnp.zeros(cache_extents(shape, capacity), jnp.float32) for _ in range(2 * shape.layers)]
        logits, caches = run(arrays, jnp.asarray(prompt["ids"], jnp.int32), jnp.int32(0), caches)
        wanted = np.load(gzip.open(folder / f"{prompt['logits_file']}.gz"))
        worst = max(worst, float(np.abs(logits - wanted).max()))
        for done, right in enumerate(prompt["greedy"][:16]):
            agreed, steps = agreed + (int(logits.argmax()) == right), steps + 1
            logits, caches = run(arrays, jnp.asarray([right], jnp.int32), jnp.int32(len(prompt["ids"]) + done), caches)
    print(f"{pathlib.Path(path).name}: largest logit difference {worst:.1e}, greedy {agreed} of {steps}")
    if (folder / "long.json.gz").exists():
        check_long(shape, arrays, run, json.loads(gzip.decompress((folder / "long.json.gz").read_bytes())))


def check_long(shape, arrays, run, long):
    caches = [jnp.zeros(cache_extents(shape, 1024), jnp.float32) for _ in range(2 * shape.layers)]
    logits, _ = run(arrays, jnp.asarray(long["ids"], jnp.int32), jnp.int32(0), caches)
    row = long["rows"][-1]
    worst = max(abs(float(logits[token]) - value) for token, value in row["top"])
    print(f"after {row['length']} ids: largest difference among the top {len(row['top'])} {worst:.1e}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("action", choices=["export", "serve", "check"])
    parser.add_argument("model")
    parser.add_argument("golden", nargs="?", type=pathlib.Path)
    parser.add_argument("--capacity", type=int, default=640)
    parser.add_argument("--tokens", type=int, default=128)
    parser.add_argument("--out", type=pathlib.Path)
    options = parser.parse_args()
    if options.action == "export":
        export(options.model, options.capacity, options.tokens, options.out)
    elif options.action == "serve":
        serve(options.model, options.capacity, options.tokens)
    else:
        check(options.model, options.golden)


if __name__ == "__main__":
    main()
