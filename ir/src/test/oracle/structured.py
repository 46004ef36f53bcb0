"""Writes structured.txt.gz: ops that move, index, contract and fold, on awkward shapes.

A line is `name|inputs|results`, tensors as `type=hex` joined by `;`. Results are the StableHLO
reference interpreter's, or XLA's on the CPU for cases named in XLA_ONLY. The Java side builds the same
op under the same name.

    python structured.py ../resources/dev/strobe/ir/interpret/structured.txt.gz
"""
import gzip
import sys

import numpy as np

from oracle import DTYPES, host_bytes, reference, tensor, xla

RNG = np.random.default_rng(20240607)
CASES = {}
# Left to XLA: what the reference interpreter aborts on, and unsigned start indices, whose high values it
# takes for negative ones.
XLA_ONLY = {"dot_empty", "bitcast_pack_i4", "dynamic_update_slice"}


def small(kind, *shape):
    """Small multiples of a quarter, so that sums and products are exact in every type."""
    if kind == "i1":
        return RNG.integers(0, 2, shape).astype(np.bool_)
    numbers = RNG.integers(0 if kind.startswith("ui") else -7, 8, shape)
    if "complex" in kind:
        return (numbers / 4 + 1j * RNG.integers(-7, 8, shape)).astype(DTYPES[kind])
    return (numbers if "i" in kind else numbers / 4).astype(DTYPES[kind])


def case(name, inputs, body, *results):
    CASES[name] = (inputs, body, list(results))


def indices(values, kind="i32"):
    return np.array(values, DTYPES[kind])


def kind_cases():
    for kind in ("i1", "i4", "ui8", "i32", "ui64", "bf16", "f16", "f32", "f64", "f8E4M3FN", "complex<f32>"):
        x, p = small(kind, 2, 3, 4), small(kind)
        t, s = tensor(x), tensor(p)
        case(f"transpose.{kind}", [x], f"%r0 = stablehlo.transpose %a0, dims = [2, 0, 1] : ({t}) -> tensor<4x2x3x{kind}>",
             f"tensor<4x2x3x{kind}>")
        case(f"slice.{kind}", [x], f"%r0 = stablehlo.slice %a0 [0:2:1, 1:3:1, 0:4:3] : ({t}) -> tensor<2x2x2x{kind}>",
             f"tensor<2x2x2x{kind}>")
        case(f"reverse.{kind}", [x], f"%r0 = stablehlo.reverse %a0, dims = [0, 2] : {t}", t)
        case(f"broadcast.{kind}", [small(kind, 1, 3)],
             f"%r0 = stablehlo.broadcast_in_dim %a0, dims = [2, 0] : (tensor<1x3x{kind}>) -> tensor<3x2x4x{kind}>",
             f"tensor<3x2x4x{kind}>")
        case(f"reshape.{kind}", [x], f"%r0 = stablehlo.reshape %a0 : ({t}) -> tensor<6x1x4x{kind}>", f"tensor<6x1x4x{kind}>")
        case(f"concatenate.{kind}", [x, small(kind, 2, 1, 4), small(kind, 2, 0, 4)],
             f"%r0 = stablehlo.concatenate %a0, %a1, %a2, dim = 1 : ({t}, tensor<2x1x4x{kind}>, tensor<2x0x4x{kind}>) -> tensor<2x4x4x{kind}>",
             f"tensor<2x4x4x{kind}>")
        case(f"pad.{kind}", [x, p],
             f"%r0 = stablehlo.pad %a0, %a1, low = [1, -1, 2], high = [0, 2, -1], interior = [2, 0, 1] : ({t}, {s}) -> tensor<5x4x8x{kind}>",
             f"tensor<5x4x8x{kind}>")
        case(f"select.{kind}", [small("i1", 2, 3, 4), x, x[::-1].copy()],
             f"%r0 = stablehlo.select %a0, %a1, %a2 : tensor<2x3x4xi1>, {t}", t)
        case(f"select_scalar.{kind}", [small("i1"), x, x[::-1].copy()],
             f"%r0 = stablehlo.select %a0, %a1, %a2 : tensor<i1>, {t}", t)
        case(f"dynamic_slice.{kind}", [x, indices(-4, "i64"), indices(1, "i64"), indices(9, "i64")],
             f"%r0 = stablehlo.dynamic_slice %a0, %a1, %a2, %a3, sizes = [1, 2, 3] : ({t}, tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<1x2x3x{kind}>",
             f"tensor<1x2x3x{kind}>")
        case(f"dynamic_update_slice.{kind}", [x, small(kind, 1, 2, 3), indices(1, "ui8"), indices(200, "ui8"), indices(0, "ui8")],
             f"%r0 = stablehlo.dynamic_update_slice %a0, %a1, %a2, %a3, %a4 : ({t}, tensor<1x2x3x{kind}>, tensor<ui8>, tensor<ui8>, tensor<ui8>) -> {t}", t)
        if kind != "i1":
            case(f"iota.{kind}", [], f"%r0 = stablehlo.iota dim = 1 : tensor<2x20x2x{kind}>", f"tensor<2x20x2x{kind}>")
        if "complex" not in kind:
            case(f"clamp.{kind}", [p, x, small(kind, 2, 3, 4)], f"%r0 = stablehlo.clamp %a0, %a1, %a2 : ({s}, {t}, {t}) -> {t}", t)
    case("pad_all_away.f32", [small("f32", 3), small("f32")],
         "%r0 = stablehlo.pad %a0, %a1, low = [-5], high = [4], interior = [0] : (tensor<3xf32>, tensor<f32>) -> tensor<2xf32>", "tensor<2xf32>")
    case("pad_empty.f32", [small("f32", 0, 2), small("f32")],
         "%r0 = stablehlo.pad %a0, %a1, low = [2, 0], high = [1, 0], interior = [3, 0] : (tensor<0x2xf32>, tensor<f32>) -> tensor<3x2xf32>", "tensor<3x2xf32>")
    nan = np.array([np.nan, 1, 2, 3], np.float32)
    case("clamp_nan.f32", [np.float32([0, np.nan, 5, 0]), nan, np.float32([1, 1, 1, np.nan])],
         "%r0 = stablehlo.clamp %a0, %a1, %a2 : tensor<4xf32>", "tensor<4xf32>")


