"""Writes elementwise.txt.gz: every elementwise op on several element types and awkward values.

A line is `class|kind|operand type|result type|operands in hex|result in hex`. Results are the StableHLO
reference interpreter's; where the specification leaves one open (integer division by zero, a float
that does not fit an integer) they are XLA's on the CPU.

    python elementwise.py ../resources/dev/strobe/ir/interpret/elementwise.txt.gz
"""
import gzip
import sys

import numpy as np

from oracle import DTYPES, host_bytes, reference, tensor, xla

FLOATS = ["f8E4M3FN", "f8E5M2", "bf16", "f16", "f32", "f64"]
WIDE = ["bf16", "f16", "f32", "f64"]
COMPLEX = ["complex<f32>", "complex<f64>"]
SIGNED = ["i4", "i8", "i16", "i32", "i64"]
UNSIGNED = ["ui4", "ui8", "ui16", "ui32", "ui64"]
INTS = SIGNED + UNSIGNED
REALS = [0.0, -0.0, 1, -1, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5, 3, -7.25, 0.1, -0.1, 1e-3, 12.75, 100, -100,
         np.pi, 1e-30, 300, -3e4, np.inf, -np.inf, np.nan]
PARTS = [0.0, 1, -1, 0.5, -2.5, 3, 0.1]

UNARY = {
    "abs": FLOATS + SIGNED + COMPLEX, "cbrt": WIDE + COMPLEX, "ceil": FLOATS, "cosine": WIDE + COMPLEX,
    "count_leading_zeros": INTS, "imag": WIDE + COMPLEX, "is_finite": FLOATS, "popcnt": INTS, "real": FLOATS + COMPLEX,
    "tan": WIDE + COMPLEX,
    "exponential": FLOATS + COMPLEX, "exponential_minus_one": WIDE, "floor": FLOATS,
    "log": WIDE + COMPLEX, "log_plus_one": WIDE, "logistic": WIDE + COMPLEX,
    "negate": FLOATS + INTS + COMPLEX, "not": INTS + ["i1"], "round_nearest_afz": FLOATS,
    "round_nearest_even": FLOATS, "rsqrt": WIDE + COMPLEX, "sign": FLOATS + SIGNED + COMPLEX,
    "sine": WIDE + COMPLEX, "sqrt": FLOATS + COMPLEX, "tanh": FLOATS + COMPLEX,
}
BITS = INTS + ["i1"]
BINARY = {
    "add": FLOATS + BITS + COMPLEX, "and": BITS, "atan2": WIDE + COMPLEX, "divide": FLOATS + INTS + COMPLEX,
    "maximum": FLOATS + BITS + COMPLEX, "minimum": FLOATS + BITS + COMPLEX,
    "multiply": FLOATS + BITS + COMPLEX, "or": BITS, "power": WIDE + INTS + COMPLEX,
    "remainder": FLOATS + INTS, "shift_left": INTS, "shift_right_arithmetic": INTS,
    "shift_right_logical": INTS, "subtract": FLOATS + INTS + COMPLEX, "xor": BITS,
}


def is_int(kind):
    return kind in INTS


