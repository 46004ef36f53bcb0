"""Writes the reference files under src/test/resources/checkpoint.

Run by hand, from this folder, in an environment with gguf 0.19, numpy, ml_dtypes and safetensors:
    python checkpoint_fixtures.py
The tests only read what it wrote. Everything is seeded: running it again changes nothing.
"""
import hashlib
import json
import pathlib
import struct

import gguf
import ml_dtypes
import numpy as np
from safetensors.numpy import save_file

HERE = pathlib.Path(__file__).resolve().parent
OUT = HERE.parent / "resources" / "checkpoint"
# Where each block keeps its f16 scales: random bits there would mostly give infinities and NaN.
SCALES = {
    "Q4_0": [0], "Q4_1": [0, 2], "Q5_0": [0], "Q5_1": [0, 2], "Q8_0": [0],
    "Q2_K": [80, 82], "Q3_K": [108], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208],
}


def blocks():
    for name, offsets in SCALES.items():
        kind = gguf.GGMLQuantizationType[name]
        elements, size = gguf.GGML_QUANT_SIZES[kind]
        rng = np.random.default_rng(sum(map(ord, name)))
        count = 24 if elements == 32 else 5
        data = rng.integers(0, 256, (count, size), dtype=np.uint8)
        for offset in offsets:
            scale = rng.uniform(-2, 2, count).astype(np.float16)
            scale[0], scale[1], scale[2] = 3e-7, 0, -6e4  # subnormal, zero, large
            data[:, offset:offset + 2] = scale.view(np.uint8).reshape(count, 2)
        data.tofile(OUT / f"{name}.blocks.bin")
        gguf.dequantize(data, kind).astype("<f4").tofile(OUT / f"{name}.values.bin")


def plain_numbers():
    """SHA-256 of all codes decoded, little-endian f32, every NaN as 0x7fc00000."""
    kinds = {"F16": np.float16, "BF16": ml_dtypes.bfloat16,
             "F8_E4M3": ml_dtypes.float8_e4m3fn, "F8_E5M2": ml_dtypes.float8_e5m2}
    lines = {}
    for name, kind in kinds.items():
        codes = np.arange(2 ** (8 * np.dtype(kind).itemsize))
        raw = codes.astype("u1" if len(codes) == 256 else "<u2")
        values = raw.view(kind).astype("<f4")
        values[np.isnan(values)] = np.uint32(0x7FC00000).view(np.float32)
        lines[name] = hashlib.sha256(values.tobytes()).hexdigest()
    (OUT / "all_codes.json").write_text(json.dumps(lines, indent=1) + "\n")


def sample_gguf():
    """A file from gguf's own writer, with every value type and several encodings."""
    rng = np.random.default_rng(3)
    writer = gguf.GGUFWriter(OUT / "sample.gguf", "llama")
    writer.add_uint8("v.u8", 200)
    writer.add_int8("v.i8", -100)
    writer.add_uint16("v.u16", 60000)
    writer.add_int16("v.i16", -30000)
    writer.add_uint32("v.u32", 4_000_000_000)
    writer.add_int32("v.i32", -2_000_000_000)
    writer.add_uint64("v.u64", 2**64 - 1)
    writer.add_int64("v.i64", -(2**62))
    writer.add_float32("v.f32", 1e-5)
    writer.add_float64("v.f64", 0.1)
    writer.add_bool("v.bool", True)
    writer.add_string("v.string", "snow \u2603 and \U0001F600")
    writer.add_array("v.strings", ["a", "", "\u00e9t\u00e9"])
    writer.add_array("v.ints", [1, -2, 3])
    writer.add_array("v.floats", [0.5, -1.25])
    writer.add_array("v.bools", [True, False])
    expected = {}
    for name, shape, kind in [("plain", (3, 5), "F32"), ("half", (4, 6), "F16"),
                              ("cube", (2, 3, 32), "Q8_0"), ("four", (6, 64), "Q4_1"),
                              ("brain", (2, 8), "BF16")]:
        values = rng.normal(size=shape).astype(np.float32)
        quant = gguf.GGMLQuantizationType[kind]
        raw = gguf.quantize(values, quant)
        expected[name] = gguf.dequantize(raw, quant).astype(np.float32)
        writer.add_tensor(name, raw, raw_dtype=None if kind in ("F32", "F16") else quant)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    np.savez_compressed(OUT / "sample.gguf.npz", **expected)


def sample_safetensors():
    rng = np.random.default_rng(4)
    kinds = {"f64": np.float64, "f32": np.float32, "f16": np.float16, "bf16": ml_dtypes.bfloat16,
             "i64": np.int64, "i32": np.int32, "i16": np.int16, "i8": np.int8, "u8": np.uint8,
             "bool": np.bool_}
    tensors = {}
    for name, kind in kinds.items():
        values = rng.normal(scale=40, size=(3, 4))
        tensors[name] = (values > 0) if kind is np.bool_ else np.abs(values).astype(kind)
    tensors["scalar"] = np.asarray(2.5, np.float32)
    tensors["empty"] = np.zeros((0, 4), np.float32)
    save_file(tensors, OUT / "sample.safetensors", metadata={"format": "np"})
    np.savez(OUT / "sample.safetensors.npz", **{k: v.astype("<f4") for k, v in tensors.items()})


def numpy_files():
    rng = np.random.default_rng(5)
    arrays = {"f32": rng.normal(size=(2, 3)).astype("<f4"), "f64": rng.normal(size=4),
              "i32": np.arange(-3, 3, dtype="<i4"), "i64": np.array([[2**60], [-1]]),
              "scalar": np.asarray(7.0, "<f4"), "f16": np.asarray([0.1, -2], "<f2")}
    np.savez_compressed(OUT / "arrays.npz", **arrays)
    np.save(OUT / "f32.npy", arrays["f32"])
    with open(OUT / "f32_v2.npy", "wb") as out:
        np.lib.format.write_array(out, arrays["f32"], version=(2, 0))
    np.save(OUT / "fortran.npy", np.asfortranarray(arrays["f32"]))
    np.save(OUT / "big_endian.npy", arrays["f32"].astype(">f4"))
    text = {k: [struct.pack(">d", x).hex() for x in v.astype("f8").ravel()]
            for k, v in arrays.items() if k != "i64"}
    (OUT / "arrays.json").write_text(json.dumps(text) + "\n")


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    blocks()
    plain_numbers()
    sample_gguf()
    sample_safetensors()
    numpy_files()
