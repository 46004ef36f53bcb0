"""Writes einsum.txt.gz: sums of products over labelled axes, by NumPy.

    python einsum.py ../resources/dev/strobe/ir/interpret/einsum.txt.gz
"""

import gzip
import sys

import numpy as np

RNG = np.random.default_rng(7)

# What stands for each equation: the shapes of its operands.
EQUATIONS = {
    "ab,bc->ac": [(2, 3), (3, 4)],
    "ab,bc->ca": [(2, 3), (3, 4)],
    "abc,acd->abd": [(2, 3, 4), (2, 4, 5)],
    "abc,acd->dba": [(2, 3, 4), (2, 4, 5)],
    "a,b->ab": [(2,), (3,)],
    "ab,cd->cadb": [(2, 3), (4, 2)],
    "ab,cd->da": [(2, 3), (4, 5)],
    "ab,ab->": [(2, 3), (2, 3)],
    "ab,ab->ba": [(2, 3), (2, 3)],
    ",ab->ba": [(), (2, 3)],
    ",->": [(), ()],
    "ab,->a": [(2, 3), ()],
    "Aa,aB->AB": [(2, 3), (3, 4)],
    "abe,cbd->ad": [(2, 3, 1), (4, 3, 5)],
    "a,a->a": [(0,), (0,)],
    "aa,a->a": [(3, 3), (3,)],
    "aa,bb->ab": [(3, 3), (2, 2)],
    "aba,bcc->c": [(3, 2, 3), (2, 4, 4)],
    "aab,b->": [(2, 2, 3), (3,)],
    "aaa,a->a": [(3, 3, 3), (3,)],
    "...ab,...bc->...ac": [(5, 2, 3), (5, 3, 4)],
    "...ab,bc->...ac": [(2, 5, 2, 3), (3, 4)],
    "ab...,bc...->ac...": [(2, 3, 4, 5), (3, 2, 4, 5)],
    "...a,...a->...": [(4, 2, 3), (2, 3)],
    "a...,...b->b...a": [(2, 3, 1), (4, 1, 5, 6)],
    "...,...->...": [(3, 1), (2, 1, 4)],
    "...,a->...a": [(), (3,)],
    "a...a,...->...": [(2, 3, 2), (4, 1)],
    "...ii,...ij->...j": [(2, 3, 3), (1, 3, 4)],
    "ab->ab": [(2, 3)],
    "ab->ba": [(2, 3)],
    "abc->b": [(2, 3, 4)],
    "abc->ca": [(2, 3, 4)],
    "ab->": [(2, 3)],
    "->": [()],
    "ii->i": [(3, 3)],
    "ii->": [(3, 3)],
    "ii->i ": [(0, 0)],
    " iji -> ji": [(3, 2, 3)],
    "iii->i": [(3, 3, 3)],
    "ijij->ji": [(2, 3, 2, 3)],
    "...->...": [(2, 3)],
    "...a->a...": [(2, 3, 4)],
    "a...b->...": [(2, 3, 4, 5)],
    "i...i->i...": [(3, 2, 4, 3)],
    "...ii->...": [(2, 3, 3)],
}


def tensor(array):
    return "tensor<" + "".join(f"{d}x" for d in array.shape) + "i32>"


def show(array):
    return f"{tensor(array)}={np.ascontiguousarray(array).tobytes().hex()}"


lines = []
for equation, shapes in EQUATIONS.items():
    operands = [RNG.integers(-9, 10, shape).astype(np.int32) for shape in shapes]
    result = np.asarray(np.einsum(equation, *operands), np.int32)
    lines.append(f"{equation}|{';'.join(map(show, operands))}|{show(result)}")
with open(sys.argv[1], "wb") as out:
    out.write(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
print(len(lines), "cases")
