"""Checkpoints of configurations drawn at random over all families, in both formats, each with what the reference computes for it.

  python random_checkpoints.py OUT COUNT [SEED]     writes OUT/<family>-<number>/{config.json, *.safetensors or model.gguf, golden.json.gz}

The suite's checkpoints are chosen by hand; these look for what nobody thought of. Compare them with
`mvn -pl tests -am verify -Dtest=TinyModelsTest -Dstrobe.checkpoints=OUT` (an absolute path).
"""
import pathlib
import sys

import numpy as np
import torch
from gguf import GGMLQuantizationType as Q
from transformers import AutoConfig

import tiny
import tiny_gguf

FAMILIES = {
    "llama": tiny.llama, "mistral": tiny.mistral, "gemma2": tiny.gemma2, "gemma3": tiny.gemma3,
    "qwen2": lambda **changes: tiny.qwen(2, **changes), "qwen3": lambda **changes: tiny.qwen(3, **changes),
}


def rope(rng, kinds=("default", "linear", "llama3")):
    kind, base = str(rng.choice(kinds)), float(rng.choice([500.0, 10000.0, 250000.0]))
    if kind == "llama3":
        return {"rope_theta": base, **tiny.LLAMA3_SCALING, "factor": float(rng.choice([2.0, 8.0]))}
    return {"rope_theta": base, "rope_type": kind, **({"factor": float(rng.choice([2.0, 4.0]))} if kind == "linear" else {})}


def sizes(rng):
    kv_heads = int(rng.integers(1, 4))
    heads = kv_heads * int(rng.integers(1, 5))
    # a multiple of the heads, so that a head size may be left out
    return {
        "num_key_value_heads": kv_heads, "num_attention_heads": heads, "hidden_size": heads * int(rng.integers(2, 6)) * 2,
        "head_dim": int(rng.integers(2, 13)) * 2, "intermediate_size": int(rng.integers(20, 90)),
        "vocab_size": int(rng.integers(50, 400)), "num_hidden_layers": int(rng.integers(1, 9)),
        "rms_norm_eps": float(rng.choice([1e-3, 1e-5, 1e-6])), "dtype": str(rng.choice(["float32", "bfloat16", "float16"])),
        "tie_word_embeddings": bool(rng.integers(2)),
    }


def pattern(rng, layers):
    return [str(kind) for kind in rng.choice([tiny.LOCAL, tiny.GLOBAL], layers)]


def gemma(rng, keys):
    return {
        "query_pre_attn_scalar": int(rng.choice([keys["head_dim"], 3, 24])), "sliding_window": int(rng.integers(2, 60)),
        "final_logit_softcapping": [None, 2.0, 30.0][rng.integers(3)], "attention_bias": bool(rng.integers(2)),
        "layer_types": pattern(rng, keys["num_hidden_layers"]) if rng.integers(2) else None,
    }


def draw(family, rng):
    keys = sizes(rng)
    if family == "llama":
        keys |= {"attention_bias": bool(rng.integers(2)), "mlp_bias": bool(rng.integers(2)), "rope_parameters": rope(rng)}
    elif family == "mistral":
        keys |= {"sliding_window": [None, int(rng.integers(2, 60))][rng.integers(2)], "rope_parameters": rope(rng)}
    elif family.startswith("qwen"):
        windows = bool(rng.integers(2))
        keys |= {"use_sliding_window": windows, "sliding_window": int(rng.integers(2, 60)), "rope_parameters": rope(rng),
                 "max_window_layers": int(rng.integers(0, keys["num_hidden_layers"] + 1))}
        if family == "qwen3":
            keys |= {"attention_bias": bool(rng.integers(2))}
        elif rng.integers(2):
            keys |= {"head_dim": None}
    elif family == "gemma2":
        keys |= {**gemma(rng, keys), "attn_logit_softcapping": [None, 1.5, 50.0][rng.integers(3)],
                 "rope_parameters": rope(rng, ("default", "linear"))}
    else:
        keys |= {**gemma(rng, keys), "rope_parameters": {tiny.GLOBAL: rope(rng, ("default", "linear")),
                                                         tiny.LOCAL: rope(rng, ("default",))}}
    return FAMILIES[family](**keys)


def has_gguf_form(config):
    """Whether converters have keys for it: none for Gemma 3's scale, pattern and base of local layers, nor for its biases."""
    if config["model_type"] != "gemma3_text":
        return True
    published = ["sliding_attention"] * 5 + ["full_attention"]
    layers = config.get("layer_types")
    return (not config["attention_bias"] and config["query_pre_attn_scalar"] == config["head_dim"]
            and (not layers or layers == (published * len(layers))[:len(layers)])
            and config["rope_parameters"][tiny.LOCAL]["rope_theta"] == 10000.0)


def main(out, count, seed):
    families = list(FAMILIES)
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        family = families[number % len(families)]
        config, name = draw(family, rng), f"{family}-{seed}-{number}"
        if rng.integers(3) == 0 and has_gguf_form(config):
            kind = [Q.F32, Q.F16, Q.BF16][rng.integers(3)]
            tiny_gguf.make(out, name, AutoConfig.for_model(**config), tiny_gguf.mixture(**{".weight": kind}))
        else:
            tiny.CHECKPOINTS[name] = config
            tiny.make(out, name)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1)
