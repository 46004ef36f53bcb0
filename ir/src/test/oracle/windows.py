"""Writes windows.txt.gz: ops that move windows over a tensor.

A line is `name|inputs|results`, tensors as `type=hex` joined by `;`. Results are those of the reference
interpreter for reduce_window, those of XLA on the CPU for select_and_scatter. The other one of the two has to
agree where the initial value is one that changes nothing: XLA leaves padding out instead of folding initial
values, the reference folds them into each place twice. The Java side builds the same op under the same name.

    python windows.py ../resources/dev/strobe/ir/interpret/windows.txt.gz
"""
import gzip
import sys

import numpy as np

from oracle import DTYPES, element, host_bytes, reference, tensor, xla

RNG = np.random.default_rng(20240612)
LINES = []


def joined(arrays):
    return ";".join(f"{tensor(a)}={host_bytes(a).hex()}" for a in arrays)


def small(kind, *shape):
    """Numbers whose sums of some terms are exact in every type."""
    numbers = RNG.integers(0 if kind.startswith("ui") or kind == "i1" else -3, 4, shape)
    if kind == "i1":
        return numbers % 2 == 1
    return (numbers + 1j * RNG.integers(-3, 4, shape) if "complex" in kind else numbers).astype(DTYPES[kind])


def distinct(kind, *shape):
    """XLA does not keep the order in which equal numbers are compared."""
    return RNG.permutation(int(np.prod(shape))).reshape(shape).astype(DTYPES[kind])


def array(values):
    return "array<i64: " + ", ".join(map(str, values)) + ">" if values else "array<i64>"


def padding(low, high):
    rows = ", ".join(f"[{a}, {b}]" for a, b in zip(low, high))
    return f"padding = dense<{f'[{rows}]' if low else ''}> : tensor<{len(low)}x2xi64>"


def body(op, kinds):
    """`op` on each of the scalars, or `argmax` on a number and its index."""
    scalars = [f"tensor<{k}>" for k in kinds]
    n = len(kinds)
    parameters = ", ".join(f"%x{i}: {t}" for i, t in enumerate(scalars + scalars))
    if op == "argmax":
        lines = [f"%p = stablehlo.compare GE, %x0, %x2 : ({scalars[0]}, {scalars[0]}) -> tensor<i1>"]
        lines += [f"%y{i} = stablehlo.select %p, %x{i}, %x{i + n} : tensor<i1>, {t}" for i, t in enumerate(scalars)]
    else:
        lines = [f"%y{i} = stablehlo.{op} %x{i}, %x{i + n} : {t}" for i, t in enumerate(scalars)]
    results = ", ".join(f"%y{i}" for i in range(n))
    lines.append(f"stablehlo.return {results} : {', '.join(scalars)}")
    return "({\n^bb0(" + parameters + "):\n" + "\n".join(lines) + "\n})"


def emit(name, fields, inputs, text, results, neutral, first=reference, second=xla):
    values = first(text, inputs, results)
    if neutral:
        for mine, theirs in zip(values, second(text, inputs, results)):
            assert mine.tobytes() == theirs.tobytes(), (name, fields, inputs, mine, theirs)
    LINES.append(".".join([name, *["_".join(map(str, f)) for f in fields]]) + f"|{joined(inputs)}|{joined(values)}")