def bitcasts():
    for name, x, result in (
            ("bitcast_split", small("f32", 3), "tensor<3x4xui8>"), ("bitcast_join", small("i16", 2, 4), "tensor<2xi64>"),
            ("bitcast_same", small("bf16", 5), "tensor<5xi16>"), ("bitcast_f16_f32", small("f16", 3, 2), "tensor<3xf32>"),
            ("bitcast_pack_i4", small("i4", 3, 2), "tensor<3xui8>")):
        case(name, [x], f"%r0 = stablehlo.bitcast_convert %a0 : ({tensor(x)}) -> {result}", result)


def dots():
    for kind, out in (("f32", "f32"), ("f64", "f64"), ("bf16", "bf16"), ("bf16", "f32"), ("f16", "f32"), ("i8", "i32"),
                      ("i32", "i32"), ("ui8", "ui32"), ("complex<f32>", "complex<f32>")):
        x, y = small(kind, 2, 3, 4, 2), small(kind, 4, 2, 5, 2)
        case(f"dot.{kind}.{out}", [x, y],
             f"%r0 = stablehlo.dot_general %a0, %a1, batching_dims = [3] x [1], contracting_dims = [2, 0] x [0, 3] : "
             f"({tensor(x)}, {tensor(y)}) -> tensor<2x3x5x{out}>", f"tensor<2x3x5x{out}>")
    x, y = small("f32", 3), small("f32", 2)
    case("dot_outer", [x, y], "%r0 = stablehlo.dot_general %a0, %a1, contracting_dims = [] x [] : "
         "(tensor<3xf32>, tensor<2xf32>) -> tensor<3x2xf32>", "tensor<3x2xf32>")
    x, y = small("f32", 3, 0), small("f32", 0, 2)
    case("dot_empty", [x, y], "%r0 = stablehlo.dot_general %a0, %a1, contracting_dims = [1] x [0] : "
         "(tensor<3x0xf32>, tensor<0x2xf32>) -> tensor<3x2xf32>", "tensor<3x2xf32>")


def gathers():
    x = small("f32", 4, 5, 3)
    case("gather_windows", [x, indices([[0, 2], [3, -2], [9, 1]])],
         '%r0 = "stablehlo.gather"(%a0, %a1) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 2], collapsed_slice_dims = [0], '
         'start_index_map = [1, 0], index_vector_dim = 1>, slice_sizes = array<i64: 1, 2, 3>}> : '
         '(tensor<4x5x3xf32>, tensor<3x2xi32>) -> tensor<2x3x3xf32>', "tensor<2x3x3xf32>")
    case("gather_scalars", [x, indices([[0, 2], [3, 7]], "i64")],
         '%r0 = "stablehlo.gather"(%a0, %a1) <{dimension_numbers = #stablehlo.gather<offset_dims = [1, 2], collapsed_slice_dims = [0], '
         'start_index_map = [0], index_vector_dim = 2>, slice_sizes = array<i64: 1, 5, 2>}> : '
         '(tensor<4x5x3xf32>, tensor<2x2xi64>) -> tensor<2x5x2x2xf32>', "tensor<2x5x2x2xf32>")
    case("gather_vectors_first", [x, indices([[0, 3], [4, 1]], "ui8")],
         '%r0 = "stablehlo.gather"(%a0, %a1) <{dimension_numbers = #stablehlo.gather<offset_dims = [1], collapsed_slice_dims = [0, 1], '
         'start_index_map = [0, 1], index_vector_dim = 0>, slice_sizes = array<i64: 1, 1, 3>}> : '
         '(tensor<4x5x3xf32>, tensor<2x2xui8>) -> tensor<2x3xf32>', "tensor<2x3xf32>")
    case("gather_batching", [x, indices(RNG.integers(-1, 6, (5, 2, 4)))],
         '%r0 = "stablehlo.gather"(%a0, %a1) <{dimension_numbers = #stablehlo.gather<offset_dims = [2], collapsed_slice_dims = [], '
         'operand_batching_dims = [0, 1], start_indices_batching_dims = [2, 0], start_index_map = [2], index_vector_dim = 3>, '
         'slice_sizes = array<i64: 1, 1, 2>}> : (tensor<4x5x3xf32>, tensor<5x2x4xi32>) -> tensor<5x2x2x4xf32>', "tensor<5x2x2x4xf32>")


