"""Writes chlo.txt.gz: functions of the chlo dialect by mpmath, in 60 digits and rounded once.

A line is `function|element type|scale|operands in hex|result in hex`. Errors are to be measured in units of
the last place of the result, or of the scale where that is larger: beside a root that no formula knows, a
result can't be as exact as elsewhere.

    python chlo.py ../resources/dev/strobe/ir/interpret/chlo.txt.gz
"""
import gzip
import sys

import ml_dtypes
import mpmath as mp
import numpy as np

mp.mp.dps = 60
TYPES = {"bf16": ml_dtypes.bfloat16, "f16": np.float16, "f32": np.float32, "f64": np.float64,
         "complex<f32>": np.complex64, "complex<f64>": np.complex128}
REALS = ["bf16", "f16", "f32", "f64"]
COMPLEX = ["complex<f32>", "complex<f64>"]
RANDOM = np.random.default_rng(20250101)
INF, NAN = float("inf"), float("nan")


def spread(low, high, count=16):
    """Magnitudes from 2^low to 2^high, both signs."""
    x = 2.0 ** RANDOM.uniform(low, high, count)
    return np.concatenate([x, -x])


def around(*points, width=0.5, count=12):
    return np.concatenate([p + RANDOM.uniform(-width, width, count) for p in points])


def inside(low, high, count=30):
    return RANDOM.uniform(low, high, count)


def positive(x):
    return np.abs(x)


def near_one():
    return 1 - 2.0 ** -RANDOM.uniform(1, 22, 16)


ODD = np.array([0.0, -0.0])
ENDS = np.array([INF, -INF, NAN])


def erf_inv(x):
    if abs(x) == 1:
        return x * mp.inf
    if abs(x) > 1 or mp.isnan(x):
        return mp.nan
    if abs(x) < 0.9:
        return mp.erfinv(x)
    rest, low, high = 1 - abs(x), mp.mpf(0), mp.mpf(12)
    for _ in range(220):
        middle = (low + high) / 2
        low, high = (middle, high) if mp.erfc(middle) > rest else (low, middle)
    return mp.sign(x) * low


def whole(x):
    return mp.isfinite(x) and x == mp.floor(x)


def lgamma(x):
    if mp.isinf(x) or (whole(x) and x <= 0):
        return mp.inf
    return mp.log(abs(mp.gamma(x))) if x < 0 else mp.loggamma(x)


def digamma(x):
    if x == -mp.inf or (whole(x) and x <= 0):
        return mp.nan
    return x if mp.isinf(x) or mp.isnan(x) else mp.psi(0, x)


def i1e(x):
    if mp.isinf(x):
        return mp.mpf(0)
    return mp.besseli(1, x) * mp.exp(-abs(x))


def real_only(f, low, high):
    return lambda x: f(x) if low <= x <= high else mp.nan


def tangent(x):
    return mp.nan if mp.isinf(x) else mp.tan(x)


BEYOND = inside(-90, 90, 20)
REAL = {
    "acos": (real_only(mp.acos, -1, 1), [inside(-1, 1), near_one(), -near_one(), spread(-20, 1), ODD, [1, -1], ENDS]),
    "acosh": (real_only(mp.acosh, 1, INF), [positive(spread(0, 100)), 2 - near_one(), [1, 0.5, -3], ENDS]),
    "asin": (real_only(mp.asin, -1, 1), [inside(-1, 1), near_one(), spread(-20, 1), ODD, [1, -1], ENDS]),
    "asinh": (mp.asinh, [spread(-60, 2), spread(0, 100), ODD, ENDS]),
    "atan": (mp.atan, [spread(-30, 30), ODD, ENDS]),
    "atanh": (real_only(mp.atanh, -1, 1), [inside(-1, 1), near_one(), spread(-20, 1), ODD, [1, -1], ENDS]),
    "bessel_i1e": (i1e, [spread(-20, 10), inside(-10, 10), around(8, -8), ODD, ENDS]),
    "cosh": (mp.cosh, [spread(-10, 4), BEYOND, ODD, ENDS]),
    "digamma": (digamma, [positive(spread(-10, 20)), inside(0, 4), around(1.4616), ODD, [-1, -2, 1, 2], ENDS]),
    "erf": (mp.erf, [spread(-20, 3), inside(-4, 4), ODD, ENDS]),
    "erf_inv": (erf_inv, [inside(-1, 1), near_one(), -near_one(), spread(-20, -1), ODD, [1, -1, 1.5, -2], ENDS]),
    "erfc": (mp.erfc, [spread(-10, 3), inside(-4, 9), inside(0.4, 0.6, 20), ODD, ENDS]),
    "lgamma": (lgamma, [positive(spread(-60, 60)), inside(0, 4), around(1, 2, width=0.1), ODD, [-1, 1, 2, 3], ENDS]),
    "sinh": (mp.sinh, [spread(-20, 4), BEYOND, ODD, ENDS]),
    "square": (lambda x: x * x, [spread(-20, 20), ODD, ENDS]),
    "tan": (tangent, [spread(-20, 1), inside(-10, 10), ODD, ENDS]),
}
SCALED = {
    "digamma": (digamma, [inside(-12, 0), -positive(spread(-8, 8))]),
    "lgamma": (lgamma, [inside(-12, 0), -positive(spread(-30, 8))]),
}


