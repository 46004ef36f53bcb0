"""Writes numeric.txt.gz: normalisations of batches, decompositions and transforms.

A line is `name|inputs|results`, tensors as `type=hex` joined by `;`. Results are those of XLA on the CPU.
The Java side builds the same op under the same name.

    python numeric.py ../resources/dev/strobe/ir/interpret/numeric.txt.gz
"""
import gzip
import itertools
import sys

import numpy as np

from oracle import DTYPES, host_bytes, tensor, xla

RNG = np.random.default_rng(20240611)
LINES = []


def normal(kind, *shape):
    numbers = RNG.normal(size=shape)
    if "complex" in kind:
        numbers = numbers + 1j * RNG.normal(size=shape)
    return numbers.astype(DTYPES[kind])


def joined(arrays):
    return ";".join(f"{tensor(a)}={host_bytes(a).hex()}" for a in arrays)


def case(name, inputs, text, *results):
    """`text` is the op between the results and the types."""
    left = "%r0" if len(results) == 1 else ", ".join(f"%r{i}" for i in range(len(results)))
    types = ", ".join(tensor(a) for a in inputs)
    values = xla(f"{left} = {text} : ({types}) -> ({', '.join(results)})", inputs, list(results))
    LINES.append(f"{name}|{joined(inputs)}|{joined(values)}")


def batch_norms():
    for kind in ("f32", "f64"):
        for axis, size in ((0, 2), (1, 3), (2, 4)):
            x, each = normal(kind, 2, 3, 4), f"tensor<{size}x{kind}>"
            scale, offset, mean = (normal(kind, size) for _ in range(3))
            variance = np.abs(normal(kind, size))
            where = f"<{{epsilon = 0.125 : f32, feature_index = {axis} : i64}}>"
            case(f"batch_norm_inference.{axis}", [x, scale, offset, mean, variance],
                 f'"stablehlo.batch_norm_inference"(%a0, %a1, %a2, %a3, %a4) {where}', tensor(x))
            case(f"batch_norm_training.{axis}", [x, scale, offset],
                 f'"stablehlo.batch_norm_training"(%a0, %a1, %a2) {where}', tensor(x), each, each)
            case(f"batch_norm_grad.{axis}", [x, scale, mean, variance, normal(kind, 2, 3, 4)],
                 f'"stablehlo.batch_norm_grad"(%a0, %a1, %a2, %a3, %a4) {where}', tensor(x), each, each)


def choleskys():
    for kind in ("f32", "f64", "complex<f32>", "complex<f64>"):
        for lower in ("true", "false"):
            x = normal(kind, 2, 4, 4)
            hermitian = x @ np.conj(np.swapaxes(x, -1, -2)) + np.eye(4, dtype=x.dtype)
            case(f"cholesky.{lower}", [hermitian], f"stablehlo.cholesky %a0, lower = {lower}", tensor(x))
    for n in (0, 1):
        case("cholesky.true", [np.full((3, n, n), 4, np.float32)], "stablehlo.cholesky %a0, lower = true",
             f"tensor<3x{n}x{n}xf32>")


def triangular_solves():
    flags = ("true", "false")
    for kind in ("f32", "f64", "complex<f64>"):
        for left, lower, unit, transpose in itertools.product(flags, flags, flags, ("NO_TRANSPOSE", "TRANSPOSE", "ADJOINT")):
            # A strong diagonal keeps the systems well conditioned.
            a = normal(kind, 2, 3, 3) + 4 * np.eye(3, dtype=DTYPES[kind]) * (unit == "false")
            b = normal(kind, *((2, 3, 5) if left == "true" else (2, 5, 3)))
            case(f"triangular_solve.{left}.{lower}.{unit}.{transpose}", [a, b],
                 f'"stablehlo.triangular_solve"(%a0, %a1) <{{left_side = {left}, lower = {lower}, unit_diagonal = {unit}, '
                 f'transpose_a = #stablehlo<transpose {transpose}>}}>', tensor(b))


def quarters(kind, *shape):
    """Small multiples of a quarter, so that sums of products are exact."""
    numbers = RNG.integers(-7, 8, shape)
    if "complex" in kind:
        return (numbers / 4 + 1j * RNG.integers(-7, 8, shape)).astype(DTYPES[kind])
    return (numbers if "i" in kind else numbers / 4).astype(DTYPES[kind])


