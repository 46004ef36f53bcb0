"""Random tiny GGUF files, laid out as the usual converters do, each with what the reference computes on their dequantised weights.

  python tiny_gguf.py OUT      writes OUT/<name>/{model.gguf, golden.json.gz}
"""
import pathlib
import sys
import zlib

import numpy as np
import torch
from gguf import GGMLQuantizationType as Q
from gguf import GGUFReader, GGUFWriter, RopeScalingType
from gguf.constants import GGML_QUANT_SIZES
from gguf.quants import dequantize, quantize
from transformers import AutoConfig, AutoModelForCausalLM, Gemma3TextConfig, LlamaConfig

from reference import write_golden
from tiny import CHECKPOINTS, GLOBAL, LLAMA3_SCALING, LOCAL, random_weights

LENGTHS = (1, 5, 17, 33, 64, 150)
PLACES = {
    "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "self_attn.q_norm": "attn_q_norm", "self_attn.k_norm": "attn_k_norm",
    "mlp.gate_proj": "ffn_gate", "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
    "input_layernorm": "attn_norm",
}
LLAMA_PLACES = {**PLACES, "post_attention_layernorm": "ffn_norm"}
GEMMA_PLACES = {**PLACES, "post_attention_layernorm": "post_attention_norm", "pre_feedforward_layernorm": "ffn_norm",
                "post_feedforward_layernorm": "post_ffw_norm"}
# Fields of a K-quant block that hold an f16: (byte offset, the scale that gives weights a spread near 0.1).
K_SCALES = {
    Q.Q2_K: ((80, 8e-3), (82, 1.2e-2)), Q.Q3_K: ((108, 3e-3),), Q.Q4_K: ((0, 3.5e-4), (2, 2.6e-3)),
    Q.Q5_K: ((0, 1.7e-4), (2, 2.6e-3)), Q.Q6_K: ((208, 8e-5),),
}


def architecture(config):
    return {"mistral": "llama", "gemma3_text": "gemma3"}.get(config.model_type, config.model_type)


def is_gemma(config):
    return config.model_type.startswith("gemma")


def place(name, places):
    if not name.startswith("model.layers."):
        return {"model.embed_tokens.weight": "token_embd.weight", "model.norm.weight": "output_norm.weight",
                "lm_head.weight": "output.weight"}[name]
    _, _, layer, rest = name.split(".", 3)
    stem, kind = rest.rsplit(".", 1)
    return f"blk.{layer}.{places[stem]}.{kind}"


def interleaved(value, heads):
    """Rows of a head as llama files order them: (0, h/2, 1, h/2+1, ..)."""
    return value.reshape(heads, 2, -1, *value.shape[1:]).swapaxes(1, 2).reshape(value.shape)


def halved(value, heads):
    """The inverse of interleaved()."""
    return value.reshape(heads, -1, 2, *value.shape[1:]).swapaxes(1, 2).reshape(value.shape)