def zeta(x, q):
    return mp.inf if x == 1 else mp.nan if x < 1 or (q <= 0 and whole(q)) else mp.zeta(x, q)


def polygamma(n, x):
    if n < 0 or not whole(n) or x <= 0:
        return mp.nan
    return mp.psi(int(n), x)


def next_after(x, y):
    return np.nextafter(x, y)


ZETA = [np.concatenate([inside(1, 4, 32), inside(1, 30, 32), [1, 0.5, 2, 3]]),
        np.concatenate([positive(spread(-3, 6, 16)), inside(0.5, 20, 32), [2, 2, 1, 2]])]
POLYGAMMA = [np.concatenate([RANDOM.integers(0, 6, 40), [-1, 1.5, 2]]),
             np.concatenate([inside(0.1, 4, 20), inside(0.5, 100, 20), [2, 2, 1]])]


def plane(low, high, count=50):
    return 2.0 ** RANDOM.uniform(low, high, count) * np.exp(1j * RANDOM.uniform(-np.pi, np.pi, count))


def box(low, high, count=40):
    sign = RANDOM.choice([-1, 1], (2, count))
    return sign[0] * 2.0 ** RANDOM.uniform(low, high, count) + 1j * sign[1] * 2.0 ** RANDOM.uniform(low, high, count)


ARCS = [plane(-3, 3), box(-20, 20), 1 + 0.1 * plane(-10, 0, 20), -1 + 0.1 * plane(-10, 0, 20), plane(20, 60, 16)]
COMPLEXES = {
    "acos": (mp.acos, ARCS), "acosh": (mp.acosh, ARCS), "asin": (mp.asin, ARCS), "asinh": (mp.asinh, ARCS),
    "atan": (mp.atan, ARCS), "atanh": (mp.atanh, ARCS),
    "conj": (mp.conj, [plane(-3, 3, 20)]),
    "cosh": (mp.cosh, [plane(-3, 3), box(-12, 6)]), "sinh": (mp.sinh, [plane(-3, 3), box(-12, 6)]),
    "square": (lambda z: z * z, [plane(-10, 10)]), "tan": (mp.tan, [plane(-3, 3), box(-12, 6)]),
}


def exact(kind, x):
    with np.errstate(all="ignore"):
        return np.asarray(x).astype(TYPES[kind])


def rounded(kind, values):
    with np.errstate(all="ignore"):
        if kind in COMPLEX:
            return np.array([complex(v) for v in values]).astype(TYPES[kind])
        return np.array([float(v) for v in values]).astype(TYPES[kind])


def number(x):
    if np.iscomplexobj(x):
        return mp.mpc(complex(x))
    return mp.mpf(float(x))


def signed_zero(x, y):
    """mpmath has no negative zero: odd functions keep the one that they are given."""
    return np.where((np.asarray(x) == 0) & (np.asarray(y) == 0), np.asarray(x), np.asarray(y))


def line(name, kind, scale, operands, result):
    joined = ",".join(np.ascontiguousarray(x).tobytes().hex() for x in operands)
    return f"{name}|{kind}|{scale}|{joined}|{np.ascontiguousarray(result).tobytes().hex()}"


def value(f, *x):
    return mp.nan if any(mp.isnan(v) for v in x) else f(*x)


def elementwise(table, kinds, scale):
    for name, (f, groups) in table.items():
        for kind in kinds:
            x = exact(kind, np.concatenate([np.asarray(g) for g in groups]))
            y = rounded(kind, [value(f, number(v)) for v in x])
            y = y if kind in COMPLEX or name == "square" else signed_zero(x, y).astype(TYPES[kind])
            yield line(name, kind, scale, [x], y)


def pairs(name, f, columns):
    for kind in REALS:
        a, b = (exact(kind, c) for c in columns)
        yield line(name, kind, 0, [a, b], rounded(kind, [value(f, number(x), number(y)) for x, y in zip(a, b)]))


def neighbours():
    for kind in REALS:
        x = exact(kind, [0, 0, -0.0, 1, 1, -1, -1, 2, 1, 1, NAN, 1, INF, -INF, 3, 0.1, -0.1])
        y = exact(kind, [1, -1, 5, 2, 0, 0, -2, 2, INF, -INF, 1, NAN, 0, 0, 3, 9, -9])
        yield line("next_after", kind, 0, [x, y], next_after(x, y))


if __name__ == "__main__":
    lines = [*elementwise(REAL, REALS, 0), *elementwise(SCALED, REALS, 1), *elementwise(COMPLEXES, COMPLEX, 0),
             *pairs("zeta", zeta, ZETA), *pairs("polygamma", polygamma, POLYGAMMA), *neighbours()]
    with open(sys.argv[1], "wb") as out:
        out.write(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    print(len(lines), "cases")