def convolution(axes, sizes, strides, low, high, lhs_dilation, rhs_dilation, reversal, groups=(1, 1), kind="f32", out=None):
    """`sizes` gives what each letter of `axes` stands for; those of the kernel along spatial axes are `k0`, `k1`."""
    out = out or kind
    left, kernel, right = axes.split("_")
    x = quarters(kind, *(sizes[c] for c in left))
    w = quarters(kind, *(sizes["k" + c if c.isdigit() else c] for c in kernel))
    windows = []
    for d in range(len(strides)):
        padded = (sizes[str(d)] - 1) * lhs_dilation[d] + 1 + low[d] + high[d]
        windows.append(max(0, (padded - (sizes[f"k{d}"] - 1) * rhs_dilation[d] - 1) // strides[d] + 1))
    dims = [sizes["b"] // groups[1] if c == "b" else sizes["o"] if c == "f" else windows[int(c)] for c in right]
    result = "tensor<" + "".join(f"{d}x" for d in dims) + out + ">"
    spelled = "x".join("[" + ", ".join(part) + "]" for part in (left, kernel)) + "->[" + ", ".join(right) + "]"
    pads = [list(pair) for pair in zip(low, high)]
    mirrored = "[" + ", ".join(str(bool(r)).lower() for r in reversal) + "]"
    window = (f"stride = {list(strides)}, pad = {pads}, lhs_dilate = {list(lhs_dilation)}, "
              f"rhs_dilate = {list(rhs_dilation)}, reverse = {mirrored}" if strides else "")
    fields = ["_".join(str(v) for v in f) for f in (strides, low, high, lhs_dilation, rhs_dilation, reversal)]
    name = ".".join(["convolution", axes, *fields, str(groups[0]), str(groups[1]), out])
    case(name, [x, w], f"stablehlo.convolution(%a0, %a1) dim_numbers = {spelled}, window = {{{window}}} "
         f"{{batch_group_count = {groups[1]} : i64, feature_group_count = {groups[0]} : i64, "
         "precision_config = [#stablehlo<precision HIGHEST>, #stablehlo<precision HIGHEST>]}", result)


def convolutions():
    image = {"b": 4, "f": 6, "i": 6, "o": 8, "0": 7, "1": 6, "k0": 3, "k1": 2}
    one, none = (1, 1), (0, 0)
    for axes in ("b01f_01io_b01f", "bf01_oi01_bf01", "f1b0_1oi0_0fb1"):
        convolution(axes, image, one, none, none, one, one, none)
        convolution(axes, image, (2, 3), (1, 2), (2, 0), (1, 2), (2, 1), (0, 1))
        convolution(axes, image, (1, 2), (-1, 3), (2, -2), (3, 1), (1, 3), (1, 1))
        convolution(axes, {**image, "i": 2, "o": 9}, (2, 1), one, one, one, one, none, groups=(3, 1))
        convolution(axes, image, (1, 2), one, one, (2, 1), one, none, groups=(1, 4))
    for kind, out in (("f64", "f64"), ("i32", "i32"), ("i8", "i32"), ("bf16", "f32"), ("complex<f32>", "complex<f32>")):
        convolution("b01f_01io_b01f", image, (1, 2), one, none, one, (2, 1), none, kind=kind, out=out)
    convolution("bf_io_bf", image, (), (), (), (), (), ())
    convolution("b0f_0io_b0f", {**image, "k0": 9}, (1,), (0,), (0,), (1,), (1,), (0,))
    convolution("b012f_012io_b012f", {**image, "2": 5, "k2": 2}, (1, 2, 1), (0, 1, 0), (0, 1, 1), (1, 1, 2), (1, 1, 1), (0, 0, 1))


def ffts():
    for real in ("f32", "f64"):
        whole = f"complex<{real}>"
        for lengths in ((1,), (6,), (7,), (3, 4), (2, 3, 5)):
            dims = (2, *lengths)
            half = (*dims[:-1], dims[-1] // 2 + 1)
            shape = lambda d, kind: "tensor<" + "".join(f"{n}x" for n in d) + kind + ">"
            kinds = [("FFT", whole, dims, whole, dims), ("IFFT", whole, dims, whole, dims),
                     ("RFFT", real, dims, whole, half), ("IRFFT", whole, half, real, dims)]
            for kind, source, source_dims, result, result_dims in kinds:
                x = normal(source, *source_dims)
                if kind == "IRFFT":  # half of a spectrum of real numbers, as libraries differ on others
                    x = np.fft.rfftn(normal(real, *dims), axes=range(1, len(dims))).astype(DTYPES[whole])
                case(f"fft.{kind}.{'_'.join(map(str, lengths))}", [x],
                     f"stablehlo.fft %a0, type = {kind}, length = {list(lengths)}", shape(result_dims, result))


def random_bits():
    big = 2**64 - 3
    states = {"THREE_FRY": ([1, 2], [2**63 + 5, big]), "PHILOX": ([1, 2], [7, big], [2**40 + 9, big, 3]),
              "DEFAULT": ([11, big], [12, big, 4])}
    outputs = [("ui64", (2, 2)), ("ui32", (3, 4, 2)), ("ui32", (3, 5, 5)), ("ui32", (1,)), ("ui32", ()), ("ui64", ()),
               ("i64", (5,)), ("ui16", (7,)), ("ui8", (2, 3)), ("i32", (5, 1, 3))]
    for algorithm, choices in states.items():
        for state in choices:
            for kind, dims in outputs:
                result = "tensor<" + "".join(f"{d}x" for d in dims) + kind + ">"
                case(f"rng_bit_generator.{algorithm}", [np.array(state, np.uint64)],
                     f"stablehlo.rng_bit_generator %a0, algorithm = {algorithm}", f"tensor<{len(state)}xui64>", result)


if __name__ == "__main__":
    for make in (batch_norms, choleskys, triangular_solves, convolutions, ffts, random_bits):
        make()
    with open(sys.argv[1], "wb") as out:
        out.write(gzip.compress(("\n".join(LINES) + "\n").encode(), mtime=0))
    print(len(LINES), "cases")
