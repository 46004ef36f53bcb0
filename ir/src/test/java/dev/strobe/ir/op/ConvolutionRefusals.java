package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.value;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConvolutionOp.Axes;
import dev.strobe.ir.op.ConvolutionOp.KernelAxes;
import dev.strobe.ir.op.ConvolutionOp.Options;
import dev.strobe.ir.op.ConvolutionOp.Window;

/// Convolutions that break one constraint each: input `[batch, 0, 1, feature]`, kernel `[0, 1,
/// input, output]`.
final class ConvolutionRefusals {
  private static final Value LHS = f32(4, 8, 9, 6);
  private static final Value RHS = f32(3, 2, 6, 12);
  private static final long[] ONES = {1, 1};
  private static final ImmutableList<Boolean> FORWARD = ImmutableList.of(false, false);
  private static final Axes AXES = new Axes(0, 3, longs(1, 2));
  private static final KernelAxes KERNEL = new KernelAxes(2, 3, longs(0, 1));

  private final ImmutableList.Builder<Refusal> all = ImmutableList.builder();

  private ConvolutionRefusals() {}

  static ImmutableList<Refusal> all() {
    ConvolutionRefusals refusals = new ConvolutionRefusals();
    refusals.types();
    refusals.windows();
    refusals.axes();
    refusals.groups();
    return refusals.all.build();
  }

  static Op valid() {
    return convolution(LHS, RHS, window(ONES, ONES, ONES, ONES), options(1, 1));
  }

  private static Op convolution(Value lhs, Value rhs, Window window, Options options) {
    var numbers = new ConvolutionOp.DimensionNumbers(AXES, KERNEL, AXES);
    return new ConvolutionOp(lhs, rhs, window, numbers, options);
  }

  /// Strides, padding, dilation of the input, dilation of the window.
  private static Window window(long[]... w) {
    return new Window(longs(w[0]), longs(w[1]), longs(w[1]), longs(w[2]), longs(w[3]), FORWARD);
  }

  private static Options options(long features, long batches) {
    return new Options(features, batches, DotGeneralOp.Precision.DEFAULT, ElementType.F32);
  }

  private void operands(String label, Value lhs, Value rhs) {
    Window window = window(ONES, ONES, ONES, ONES);
    all.add(new Refusal(label, () -> convolution(lhs, rhs, window, options(1, 1))));
  }

  private void types() {
    operands("convolution_c1", LHS, f32(3, 6, 12));
    operands("convolution_c1", f32(3), f32(3));
    operands("convolution_c14", LHS, f32(3, 2, 5, 12));
    operands("convolution_c27", LHS, value(ElementType.BF16, 3, 2, 6, 12));
    Value wide = value(ElementType.F64, 4, 8, 9, 6);
    operands("convolution_c27", wide, value(ElementType.F64, 3, 2, 6, 12));
  }

  private void window(String label, Window window) {
    all.add(new Refusal(label, () -> convolution(LHS, RHS, window, options(1, 1))));
  }

  private void windows() {
    long[] short_ = {1};
    long[] zero = {1, 0};
    window("convolution_c2", window(short_, ONES, ONES, ONES));
    window("convolution_c3", window(zero, ONES, ONES, ONES));
    window("convolution_c4", window(ONES, short_, ONES, ONES));
    var one = longs(ONES);
    window("convolution_c4", new Window(one, one, longs(short_), one, one, FORWARD));
    window("convolution_c5", window(ONES, ONES, short_, ONES));
    window("convolution_c6", window(ONES, ONES, zero, ONES));
    window("convolution_c7", window(ONES, ONES, ONES, short_));
    window("convolution_c8", window(ONES, ONES, ONES, zero));
    window("convolution_c9", new Window(one, one, one, one, one, ImmutableList.of(false)));
  }

  private void numbers(String label, Axes input, KernelAxes kernel, Axes output) {
    var numbers = new ConvolutionOp.DimensionNumbers(input, kernel, output);
    Window window = window(ONES, ONES, ONES, ONES);
    all.add(new Refusal(label, () -> new ConvolutionOp(LHS, RHS, window, numbers, options(1, 1))));
  }

  private void axes() {
    numbers("convolution_c12", new Axes(0, 3, longs(1)), KERNEL, AXES);
    numbers("convolution_c13", new Axes(0, 3, longs(1, 1)), KERNEL, AXES);
    numbers("convolution_c13", new Axes(0, 4, longs(1, 2)), KERNEL, AXES);
    numbers("convolution_c17", AXES, new KernelAxes(2, 3, longs(0)), AXES);
    numbers("convolution_c18", AXES, new KernelAxes(2, 2, longs(0, 1)), AXES);
    numbers("convolution_c18", AXES, new KernelAxes(2, 3, longs(0, -1)), AXES);
    numbers("convolution_c19", AXES, KERNEL, new Axes(0, 3, longs(1, 2, 1)));
    numbers("convolution_c20", AXES, KERNEL, new Axes(0, 0, longs(1, 2)));
    numbers("convolution_c20", AXES, KERNEL, new Axes(4, 3, longs(1, 2)));
  }

  private void groups(String label, Value rhs, long features, long batches) {
    Window window = window(ONES, ONES, ONES, ONES);
    all.add(new Refusal(label, () -> convolution(LHS, rhs, window, options(features, batches))));
  }

  private void groups() {
    groups("convolution_c10", RHS, 1, 3);
    groups("convolution_c11", f32(3, 2, 1, 12), 4, 1);
    groups("convolution_c15", f32(3, 2, 6, 11), 1, 2);
    groups("convolution_c16", f32(3, 2, 3, 11), 2, 1);
    groups("convolution_c21", RHS, 0, 1);
    groups("convolution_c22", RHS, 1, 0);
    groups("convolution_c23", f32(3, 2, 3, 12), 2, 2);
  }
}
