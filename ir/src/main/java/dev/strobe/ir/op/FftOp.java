package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Discrete Fourier transforms along the last axes.
///
/// @param fftLength sizes of those axes, of the real tensor where operand or result is real
public record FftOp(Value operand, Kind kind, ImmutableLongArray fftLength) implements Op {
  /// Forward or inverse, of complex numbers or between real numbers and half a spectrum.
  public enum Kind {
    FFT,
    IFFT,
    RFFT,
    IRFFT
  }

  public FftOp {
    TensorType type = operand.tensor();
    int axes = fftLength.length();
    Checks.require(axes >= 1 && axes <= 3, "fft_c3", "1 <= size(fft_length) <= 3", fftLength);
    Checks.require(
        axes <= type.rank(), "fft_c1", "size(fft_length) <= rank(operand)", fftLength, type);
    requireElement(kind, type);
    requireSizes(kind, type, fftLength);
  }

  @Override
  public String name() {
    return "fft";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType type = operand.tensor();
    long[] dims = type.dims().toArray();
    long length = fftLength.get(fftLength.length() - 1);
    return ImmutableList.of(
        switch (kind) {
          case FFT, IFFT -> type;
          case RFFT -> {
            dims[dims.length - 1] = half(length);
            boolean single = type.element() == ElementType.F32;
            yield TensorType.of(single ? ElementType.C64 : ElementType.C128, dims);
          }
          case IRFFT -> {
            dims[dims.length - 1] = length;
            yield TensorType.of(type.element().real(), dims);
          }
        });
  }

  @Override
  public FftOp withOperands(List<Value> operands) {
    return new FftOp(operands.getFirst(), kind, fftLength);
  }

  /// How much of a spectrum determines the rest of it.
  private static long half(long length) {
    return length == 0 ? 0 : length / 2 + 1;
  }

  private static void requireElement(Kind kind, TensorType type) {
    ElementType element = type.element();
    boolean real = element == ElementType.F32 || element == ElementType.F64;
    Checks.require(
        kind == Kind.RFFT ? real : element.isComplex(),
        "fft_c2",
        kind == Kind.RFFT ? "an operand of f32 or f64" : "a complex operand",
        type);
  }

  private static void requireSizes(Kind kind, TensorType type, ImmutableLongArray lengths) {
    if (kind == Kind.FFT || kind == Kind.IFFT) {
      return;
    }
    // The last axis of an operand of irfft is not that of the real tensor.
    int checked = kind == Kind.IRFFT ? lengths.length() - 1 : lengths.length();
    long last = lengths.get(lengths.length() - 1);
    int from = type.rank() - lengths.length();
    Checks.require(
        last >= 0
            && type.dims().subArray(from, from + checked).equals(lengths.subArray(0, checked)),
        "fft_c4",
        "fft_length to be the last sizes of the real tensor",
        lengths,
        type);
    Checks.require(
        kind == Kind.RFFT || type.dim(type.rank() - 1) == half(last),
        "fft_c5",
        "dim(operand, -1) = fft_length[-1] / 2 + 1, or 0 of 0",
        lengths,
        type);
  }
}
