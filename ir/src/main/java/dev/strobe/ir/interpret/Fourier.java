package dev.strobe.ir.interpret;

import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.FftOp;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/// The `fft` op by the sums that define it, one axis after the other, in f64.
record Fourier(Complex[] values, long[] dims) {
  static Tensor transform(FftOp op, Tensor x) {
    Fourier spectrum = of(x);
    int last = spectrum.dims.length - 1;
    int first = last + 1 - op.fftLength().length();
    int length = (int) op.fftLength().get(op.fftLength().length() - 1);
    spectrum =
        switch (op.kind()) {
          case FFT -> spectrum.each(first, last + 1, line -> sums(line, line.length, -1));
          case IFFT -> spectrum.each(first, last + 1, Fourier::inverse);
          case RFFT ->
              spectrum
                  .along(last, half(length), line -> sums(line, half(line.length), -1))
                  .each(first, last, line -> sums(line, line.length, -1));
          case IRFFT ->
              spectrum
                  .each(first, last, Fourier::inverse)
                  .along(last, length, line -> inverse(whole(line, length)));
        };
    Tensor out = Tensor.zeros((TensorType) op.resultTypes().getFirst());
    for (int i = 0; i < out.size(); i++) {
      if (out.element().isComplex()) {
        out.setComplex(i, spectrum.values[i]);
      } else {
        out.setReal(i, spectrum.values[i].re());
      }
    }
    return out;
  }

  private static Fourier of(Tensor x) {
    Complex[] values = new Complex[x.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = x.element().isComplex() ? x.complex(i) : new Complex(x.real(i), 0);
    }
    return new Fourier(values, x.type().dims().toArray());
  }

  /// Transforms the axes of a range, which keep their sizes.
  private Fourier each(int from, int to, UnaryOperator<Complex[]> transform) {
    Fourier result = this;
    for (int axis = from; axis < to; axis++) {
      result = result.along(axis, (int) dims[axis], transform);
    }
    return result;
  }

  /// Transforms each line along one axis into one of the given size.
  private Fourier along(int axis, int size, UnaryOperator<Complex[]> transform) {
    int n = (int) dims[axis];
    int inner = (int) LongStream.of(dims).skip(axis + 1).reduce(1, (a, b) -> a * b);
    int outer = (int) LongStream.of(dims).limit(axis).reduce(1, (a, b) -> a * b);
    Complex[] out = new Complex[outer * size * inner];
    for (int at = 0; at < outer * inner; at++) {
      int before = at / inner;
      int behind = at % inner;
      Complex[] line = new Complex[n];
      for (int i = 0; i < n; i++) {
        line[i] = values[(before * n + i) * inner + behind];
      }
      Complex[] transformed = transform.apply(line);
      for (int i = 0; i < size; i++) {
        out[(before * size + i) * inner + behind] = transformed[i];
      }
    }
    long[] sizes = dims.clone();
    sizes[axis] = size;
    return new Fourier(out, sizes);
  }

  /// The first `size` of `sum(x[j] * exp(sign * 2 pi i j k / n))`.
  private static Complex[] sums(Complex[] x, int size, int sign) {
    Complex[] sums = new Complex[size];
    int n = x.length;
    for (int k = 0; k < size; k++) {
      Complex sum = new Complex(0, 0);
      for (int j = 0; j < n; j++) {
        double angle = sign * 2 * Math.PI * ((long) j * k % n) / n;
        sum = sum.plus(x[j].times(new Complex(StrictMath.cos(angle), StrictMath.sin(angle))));
      }
      sums[k] = sum;
    }
    return sums;
  }

  private static Complex[] inverse(Complex[] x) {
    return Arrays.stream(sums(x, x.length, 1))
        .map(sum -> new Complex(sum.re() / x.length, sum.im() / x.length))
        .toArray(Complex[]::new);
  }

  /// The whole spectrum of real numbers from its first half.
  private static Complex[] whole(Complex[] half, int length) {
    Complex[] whole = new Complex[length];
    for (int k = 0; k < length; k++) {
      Complex mirrored = half[Math.min(k, length - k)];
      whole[k] = k <= length / 2 ? half[k] : new Complex(mirrored.re(), -mirrored.im());
    }
    return whole;
  }

  private static int half(int length) {
    return length == 0 ? 0 : length / 2 + 1;
  }
}
