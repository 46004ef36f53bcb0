"""Random tiny checkpoints in Hugging Face layout, each with what the reference computes for it.

  python tiny.py OUT [NAME ...]      writes OUT/<name>/{config.json, *.safetensors, golden.json.gz}
  python tiny.py --sensitivity OUT   how far a misread configuration moves the logits, in units of their range
"""
import copy
import json
import pathlib
import sys
import zlib

import numpy as np
import torch
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModelForCausalLM

from reference import forward, write_golden

LENGTHS = (1, 5, 17, 33, 64, 150)
LOCAL, GLOBAL = "sliding_attention", "full_attention"


def llama(**changes):
    """The keys of a present-day config.json; a change to None leaves a key out."""
    config = {
        "architectures": ["LlamaForCausalLM"], "model_type": "llama", "attention_bias": False, "bos_token_id": 1,
        "dtype": "bfloat16", "eos_token_id": 2, "head_dim": 8, "hidden_act": "silu", "hidden_size": 32,
        "intermediate_size": 56, "max_position_embeddings": 512, "mlp_bias": False, "num_attention_heads": 4,
        "num_hidden_layers": 3, "num_key_value_heads": 2, "rms_norm_eps": 1e-5,
        "rope_parameters": {"rope_theta": 10000.0, "rope_type": "default"}, "tie_word_embeddings": False,
        "vocab_size": 97,
    }
    return merged(config, changes)


def gemma3(**changes):
    config = {
        "architectures": ["Gemma3ForCausalLM"], "model_type": "gemma3_text", "attention_bias": False,
        "attn_logit_softcapping": None, "bos_token_id": 2, "dtype": "bfloat16", "eos_token_id": 1,
        "final_logit_softcapping": None, "head_dim": 8, "hidden_activation": "gelu_pytorch_tanh", "hidden_size": 32,
        "intermediate_size": 56, "max_position_embeddings": 512, "num_attention_heads": 4, "num_hidden_layers": 4,
        "num_key_value_heads": 2, "query_pre_attn_scalar": 8, "rms_norm_eps": 1e-6,
        "layer_types": [LOCAL, LOCAL, GLOBAL, LOCAL], "sliding_window": 8,
        "rope_parameters": {
            GLOBAL: {"rope_theta": 1000000.0, "rope_type": "default"},
            LOCAL: {"rope_theta": 10000.0, "rope_type": "default"},
        },
        "vocab_size": 97,
    }
    null = {"attn_logit_softcapping", "final_logit_softcapping"}
    return merged(config, changes, null)


def qwen(family, **changes):
    """Files of Qwen name a window that they do not use."""
    config = llama(architectures=[f"Qwen{family}ForCausalLM"], model_type=f"qwen{family}", attention_bias=None, mlp_bias=None,
                   use_sliding_window=False, sliding_window=6, max_window_layers=1)
    return merged(config, changes)


def mistral(**changes):
    config = llama(architectures=["MistralForCausalLM"], model_type="mistral", attention_bias=None, mlp_bias=None)
    return {**merged(config, changes), "sliding_window": changes.get("sliding_window")}


def gemma2(**changes):
    """Local layers first and every other one, by silence; a cap of None is written as null."""
    caps = {"attn_logit_softcapping": 50.0, "final_logit_softcapping": 30.0}
    config = gemma3(architectures=["Gemma2ForCausalLM"], model_type="gemma2", layer_types=None,
                    rope_parameters={"rope_theta": 10000.0, "rope_type": "default"})
    return {k: v for k, v in {**config, **caps, **changes}.items() if v is not None or k in caps}


def merged(config, changes, null=()):
    return {k: v for k, v in {**config, **changes}.items() if v is not None or (k in null and k not in changes)}


