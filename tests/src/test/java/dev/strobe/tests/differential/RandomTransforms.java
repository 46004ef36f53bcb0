package dev.strobe.tests.differential;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.FftOp;
import java.util.List;
import java.util.stream.LongStream;

/// Adds Fourier transforms along up to three axes, and random bits, which are a function of the
/// state.
record RandomTransforms(RandomFunction f) {
  /// A sum of n numbers along each axis, with factors that are rounded too.
  void fft() {
    FftOp.Kind kind = f.oneOf(List.of(FftOp.Kind.values()));
    boolean single = f.below(2) == 0;
    long[] lengths = LongStream.generate(() -> 1 + f.below(5)).limit(1 + f.below(3)).toArray();
    long[] sizes =
        f.below(2) == 0
            ? lengths.clone()
            : LongStream.concat(LongStream.of(1 + f.below(2)), LongStream.of(lengths)).toArray();
    if (kind == FftOp.Kind.IRFFT) {
      sizes[sizes.length - 1] = lengths[lengths.length - 1] / 2 + 1;
    }
    ElementType real = single ? ElementType.F32 : ElementType.F64;
    ElementType complex = single ? ElementType.C64 : ElementType.C128;
    Tracked x =
        f.any(Tracked::isExact, TensorType.of(kind == FftOp.Kind.RFFT ? real : complex, sizes));
    long terms = LongStream.of(lengths).reduce(1, (a, b) -> a * b);
    Value result = f.emit(new FftOp(x.value(), kind, ImmutableLongArray.copyOf(lengths)));
    boolean inverse = kind == FftOp.Kind.IFFT || kind == FftOp.Kind.IRFFT;
    double bound = (inverse ? 1 : terms) * x.bound();
    f.add(Tracked.steps(result, bound, 8 + 2 * terms));
  }
}
