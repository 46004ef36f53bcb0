"""Runs StableHLO text on two implementations that are not ours: the reference interpreter that comes
with jaxlib, and XLA on the CPU. Used by the scripts beside it, which write the committed fixtures."""

import jax
import jax._src.xla_bridge as bridge
import ml_dtypes
import numpy as np
from jax._src.interpreters import mlir as jax_mlir
from jaxlib import _jax
from jaxlib.mlir import ir
from jaxlib.mlir.dialects import stablehlo

jax.config.update("jax_enable_x64", True)
CPU = bridge.get_backend("cpu")

DTYPES = {
    "i1": np.bool_, "i4": ml_dtypes.int4, "ui4": ml_dtypes.uint4,
    "i8": np.int8, "i16": np.int16, "i32": np.int32, "i64": np.int64,
    "ui8": np.uint8, "ui16": np.uint16, "ui32": np.uint32, "ui64": np.uint64,
    "f8E4M3FN": ml_dtypes.float8_e4m3fn, "f8E5M2": ml_dtypes.float8_e5m2,
    "bf16": ml_dtypes.bfloat16, "f16": np.float16, "f32": np.float32, "f64": np.float64,
    "complex<f32>": np.complex64, "complex<f64>": np.complex128,
}
NAMES = {np.dtype(v): k for k, v in DTYPES.items()}


def element(array):
    return NAMES[array.dtype]


def tensor(array):
    return "tensor<" + "".join(f"{d}x" for d in array.shape) + element(array) + ">"


def host_bytes(array):
    return np.ascontiguousarray(array).tobytes()


def literal(array):
    """An MLIR constant with the array's bits."""
    kind = element(array)
    if array.size == 0:
        return f"dense<> : {tensor(array)}"
    if kind in ("i1", "i4", "ui4"):
        flat = [str(bool(v)).lower() if kind == "i1" else str(int(v)) for v in array.ravel()]
        return f"dense<{nested(flat, array.shape)}> : {tensor(array)}"
    return f'dense<"0x{host_bytes(array).hex().upper()}"> : {tensor(array)}'


def nested(flat, shape):
    if not shape:
        return flat[0]
    step = len(flat) // shape[0] if shape[0] else 0
    return "[" + ", ".join(nested(flat[i * step:(i + 1) * step], shape[1:]) for i in range(shape[0])) + "]"


def parse(text):
    with jax_mlir.make_ir_context(), ir.Location.unknown():
        return ir.Module.parse(text)


def reference(body, inputs, results):
    """`body` defines %r0, %r1, ... from %a0, %a1, ...; `results` are their MLIR types."""
    lines = [f"%a{i} = stablehlo.constant {literal(a)}" for i, a in enumerate(inputs)] + [body]
    outs, types = [], []
    for i, kind in enumerate(results):
        for change, type_ in portable(kind):
            name = f"%o{len(outs)}"
            lines.append(f"{name} = stablehlo.{change} %r{i} : ({kind}) -> {type_}")
            outs.append(name)
            types.append(type_)
    text = "\n".join([f"func.func @main() -> ({', '.join(types)}) {{", *lines,
                      f"return {', '.join(outs)} : {', '.join(types)}", "}"])
    module = parse(text)
    with module.context:
        values = [np.array(v) for v in stablehlo.eval_module(module, [])]
    arrays = []
    for kind in results:
        shape, name = split(kind)
        if "complex" in name:
            real, imag = values.pop(0), values.pop(0)
            whole = np.empty(real.shape, DTYPES[name])
            whole.real, whole.imag = real, imag
            arrays.append(whole.reshape(shape))
        else:
            arrays.append(restore(values.pop(0), shape, name))
    return arrays


def portable(kind):
    """Conversions of a result into types that the Python bindings can hand over."""
    shape, name = split(kind)
    dims = "".join(f"{d}x" for d in shape)
    if "complex" in name:
        return [(part, f"tensor<{dims}{name[8:-1]}>") for part in ("real", "imag")]
    if "i4" in name:
        return [("convert", f"tensor<{dims}{name.replace('4', '8')}>")]
    width = {"f8E4M3FN": "i8", "f8E5M2": "i8", "bf16": "i16", "f16": "i16"}.get(name)
    return [("bitcast_convert", f"tensor<{dims}{width}>")] if width else [("convert", kind)]


def restore(array, shape, name):
    kind = DTYPES[name]
    same = array.dtype.itemsize == np.dtype(kind).itemsize and "i4" not in name
    return (array.view(kind) if same else array.astype(kind)).reshape(shape)


def split(kind):
    parts = kind[len("tensor<"):-1].split("x")
    for i, part in enumerate(parts):
        if not part.isdigit():
            return tuple(int(p) for p in parts[:i]), "x".join(parts[i:])
    raise ValueError(kind)


def xla(body, inputs, results):
    params = ", ".join(f"%a{i}: {tensor(a)}" for i, a in enumerate(inputs))
    outs = ", ".join(f"%r{i}" for i in range(len(results)))
    text = "\n".join([f"func.func @main({params}) -> ({', '.join(results)}) {{", body,
                      f"return {outs} : {', '.join(results)}", "}"])
    module = parse(text)
    from jax._src.lib import xla_client
    with module.context:
        compiled = CPU.compile_and_load(
            module, _jax.DeviceList(tuple(CPU.local_devices()[:1])), xla_client.CompileOptions())
    run = compiled.execute_sharded([jax.device_put(a) for a in inputs])
    return [np.asarray(x[0]) for x in run.disassemble_into_single_device_arrays()]
