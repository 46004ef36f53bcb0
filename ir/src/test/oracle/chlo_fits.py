"""Fits the rational functions of package dev.strobe.ir.chlo, and prints them as Java.

Each is the ratio of two polynomials that meets a function, computed by mpmath in 60 digits, in the
Chebyshev nodes of an interval: near the best there is for functions as smooth as these. The degrees are the
smallest that keep the relative error below a quarter of a unit in the last place of the element type (f32, f64).

    python chlo_fits.py > ../../main/java/dev/strobe/ir/chlo/Fit.java
"""
import sys

from mpmath import cos, erf, erfc, erfinv, exp, findroot, log, loggamma, lu_solve, matrix, mp, mpf, pi, psi, sqrt, besseli

mp.dps = 60
F32, F64 = mpf(2) ** -26, mpf(2) ** -55
NAMES = {F32: "F32", F64: "F64"}


def horner(p, x):
    total = mpf(0)
    for c in reversed(p):
        total = total * x + c
    return total


def interpolate(f, lo, hi, n, m):
    """p of degree n and q of degree m, q[0] = 1, in t = (x - centre) scaled to [-1, 1]."""
    count = n + m + 1
    nodes = [cos(pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    a, b = matrix(count, count), matrix(count, 1)
    for i, t in enumerate(nodes):
        y = f(lo + (hi - lo) * (t + 1) / 2)
        for j in range(n + 1):
            a[i, j] = t ** j
        for j in range(1, m + 1):
            a[i, n + j] = -y * t ** j
        b[i] = y
    s = lu_solve(a, b)
    return [s[j] for j in range(n + 1)], [mpf(1)] + [s[n + j] for j in range(1, m + 1)]


def shifted(p, centre, half):
    """p((x - centre) / half) as a polynomial of x."""
    out = [mpf(0)]
    for c in reversed(p):
        grown = [mpf(0)] * (len(out) + 1)
        for i, v in enumerate(out):
            grown[i + 1] += v / half
            grown[i] -= v * centre / half
        grown[0] += c
        out = grown
    return out[:len(p)]


def fit(f, lo, hi, target):
    lo, hi = mpf(lo), mpf(hi)
    centre, half = (lo + hi) / 2, (hi - lo) / 2
    samples = [lo + (hi - lo) * (1 - cos(pi * i / 160)) / 2 for i in range(161)]
    wanted = [f(x) for x in samples]
    for total in range(2, 34):
        for m in sorted({0, total // 2, (total - 1) // 2, total // 2 - 1} & set(range(total))):
            p, q = interpolate(f, lo, hi, total - m, m)
            ts = [(x - centre) / half for x in samples]
            bottoms = [horner(q, t) for t in ts]
            if min(bottoms) <= 0.02:
                continue
            worst = max(abs(horner(p, t) / d / y - 1) for t, d, y in zip(ts, bottoms, wanted))
            if worst <= target:
                p, q = shifted(p, centre, half), shifted(q, centre, half)
                return [c / q[0] for c in p], [c / q[0] for c in q], worst
    raise ValueError("no fit")


def erf_over_x(u):
    x = sqrt(u)
    return erf(x) / x if u else 2 / sqrt(pi)


def scaled_erfc(t):
    x = 3 * (1 + t) / (1 - t)
    return exp(x * x) * erfc(x) * (1 + 2 * x)


def erf_inv_over_x(w):
    if w == 0:
        return sqrt(pi) / 2
    x = sqrt(-mp.expm1(-w))
    if w < 30:
        return erfinv(x) / x
    guess = sqrt(w)
    near = -mp.expm1(-w)
    rest = mp.exp(-w) / (1 + sqrt(near))
    return findroot(lambda y: log(erfc(y) / rest), (guess * mpf("0.95"), guess)) / sqrt(near)


def lgamma_over_roots(z):
    if min(abs(z), abs(z + 1)) < mpf(10) ** -25:
        return psi(0, 2 + z) / (1 + 2 * z)
    return loggamma(2 + z) / z / (z + 1)


def stirling(u):
    if u == 0:
        return mpf(1) / 12
    x = 1 / sqrt(u)
    return x * (loggamma(x) - (x - mpf(1) / 2) * log(x) + x - log(2 * pi) / 2)


ROOT = findroot(lambda x: psi(0, x), mpf("1.4616"))


def digamma_slope(y):
    x = 1 + y
    return psi(0, x) / (x - ROOT)


def digamma_tail(u):
    if u == 0:
        return mpf(1) / 12
    x = 1 / sqrt(u)
    return (log(x) - 1 / (2 * x) - psi(0, x)) * x * x


def bessel_small(x):
    return exp(-x) * besseli(1, x) / x if x else mpf(1) / 2


def bessel_large(v):
    if v == 0:
        return 1 / sqrt(2 * pi)
    return exp(-1 / v) * besseli(1, 1 / v) / sqrt(v)


def point(x):
    return (x - 3) / (x + 3)


FITS = [
    ("ERF", "erf(x) / x, of x^2 in [0, 1]", erf_over_x, (0, 1), (0, 1)),
    ("ERFCX", "exp(x^2) erfc(x) (1 + 2x), of (x - 3) / (x + 3) for x in [0.5, 28]", scaled_erfc,
     (point(mpf(1) / 2), point(mpf(11))), (point(mpf(1) / 2), point(mpf(28)))),
    ("ERF_INV", "erf_inv(x) / x, of w = -log(1 - x^2) in [0, 6.25]", erf_inv_over_x, (0, 6.25), (0, 6.25)),
    ("ERF_INV_TAIL", "erf_inv(x) / x, of sqrt(w) - 2.5 for that w above 6.25",
     lambda s: erf_inv_over_x((s + 2.5) ** 2), (0, 1.65), (0, 3.6)),
    ("LGAMMA", "lgamma(1 + y) / y / (y - 1), of y in [0, 2]", lambda y: lgamma_over_roots(y - 1), (0, 2), (0, 2)),
    ("STIRLING", "x times what Stirling's formula lacks for x >= 3, of 1 / x^2", stirling,
     (0, mpf(1) / 9), (0, mpf(1) / 9)),
    ("DIGAMMA", "digamma(1 + y) / (1 + y - its root), of y in [0, 1]", digamma_slope, (0, 1), (0, 1)),
    ("DIGAMMA_TAIL", "x^2 (log x - 1 / 2x - digamma(x)) for x >= 2, of 1 / x^2", digamma_tail,
     (0, 0.25), (0, 0.25)),
    ("BESSEL_I1E", "exp(-x) I1(x) / x, of x in [0, 8]", bessel_small, (0, 8), (0, 8)),
    ("BESSEL_I1E_TAIL", "sqrt(x) exp(-x) I1(x) for x >= 8, of 1 / x - 0.0625",
     lambda z: bessel_large(z + mpf("0.0625")), (-0.0625, 0.0625), (-0.0625, 0.0625)),
]


def array(coefficients, target):
    return "new double[] {" + ", ".join(number(c, target) for c in coefficients) + "}"


def number(c, target):
    return repr(float(mp.nstr(c, 10))) if target == F32 else repr(float(c))


HEAD = """package dev.strobe.ir.chlo;

import dev.strobe.ir.ElementType;

/// Ratios of polynomials that stand for functions on an interval, to a quarter of a unit in the
/// last place: for f32 and for f64. Written by `src/test/oracle/chlo_fits.py`.
enum Fit {
"""

TAIL = """
  private final double[] narrowTop;
  private final double[] narrowBottom;
  private final double[] wideTop;
  private final double[] wideBottom;

  Fit(double[] narrowTop, double[] narrowBottom, double[] wideTop, double[] wideBottom) {
    this.narrowTop = narrowTop;
    this.narrowBottom = narrowBottom;
    this.wideTop = wideTop;
    this.wideBottom = wideBottom;
  }

  /// The function at a place.
  Real at(Real x) {
    boolean wide = x.element() == ElementType.F64;
    double[] bottom = wide ? wideBottom : narrowBottom;
    Real top = x.polynomial(wide ? wideTop : narrowTop);
    return bottom.length == 1 ? top : top.over(x.polynomial(bottom));
  }
}
"""


if __name__ == "__main__":
    constants = []
    for name, text, f, narrow, wide in FITS:
        arrays = []
        for target, (lo, hi) in ((F32, narrow), (F64, wide)):
            p, q, worst = fit(f, lo, hi, target)
            print(name, len(p) - 1, len(q) - 1, mp.nstr(worst, 3), file=sys.stderr)
            arrays += [array(p, target), array(q, target)]
        constants.append(f"  /// {text}.\n  {name}({', '.join(arrays)})")
    print(HEAD + ",\n\n".join(constants) + ";\n" + TAIL, end="")