def blocks(shape, kind, rng):
    """Random blocks of a format that can be read but not made: any bits are legal, only the scales are chosen."""
    elements, size = GGML_QUANT_SIZES[kind]
    raw = rng.integers(0, 256, (shape[0], shape[1] // elements, size), dtype=np.uint8)
    for offset, scale in K_SCALES[kind]:
        spread = rng.uniform(0.7, 1.3, raw.shape[:2]) * scale
        raw[:, :, offset:offset + 2] = spread.astype(np.float16)[..., None].view(np.uint8)
    return raw.reshape(shape[0], -1)


def heads_of(name, config):
    if architecture(config) != "llama":
        return 0
    return {"q_proj": config.num_attention_heads, "k_proj": config.num_key_value_heads}.get(name.split(".")[-2], 0)


def encode(value, kind, rng):
    if value.ndim == 1 or kind == Q.F32:
        return value, Q.F32
    if kind in K_SCALES:
        return blocks(value.shape, kind, rng), kind
    if kind == Q.F16:
        return value.astype(np.float16), kind
    return quantize(value, kind), kind


def add_keys(writer, config):
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    head_size = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    rope = config.rope_parameters
    if is_gemma(config):
        writer.add_key_length(head_size)
        writer.add_value_length(head_size)
        rope = rope.get(GLOBAL, rope)
        add_caps(writer, config)
        writer.add_head_count_kv(config.num_key_value_heads)
    else:
        writer.add_vocab_size(config.vocab_size)
        writer.add_rope_dimension_count(head_size)
        if config.num_key_value_heads != config.num_attention_heads:
            writer.add_head_count_kv(config.num_key_value_heads)
        if head_size * config.num_attention_heads != config.hidden_size:
            writer.add_key_length(head_size)
            writer.add_value_length(head_size)
    add_windows(writer, config)
    writer.add_rope_freq_base(rope["rope_theta"])
    if rope["rope_type"] == "linear":
        writer.add_rope_scaling_type(RopeScalingType.LINEAR)
        writer.add_rope_scaling_factor(rope["factor"])


def add_caps(writer, config):
    """Gemma 2 caps where its keys are absent: no cap is a zero."""
    if config.model_type == "gemma2":
        writer.add_attn_logit_softcapping(config.attn_logit_softcapping or 0.0)
        writer.add_final_logit_softcapping(config.final_logit_softcapping or 0.0)
        if config.query_pre_attn_scalar != config.head_dim:
            writer.add_attention_scale(config.query_pre_attn_scalar ** -0.5)
    elif config.final_logit_softcapping:
        writer.add_final_logit_softcapping(config.final_logit_softcapping)


def add_windows(writer, config):
    """The pattern is written where it is not the family's."""
    kinds = getattr(config, "layer_types", None) or []
    local = [kind == LOCAL for kind in kinds]
    if any(local) or (config.model_type == "mistral" and config.sliding_window):
        writer.add_sliding_window(config.sliding_window)
    if config.model_type.startswith("qwen") and any(local):
        writer.add_sliding_window_pattern(local)
    if config.model_type == "gemma2" and local != [i % 2 == 0 for i in range(len(local))]:
        writer.add_sliding_window_pattern(local)


def frequency_divisors(config):
    """The scaling of Llama 3.1 as files carry it: what each rotation frequency is divided by."""
    head_size = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    rope, half = config.rope_parameters, head_size // 2
    wave = 2 * np.pi * rope["rope_theta"] ** (np.arange(half) / half)
    context, low, high = rope["original_max_position_embeddings"], rope["low_freq_factor"], rope["high_freq_factor"]
    blend = np.clip((context / wave - low) / (high - low), 0, 1)
    return (1 / ((1 - blend) / rope["factor"] + blend)).astype(np.float32)


def make(out, name, config, kinds, alignment=None):
    """kinds(name in the file) -> element type; the reference gets what reading the written file gives back."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    gemma = is_gemma(config)
    places = GEMMA_PLACES if gemma else LLAMA_PLACES
    shift = 1.0 if gemma else 0.0
    writer = GGUFWriter(folder / "model.gguf", architecture(config))
    if alignment:
        writer.add_custom_alignment(alignment)
    add_keys(writer, config)
    weights = {k: v.numpy() for k, v in random_weights(config, rng).items()}
    for key, value in sorted(weights.items()):
        target, heads = place(key, places), heads_of(key, config)
        value = interleaved(value, heads) if heads else value
        value = value + np.float32(shift) if key.endswith("norm.weight") else value
        data, kind = encode(np.ascontiguousarray(value), kinds(target), rng)
        writer.add_tensor(target, data, raw_dtype=kind)
    if not gemma and config.rope_parameters["rope_type"] == "llama3":
        writer.add_tensor("rope_freqs.weight", frequency_divisors(config))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    model = read_back(folder / "model.gguf", config, places, shift, sorted(weights))
    write_golden(folder / "golden.json.gz", model, config.model_type, rng, LENGTHS)
    print(name, sum(f.stat().st_size for f in folder.iterdir()) // 1024, "KiB", flush=True)


def read_back(path, config, places, shift, names):
    stored = {}
    for tensor in GGUFReader(path).tensors:
        shape = tuple(int(n) for n in reversed(tensor.shape))
        stored[tensor.name] = np.asarray(dequantize(tensor.data, tensor.tensor_type), np.float32).reshape(shape)
    weights = {}
    for key in names:
        value, heads = stored[place(key, places)], heads_of(key, config)
        value = halved(value, heads) if heads else value
        value = value - np.float32(shift) if key.endswith("norm.weight") else value
        weights[key] = torch.from_numpy(np.array(value, np.float32))
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32, attn_implementation="eager").eval()
    missing, unexpected = model.load_state_dict(weights, strict=False)
    assert not unexpected and set(missing) <= {"lm_head.weight"}, (missing, unexpected)
    return model


def mixture(**kinds):
    """The first key that occurs in the name decides; F32 otherwise."""
    return lambda target: next((kind for part, kind in kinds.items() if part in target), Q.F32)


def k_quants(target):
    """As in the real file: K-quants where rows are long enough, others elsewhere."""
    if "ffn_down" in target:
        return (Q.Q6_K, Q.Q4_K, Q.Q5_K, Q.Q3_K, Q.Q2_K, Q.Q6_K, Q.Q4_K)[int(target.split(".")[1])]
    return mixture(token_embd=Q.Q8_0, attn_v=Q.Q8_0, attn_output=Q.Q5_1, attn_=Q.Q5_0, ffn_=Q.Q5_0)(target)


def llama(**changes):
    defaults = dict(vocab_size=97, hidden_size=32, intermediate_size=64, num_hidden_layers=3, num_attention_heads=4,
                    num_key_value_heads=2, head_dim=8, rms_norm_eps=1e-5, max_position_embeddings=512,
                    rope_parameters={"rope_type": "default", "rope_theta": 10000.0})
    return LlamaConfig(**{**defaults, **changes})


def gemma3(**changes):
    rope = {GLOBAL: {"rope_type": "default", "rope_theta": 1000000.0}, LOCAL: {"rope_type": "default", "rope_theta": 10000.0}}
    defaults = dict(vocab_size=97, hidden_size=32, intermediate_size=64, num_hidden_layers=7, num_attention_heads=2,
                    num_key_value_heads=1, head_dim=16, query_pre_attn_scalar=16, sliding_window=8, rms_norm_eps=1e-6,
                    max_position_embeddings=512, rope_parameters=rope)
    return Gemma3TextConfig(**{**defaults, **changes})


def main(out):
    make(out, "llama-f32", llama(num_hidden_layers=2, hidden_size=36, num_attention_heads=6, num_key_value_heads=3,
                                 head_dim=10, intermediate_size=59, vocab_size=113), mixture(), alignment=64)
    make(out, "llama-quantised", llama(tie_word_embeddings=True, rope_parameters={"rope_type": "linear", "factor": 4.0, "rope_theta": 5000.0}),
         mixture(token_embd=Q.F16, attn_q=Q.Q4_0, attn_k=Q.Q4_1, attn_v=Q.Q8_0, attn_output=Q.Q5_0, ffn_gate=Q.Q5_1,
                 ffn_up=Q.Q4_0, ffn_down=Q.Q8_0))
    make(out, "llama-frequencies", llama(rope_parameters={"rope_theta": 10000.0, **LLAMA3_SCALING}, head_dim=16,
                                         num_attention_heads=2, num_key_value_heads=2, attention_bias=True),
         mixture(**{"token_embd": Q.BF16, ".weight": Q.F16}))
    make(out, "gemma3-k-quants", gemma3(intermediate_size=256), k_quants)
    rope = {GLOBAL: {"rope_type": "linear", "factor": 8.0, "rope_theta": 1000.0}, LOCAL: {"rope_type": "default", "rope_theta": 10000.0}}
    make(out, "gemma3-linear-rope", gemma3(rope_parameters=rope, sliding_window=5, num_attention_heads=4,
                                           num_key_value_heads=2, final_logit_softcapping=2.5),
         mixture(attn_norm=Q.F32, ffn_down=Q.Q4_0, ffn_=Q.Q4_1, token_embd=Q.F16, attn_=Q.Q8_0))
    for name, keys in CHECKPOINTS.items():
        if keys["model_type"] in ("mistral", "gemma2", "qwen2", "qwen3"):
            make(out, name, AutoConfig.for_model(**keys), mixture(**{"token_embd": Q.F32, "blk.0": Q.F32, ".weight": Q.F16}))


if __name__ == "__main__":
    torch.set_num_threads(1)
    main(pathlib.Path(sys.argv[1]))