LLAMA3_SCALING = {"factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                  "original_max_position_embeddings": 64, "rope_type": "llama3"}

CHECKPOINTS = {
    # one KV head under four
    "llama-one-kv-head": llama(num_key_value_heads=1),
    # as many KV heads as heads, said by silence; the older spelling of every key; the head tied; f16
    "llama-plain-heads": llama(num_key_value_heads=None, head_dim=None, rope_parameters=None, dtype=None, mlp_bias=None,
                               torch_dtype="float16", rope_theta=500.0, tie_word_embeddings=True, vocab_size=131),
    # six heads over three, wider than the model; odd inner width and vocabulary
    "llama-odd-heads": llama(hidden_size=36, num_attention_heads=6, num_key_value_heads=3, head_dim=10,
                             intermediate_size=59, num_hidden_layers=2, vocab_size=113),
    # linear scaling in the older spelling
    "llama-linear-rope": llama(rope_parameters=None, rope_theta=5000.0, rope_scaling={"type": "linear", "factor": 4.0},
                               dtype="float16"),
    # the scaling of Llama 3.1, in two shards
    "llama-llama3-rope": llama(head_dim=16, num_attention_heads=2, num_key_value_heads=1,
                               rope_parameters={"rope_theta": 10000.0, **LLAMA3_SCALING}),
    # a bias on every product but the head
    "llama-biases": llama(attention_bias=True, mlp_bias=True, tie_word_embeddings=True),
    # scores scaled by something else than the head size; a window of five
    "gemma3-window-5": gemma3(sliding_window=5, num_key_value_heads=1, query_pre_attn_scalar=3, head_dim=16),
    # seven layers by the default pattern, in the older spelling
    "gemma3-seven-layers": gemma3(num_hidden_layers=7, layer_types=None, rope_parameters=None, rope_theta=50000.0,
                                  rope_local_base_freq=100.0, sliding_window_pattern=6, dtype=None,
                                  torch_dtype="float16", intermediate_size=40, vocab_size=101),
    # with a large epsilon
    "gemma3-all-local": gemma3(layer_types=[LOCAL] * 3, num_hidden_layers=3, sliding_window=13, rms_norm_eps=1e-3),
    # with the logits capped
    "gemma3-all-global": gemma3(layer_types=[GLOBAL] * 3, num_hidden_layers=3, final_logit_softcapping=2.5),
    # six heads over three; global layers scaled by eight, local ones not; in two shards
    "gemma3-linear-rope": gemma3(hidden_size=36, num_attention_heads=6, num_key_value_heads=3, head_dim=10,
                                 query_pre_attn_scalar=10, intermediate_size=59, dtype="float16",
                                 layer_types=[LOCAL, GLOBAL, GLOBAL], num_hidden_layers=3, vocab_size=113,
                                 rope_parameters={GLOBAL: {"rope_theta": 1000.0, "rope_type": "linear", "factor": 8.0},
                                                  LOCAL: {"rope_theta": 10000.0, "rope_type": "default"}}),
    # a head of its own, and biases around attention
    "gemma3-untied": gemma3(tie_word_embeddings=False, attention_bias=True, num_hidden_layers=3,
                            layer_types=[LOCAL, GLOBAL, LOCAL], num_attention_heads=2, num_key_value_heads=2,
                            head_dim=16, query_pre_attn_scalar=16),
    # local layers after the first, five heads over one, the older spelling of keys
    "qwen2-windows": qwen(2, use_sliding_window=True, num_attention_heads=5, num_key_value_heads=1, hidden_size=40,
                          head_dim=None, rope_parameters=None, rope_theta=5000.0, torch_dtype="bfloat16", dtype=None,
                          rope_scaling={"type": "linear", "factor": 4.0}),
    # a window that is off, the head tied
    "qwen2-tied": qwen(2, tie_word_embeddings=True, max_window_layers=0, vocab_size=113, intermediate_size=59),
    # heads wider than their share, windows by layer_types, biases, the scaling of Llama 3.1
    "qwen3-layer-types": qwen(3, head_dim=12, num_attention_heads=5, num_key_value_heads=1, attention_bias=True,
                              use_sliding_window=True, layer_types=[GLOBAL, LOCAL, GLOBAL, LOCAL], num_hidden_layers=4,
                              rope_parameters={"rope_theta": 10000.0, **LLAMA3_SCALING}),
    # a window that is off, three heads each with its own keys, the head tied, a large epsilon
    "qwen3-tied": qwen(3, tie_word_embeddings=True, head_dim=16, num_attention_heads=3, num_key_value_heads=3,
                       rms_norm_eps=1e-3, num_hidden_layers=2, rope_parameters=None, rope_theta=500.0),
    # all layers local, head size by silence
    "mistral-window-6": mistral(sliding_window=6, head_dim=None),
    # no window (null), three heads over one, narrower than the model, linear scaling in the older spelling
    "mistral-global": mistral(head_dim=10, num_attention_heads=3, num_key_value_heads=1, tie_word_embeddings=True,
                              rope_parameters=None, rope_theta=5000.0, rope_scaling={"type": "linear", "factor": 4.0}),
    # both caps within reach, scores scaled by something else than the head size
    "gemma2-softcaps": gemma2(attn_logit_softcapping=1.5, final_logit_softcapping=2.5, query_pre_attn_scalar=3,
                              sliding_window=5, num_key_value_heads=1),
    # no cap on scores (null), windows by layer_types, biases, a head of its own
    "gemma2-layer-types": gemma2(attn_logit_softcapping=None, layer_types=[GLOBAL, LOCAL, LOCAL], num_hidden_layers=3,
                                 attention_bias=True, tie_word_embeddings=False, hidden_size=36, num_attention_heads=6,
                                 num_key_value_heads=3, head_dim=10, query_pre_attn_scalar=10, intermediate_size=59),
}
SHARDED = {"llama-llama3-rope", "gemma3-linear-rope"}


def generator(name):
    return np.random.default_rng(zlib.crc32(name.encode()))


def random_weights(config, rng):
    """Large enough that attention is far from uniform and every mistake shows in the logits."""
    weights = {}
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    for name, parameter in model.named_parameters():
        value = rng.standard_normal(tuple(parameter.shape)).astype(np.float32)
        if name.endswith("norm.weight"):
            centre = 0.0 if config.model_type.startswith("gemma") else 1.0
            value = centre + 0.25 * value
        elif name.endswith("bias"):
            value = 0.3 * value
        elif "q_proj" in name or "k_proj" in name:
            value = value * 1.5 / np.sqrt(parameter.shape[1])
        else:
            value = value / np.sqrt(parameter.shape[1])
        weights[name] = torch.from_numpy(np.ascontiguousarray(value, np.float32))
    return weights


def save(folder, config, weights, shards):
    dtype = getattr(torch, config.get("dtype") or config.get("torch_dtype"))
    weights = {name: value.to(dtype).contiguous() for name, value in sorted(weights.items())}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")
    if shards == 1:
        save_file(weights, folder / "model.safetensors", {"format": "pt"})
        return
    names, total, where = list(weights), sum(v.nbytes for v in weights.values()), {}
    for shard in range(shards):
        file = f"model-{shard + 1:05d}-of-{shards:05d}.safetensors"
        part = {name: weights[name] for name in names[shard::shards]}
        save_file(part, folder / file, {"format": "pt"})
        where.update({name: file for name in part})
    index = {"metadata": {"total_size": total}, "weight_map": dict(sorted(where.items()))}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n")


def load(folder, config=None):
    model = AutoModelForCausalLM.from_pretrained(folder, config=config, dtype=torch.float32, attn_implementation="eager")
    return model.eval()


def make(out, name):
    folder, rng = out / name, generator(name)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(CHECKPOINTS[name]))
    weights = random_weights(AutoConfig.from_pretrained(folder), rng)
    save(folder, CHECKPOINTS[name], weights, 2 if name in SHARDED else 1)
    write_golden(folder / "golden.json.gz", load(folder), CHECKPOINTS[name]["model_type"], rng, LENGTHS)
    print(name, sum(f.stat().st_size for f in folder.iterdir()) // 1024, "KiB", flush=True)


def mistakes(config):
    """Readings of a configuration that a careless loader might make."""
    def changed(**changes):
        other = copy.deepcopy(config)
        for key, value in changes.items():
            setattr(other, key, value)
        return other

    yield "rms_norm_eps", changed(rms_norm_eps=config.rms_norm_eps * 10)
    if config.model_type != "gemma3_text":
        rope = config.rope_parameters
        yield "rope base", changed(rope_parameters={**rope, "rope_theta": rope["rope_theta"] * 1.1})
        if rope["rope_type"] != "default":
            yield "no scaling", changed(rope_parameters={"rope_type": "default", "rope_theta": rope["rope_theta"]})
    for kind in sorted(set(config.layer_types)) if config.model_type == "gemma3_text" else ():
        rope = copy.deepcopy(config.rope_parameters)
        rope[kind]["rope_theta"] *= 1.1
        yield f"base of {kind}", changed(rope_parameters=rope)
        if rope[kind]["rope_type"] != "default":
            rope = copy.deepcopy(config.rope_parameters)
            rope[kind] = {"rope_type": "default", "rope_theta": rope[kind]["rope_theta"]}
            yield "no scaling", changed(rope_parameters=rope)
            rope = copy.deepcopy(config.rope_parameters)
            rope[LOCAL] = {**rope[GLOBAL], "rope_theta": rope[LOCAL]["rope_theta"]}
            yield "local layers scaled too", changed(rope_parameters=rope)
    layer_types = getattr(config, "layer_types", None) or []
    if LOCAL in layer_types or (config.model_type == "mistral" and config.sliding_window):
        yield "window - 1", changed(sliding_window=config.sliding_window - 1)
        yield "window + 1", changed(sliding_window=config.sliding_window + 1)
    if LOCAL in layer_types and GLOBAL in layer_types:
        yield "layer pattern", changed(layer_types=layer_types[1:] + layer_types[:1])
    if not config.model_type.startswith("gemma"):
        return
    if config.query_pre_attn_scalar != config.head_dim:
        yield "score scale", changed(query_pre_attn_scalar=config.head_dim)
    for cap in ("final_logit_softcapping", "attn_logit_softcapping"):
        if getattr(config, cap) and (cap.startswith("final") or config.model_type == "gemma2"):
            yield f"no {cap}", changed(**{cap: None})


def sensitivity(out):
    for name in CHECKPOINTS:
        config = AutoConfig.from_pretrained(out / name)
        ids = generator(name).integers(3, config.vocab_size, 150).tolist()
        right = forward(load(out / name), ids)[0][-1]
        spread = right.max() - right.min()
        for what, wrong in mistakes(config):
            moved = np.abs(forward(load(out / name, wrong), ids)[0][-1] - right).max() / spread
            print(f"{name:22s} {what:28s} {moved:.1e}", flush=True)


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1] == "--sensitivity":
        sensitivity(pathlib.Path(sys.argv[2]))
    else:
        for checkpoint in sys.argv[2:] or CHECKPOINTS:
            make(pathlib.Path(sys.argv[1]), checkpoint)