ADD = "%s = stablehlo.add %x, %y : tensor<KIND>\nstablehlo.return %s : tensor<KIND>"


def scatter(name, inputs, numbers, combine, kind="f32"):
    body = combine.replace("KIND", kind)
    types = ", ".join(tensor(a) for a in inputs)
    case(name, inputs,
         f'%r0 = "stablehlo.scatter"(%a0, %a1, %a2) <{{scatter_dimension_numbers = #stablehlo.scatter<{numbers}>}}> ({{\n'
         f'^bb0(%x: tensor<{kind}>, %y: tensor<{kind}>):\n{body}\n}}) : ({types}) -> {tensor(inputs[0])}', tensor(inputs[0]))


def scatters():
    rows = "update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1"
    put = "stablehlo.return %y : tensor<KIND>"
    for kind in ("f32", "bf16", "i32", "ui8"):
        scatter(f"scatter_rows_add.{kind}", [small(kind, 4, 3), indices([[1], [3], [1], [4], [-1]]), small(kind, 5, 3)], rows, ADD, kind)
        scatter(f"scatter_rows_put.{kind}", [small(kind, 4, 3), indices([[1], [3], [1], [4], [-1]]), small(kind, 5, 3)], rows, put, kind)
    subtract = "%s = stablehlo.subtract %x, %y : tensor<KIND>\nstablehlo.return %s : tensor<KIND>"
    scatter("scatter_elements_subtract", [small("f32", 4, 3), indices([0, 2, 0, 5]), small("f32", 4, 2)],
            "update_window_dims = [1], inserted_window_dims = [0], scatter_dims_to_operand_dims = [0], index_vector_dim = 1", subtract)
    scatter("scatter_batching", [small("f32", 3, 4, 2), indices(RNG.integers(-1, 6, (2, 3, 1))), small("f32", 2, 3, 2)],
            "update_window_dims = [2], inserted_window_dims = [1], input_batching_dims = [0], scatter_indices_batching_dims = [1], "
            "scatter_dims_to_operand_dims = [1], index_vector_dim = 2", ADD)
    scatter("scatter_windows", [small("f32", 5, 4), indices([[0, 3], [1, 1]]), small("f32", 2, 2, 2)],
            "update_window_dims = [0, 1], inserted_window_dims = [], scatter_dims_to_operand_dims = [0, 1], index_vector_dim = 0", ADD)


def reduces():
    for kind in ("i1", "i8", "ui32", "bf16", "f32", "f64"):
        for op in ("add", "multiply", "maximum", "minimum") if kind != "i1" else ("and", "or", "maximum"):
            x, start = small(kind, 3, 4, 2), small(kind)
            case(f"reduce_{op}.{kind}", [x, start],
                 f"%r0 = stablehlo.reduce(%a0 init: %a1) applies stablehlo.{op} across dimensions = [0, 2] : "
                 f"({tensor(x)}, {tensor(start)}) -> tensor<4x{kind}>", f"tensor<4x{kind}>")
    x, start = small("f32", 3, 0), small("f32")
    case("reduce_nothing", [x, start], "%r0 = stablehlo.reduce(%a0 init: %a1) applies stablehlo.add across dimensions = [1] : "
         "(tensor<3x0xf32>, tensor<f32>) -> tensor<3xf32>", "tensor<3xf32>")


if __name__ == "__main__":
    for make in (kind_cases, bitcasts, dots, gathers, scatters, reduces):
        make()
    lines = []
    for name, (inputs, body, results) in CASES.items():
        try:
            values = (xla if name.split(".")[0] in XLA_ONLY else reference)(body, inputs, results)
        except Exception as failure:
            raise SystemExit(f"{name}: {failure}")
        show = lambda arrays: ";".join(f"{tensor(a)}={host_bytes(a).hex()}" for a in arrays)
        lines.append(f"{name}|{show(inputs)}|{show(values)}")
    with open(sys.argv[1], "wb") as out:
        out.write(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    print(len(lines), "cases")
