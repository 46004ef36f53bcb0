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


if __name__ == "__main__":
    for make in (batch_norms, choleskys, triangular_solves):
        make()
    with open(sys.argv[1], "wb") as out:
        out.write(gzip.compress(("\n".join(LINES) + "\n").encode(), mtime=0))
    print(len(LINES), "cases")