def counts(sizes, dims, strides, base, dilation, low, high):
    found = []
    for n, k, s, b, w, l, h in zip(sizes, dims, strides, base, dilation, low, high):
        padded, extent = (0 if n == 0 else (n - 1) * b + 1) + l + h, (k - 1) * w + 1
        found.append(0 if padded <= 0 or extent > padded else (padded - extent) // s + 1)
    return found


def reduce_window(op, inputs, starts, dims, strides, base, dilation, low, high, neutral=True):
    kinds = [element(a) for a in inputs]
    shape = "".join(f"{c}x" for c in counts(inputs[0].shape, dims, strides, base, dilation, low, high))
    results = [f"tensor<{shape}{k}>" for k in kinds]
    operands = inputs + starts
    left = "%r0" if len(results) == 1 else f"%r:{len(results)}"
    names = ", ".join(f"%a{i}" for i in range(len(operands)))
    text = (f'{left} = "stablehlo.reduce_window"({names}) <{{window_dimensions = {array(dims)}, '
            f"window_strides = {array(strides)}, base_dilations = {array(base)}, window_dilations = {array(dilation)}, "
            f"{padding(low, high)}}}> {body(op, kinds)} : ({', '.join(map(tensor, operands))}) -> ({', '.join(results)})")
    if len(results) > 1:
        text += "".join(f"\n%r{i} = stablehlo.optimization_barrier %r#{i} : {t}" for i, t in enumerate(results))
    emit(f"reduce_window.{op}", (dims, strides, base, dilation, low, high, kinds), operands, text, results, neutral)


def reduce_windows():
    plain = ((2, 3), (1, 2), (1, 1), (1, 1), (0, 0), (0, 0))
    for kind in DTYPES:
        x = small(kind, 4, 5)
        op = "or" if kind == "i1" else "maximum" if "f8" in kind else "add"
        start = -np.inf if kind == "f8E5M2" else -448 if kind == "f8E4M3FN" else 0
        reduce_window(op, [x], [np.array(start, DTYPES[kind])], *plain)
    zero, five = np.float32(0), np.int32(5)
    for dims, strides, base, dilation, low, high in (
            ((1, 1), (1, 1), (1, 1), (1, 1), (0, 0), (0, 0)),
            ((2, 2), (2, 3), (2, 1), (1, 2), (1, 0), (2, 1)),
            ((3, 2), (1, 1), (3, 2), (2, 3), (2, 3), (0, 4)),
            ((2, 2), (1, 1), (1, 1), (1, 1), (-1, 2), (1, -2)),
            ((2, 2), (1, 1), (2, 3), (1, 1), (-2, -1), (-1, 0)),
            ((5, 2), (1, 1), (1, 1), (1, 1), (0, 0), (0, 0)),
            ((2, 2), (1, 1), (1, 1), (1, 1), (-4, 0), (0, 0))):
        reduce_window("add", [small("f32", 4, 5)], [zero], dims, strides, base, dilation, low, high)
        reduce_window("multiply", [small("i32", 4, 5)], [five], dims, strides, base, dilation, low, high, neutral=False)
        reduce_window("minimum", [small("f64", 4, 5)], [np.float64(1)], dims, strides, base, dilation, low, high, neutral=False)
    numbers = [small("f32", 4, 5), np.arange(20, dtype=np.int32).reshape(4, 5)]
    reduce_window("argmax", numbers, [np.float32(-np.inf), np.int32(-1)], (2, 3), (1, 2), (1, 1), (1, 1), (1, 0), (0, 1))
    reduce_window("add", numbers, [zero, np.int32(0)], (2, 3), (2, 2), (1, 2), (1, 1), (1, 0), (0, 1))
    reduce_window("subtract", [small("i32", 6)], [five], (3,), (2,), (1,), (1,), (1,), (1,), neutral=False)
    reduce_window("add", [small("f32")], [zero], (), (), (), (), (), ())
    reduce_window("add", [small("f32", 0, 3)], [zero], (1, 2), (1, 1), (2, 1), (1, 1), (1, 0), (1, 0))


def select_and_scatter(direction, op, x, start, dims, strides, low, high, neutral=True):
    kind = element(x)
    one = (1,) * len(dims)
    source = small(kind, *counts(x.shape, dims, strides, one, one, low, high))
    scalar = f"tensor<{kind}>"
    select = (f"({{\n^bb0(%x: {scalar}, %y: {scalar}):\n%p = stablehlo.compare {direction}, %x, %y : ({scalar}, {scalar}) "
              "-> tensor<i1>\nstablehlo.return %p : tensor<i1>\n}, ")
    inputs = [x, source, np.array(start, DTYPES[kind])]
    text = (f'%r0 = "stablehlo.select_and_scatter"(%a0, %a1, %a2) <{{window_dimensions = {array(dims)}, '
            f"window_strides = {array(strides)}, {padding(low, high)}}}> {select}{body(op, [kind])[1:]} : "
            f"({', '.join(map(tensor, inputs))}) -> {tensor(x)}")
    first, second = (xla, reference) if dims else (reference, None)  # XLA ends the process on scalars
    emit(f"select_and_scatter.{direction}.{op}", (dims, strides, low, high), inputs, text, [tensor(x)], neutral, first, second)


def select_and_scatters():
    for kind in DTYPES:
        if "complex" not in kind:  # without an order
            op = "or" if kind == "i1" else "maximum" if "f8" in kind else "add"
            select_and_scatter("GE", op, small(kind, 4, 5), 0, (2, 3), (1, 2), (0, 0), (0, 0))
    for dims, strides, low, high in (((2, 2), (2, 2), (0, 0), (0, 0)), ((3, 2), (1, 1), (1, 0), (1, 1)),
                                     ((3, 3), (2, 1), (1, 2), (2, 0)), ((5, 2), (1, 1), (0, 0), (0, 0))):
        select_and_scatter("GE", "add", distinct("f32", 4, 5), 0, dims, strides, low, high)
        select_and_scatter("LT", "add", distinct("i32", 4, 5), 7, dims, strides, low, high, neutral=False)
        select_and_scatter("GT", "multiply", distinct("f64", 4, 5), 1, dims, strides, low, high)
    select_and_scatter("GE", "subtract", small("i32", 6), 3, (3,), (1,), (1,), (1,), neutral=False)
    select_and_scatter("GE", "add", small("f32", 0, 3), 2, (2, 1), (1, 1), (1, 0), (2, 0), neutral=False)
    select_and_scatter("GE", "add", small("f32"), 0, (), (), (), (), neutral=False)


if __name__ == "__main__":
    reduce_windows()
    select_and_scatters()
    with open(sys.argv[1], "wb") as out:
        out.write(gzip.compress(("\n".join(LINES) + "\n").encode(), mtime=0))
    print(len(LINES), "cases")