def values(kind):
    if kind == "i1":
        return np.array([False, True])
    if kind in COMPLEX:
        return np.array([complex(a, b) for a in PARTS for b in PARTS], DTYPES[kind])
    if is_int(kind):
        bits = int(kind.lstrip("ui"))
        low = -(1 << (bits - 1)) if kind in SIGNED else 0
        high = (1 << (bits - 1)) - 1 if kind in SIGNED else (1 << bits) - 1
        picked = {low, low + 1, -3, -2, -1, 0, 1, 2, 3, 5, 7, bits - 1, bits, 100, high // 3, high - 1, high}
        return np.array(sorted(v for v in picked if low <= v <= high), DTYPES[kind])
    with np.errstate(all="ignore"):
        return np.array(REALS).astype(DTYPES[kind])


def pairs(kind):
    v = values(kind)
    if kind in COMPLEX:
        v = v[::3]
    elif not is_int(kind) and kind != "i1":
        v = v[[0, 1, 2, 3, 4, 7, 9, 10, 11, 12, 15, 18, 19, 21, 22, 23, 24]]
    return np.repeat(v, len(v)), np.tile(v, len(v))


def defined_pairs(op, kind):
    """Pairs that have one value: complex zero bases are left to closed forms, atan2 has poles and a cut."""
    a, b = pairs(kind)
    if kind in COMPLEX and op == "power":
        keep = a != 0
    elif kind in COMPLEX and op == "atan2":
        with np.errstate(all="ignore"):
            turn = (b + 1j * a) / np.sqrt(a * a + b * b)
        keep = np.isfinite(turn) & ((turn.real > 0) | (np.abs(turn.imag) > 1e-6))
    else:
        return a, b
    return a[keep], b[keep]


def line(group, kind, source, result, operands, value):
    joined = ",".join(host_bytes(x).hex() for x in operands)
    return f"{group}|{kind}|{source}|{result}|{joined}|{host_bytes(value).hex()}"


def unary():
    for kind, types in UNARY.items():
        for source in types:
            x = values(source)
            part = kind in ("abs", "imag", "real") and source in COMPLEX
            result = source[8:-1] if part else "i1" if kind == "is_finite" else source
            out = f"tensor<{len(x)}x{result}>"
            body = f"%r0 = stablehlo.{kind} %a0 : ({tensor(x)}) -> {out}"
            yield line("unary", kind, source, result, [x], reference(body, [x], [out])[0])


def binary():
    for kind, types in BINARY.items():
        for source in types:
            a, b = defined_pairs(kind, source)
            body = f"%r0 = stablehlo.{kind} %a0, %a1 : {tensor(a)}"
            undefined = kind in ("divide", "remainder") and is_int(source)
            run = xla if undefined else reference
            yield line("binary", kind, source, source, [a, b], run(body, [a, b], [tensor(a)])[0])


def complex_numbers():
    for source in ("f32", "f64"):
        a, b = pairs(source)
        out = f"tensor<{len(a)}xcomplex<{source}>>"
        body = f"%r0 = stablehlo.complex %a0, %a1 : ({tensor(a)}, {tensor(a)}) -> {out}"
        yield line("complex", "complex", source, f"complex<{source}>", [a, b], reference(body, [a, b], [out])[0])


def reduce_precision():
    for source in ["f8E5M2"] + WIDE:
        x = values(source)
        for exponent, mantissa in ((5, 10), (8, 7), (2, 0), (1, 3), (4, 60)):
            body = f"%r0 = stablehlo.reduce_precision %a0, format = e{exponent}m{mantissa} : {tensor(x)}"
            yield line("reduce_precision", f"e{exponent}m{mantissa}", source, source, [x], reference(body, [x], [tensor(x)])[0])


def compare():
    for source in FLOATS + BITS + COMPLEX:
        a, b = pairs(source)
        order = "SIGNED" if source in SIGNED else "UNSIGNED" if source in BITS else "FLOAT"
        out = f"tensor<{len(a)}xi1>"
        for direction in ("EQ", "NE") if source in COMPLEX else ("EQ", "NE", "GE", "GT", "LE", "LT"):
            body = f"%r0 = stablehlo.compare {direction}, %a0, %a1, {order} : ({tensor(a)}, {tensor(a)}) -> {out}"
            yield line("compare", f"{direction}.{order}", source, "i1", [a, b], reference(body, [a, b], [out])[0])
    for source in ("f32", "f64", "bf16", "f16"):
        a, b = pairs(source)
        out = f"tensor<{len(a)}xi1>"
        for direction in ("EQ", "NE", "GE", "GT", "LE", "LT"):
            body = f"%r0 = stablehlo.compare {direction}, %a0, %a1, TOTALORDER : ({tensor(a)}, {tensor(a)}) -> {out}"
            yield line("compare", f"{direction}.TOTALORDER", source, "i1", [a, b], xla(body, [a, b], [out])[0])


def convert():
    kinds = ["i1", "i4", "i8", "i32", "i64", "ui4", "ui8", "ui32", "ui64", "bf16", "f16", "f32", "f64",
             "f8E4M3FN", "f8E5M2", "complex<f32>"]
    for source in kinds:
        for result in kinds:
            x = values(source)
            if source == result:
                continue
            body = f"%r0 = stablehlo.convert %a0 : ({tensor(x)}) -> tensor<{len(x)}x{result}>"
            to_int = source not in BITS and is_int(result)
            run = xla if to_int else reference
            yield line("convert", "convert", source, result, [x], run(body, [x], [f"tensor<{len(x)}x{result}>"])[0])


if __name__ == "__main__":
    lines = [text for make in (unary, binary, complex_numbers, reduce_precision, compare, convert) for text in make()]
    with open(sys.argv[1], "wb") as out:
        out.write(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    print(len(lines), "cases")
