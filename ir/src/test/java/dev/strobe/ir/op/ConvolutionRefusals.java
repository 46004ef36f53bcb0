package dev.strobe.ir.op;

import static dev.strobe.ir.op.Operands.f32;
import static dev.strobe.ir.op.Operands.longs;
import static dev.strobe.ir.op.Operands.s32;
import static dev.strobe.ir.op.Operands.value;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.ConvolutionOp.Axes;
import dev.strobe.ir.op.ConvolutionOp.KernelAxes;
import dev.strobe.ir.op.ConvolutionOp.Options;
import dev.strobe.ir.op.ConvolutionOp.Window;

/// Convolutions that break one constraint each, with padding that is written and with padding that
/// is computed: input `[batch, 0, 1, feature]`, kernel `[0, 1, input, output]`.
final class ConvolutionRefusals {
  private static final Value LHS = f32(4, 8, 9, 6);
  private static final Value RHS = f32(3, 2, 6, 12);
  private static final long ANY = TensorType.DYNAMIC;
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
    refusals.paddings();
    refusals.unknownSizes();
    return refusals.all.build();
  }

  static Op valid() {
    return convolution(LHS, RHS, window(ONES, ONES, ONES, ONES), options(1, 1));
  }

  private static final ConvolutionOp.DimensionNumbers NUMBERS =
      new ConvolutionOp.DimensionNumbers(AXES, KERNEL, AXES);

  private static Op convolution(Value lhs, Value rhs, Window window, Options options) {
    return new ConvolutionOp(lhs, rhs, window, NUMBERS, options);
  }

  private static Op dynamic(Value lhs, Value rhs, DynamicConvOp.Form form) {
    TensorType type = TensorType.of(ElementType.F32, ANY, ANY, ANY, ANY);
    return new DynamicConvOp(lhs, rhs, s32(2, 2), form, type);
  }

  /// Adds both ops; numbers of constraints are the same.
  private void both(String number, Value lhs, Value rhs, DynamicConvOp.Form form) {
    ImmutableLongArray ones = longs(ONES);
    all.add(
        new Refusal(
            "convolution_" + number,
            () ->
                new ConvolutionOp(
                    lhs, rhs, form.steps().padded(ones, ones), form.numbers(), form.options())));
    all.add(new Refusal("dynamic_conv_" + number, () -> dynamic(lhs, rhs, form)));
  }

  private static DynamicConvOp.Form form(Window window, Options options) {
    return new DynamicConvOp.Form(window.steps(), NUMBERS, options);
  }

  /// Strides, padding, dilation of the input, dilation of the window.
  private static Window window(long[]... w) {
    return new Window(longs(w[0]), longs(w[1]), longs(w[1]), longs(w[2]), longs(w[3]), FORWARD);
  }

  private static Options options(long features, long batches) {
    return new Options(features, batches, DotGeneralOp.Precision.DEFAULT, ElementType.F32);
  }

  private void operands(String number, Value lhs, Value rhs) {
    Window window = window(ONES, ONES, ONES, ONES);
    both(number, lhs, rhs, form(window, options(1, 1)));
  }

  private void types() {
    operands("c1", LHS, f32(3, 6, 12));
    operands("c1", f32(3), f32(3));
    operands("c14", LHS, f32(3, 2, 5, 12));
    operands("c27", LHS, value(ElementType.BF16, 3, 2, 6, 12));
    Value wide = value(ElementType.F64, 4, 8, 9, 6);
    operands("c27", wide, value(ElementType.F64, 3, 2, 6, 12));
  }

  private void window(String number, Window window) {
    both(number, LHS, RHS, form(window, options(1, 1)));
  }

  private void windows() {
    long[] short_ = {1};
    long[] zero = {1, 0};
    window("c2", window(short_, ONES, ONES, ONES));
    window("c3", window(zero, ONES, ONES, ONES));
    window("c5", window(ONES, ONES, short_, ONES));
    window("c6", window(ONES, ONES, zero, ONES));
    window("c7", window(ONES, ONES, ONES, short_));
    window("c8", window(ONES, ONES, ONES, zero));
    var one = longs(ONES);
    window("c9", new Window(one, one, one, one, one, ImmutableList.of(false)));
  }

  private void numbers(String number, Axes input, KernelAxes kernel, Axes output) {
    var numbers = new ConvolutionOp.DimensionNumbers(input, kernel, output);
    var steps = window(ONES, ONES, ONES, ONES).steps();
    both(number, LHS, RHS, new DynamicConvOp.Form(steps, numbers, options(1, 1)));
  }

  private void axes() {
    numbers("c12", new Axes(0, 3, longs(1)), KERNEL, AXES);
    numbers("c13", new Axes(0, 3, longs(1, 1)), KERNEL, AXES);
    numbers("c13", new Axes(0, 4, longs(1, 2)), KERNEL, AXES);
    numbers("c17", AXES, new KernelAxes(2, 3, longs(0)), AXES);
    numbers("c18", AXES, new KernelAxes(2, 2, longs(0, 1)), AXES);
    numbers("c18", AXES, new KernelAxes(2, 3, longs(0, -1)), AXES);
    numbers("c19", AXES, KERNEL, new Axes(0, 3, longs(1, 2, 1)));
    numbers("c20", AXES, KERNEL, new Axes(0, 0, longs(1, 2)));
    numbers("c20", AXES, KERNEL, new Axes(4, 3, longs(1, 2)));
  }

  private void groups(String number, Value rhs, long features, long batches) {
    Window window = window(ONES, ONES, ONES, ONES);
    both(number, LHS, rhs, form(window, options(features, batches)));
  }

  private void groups() {
    groups("c10", RHS, 1, 3);
    groups("c11", f32(3, 2, 1, 12), 4, 1);
    groups("c15", f32(3, 2, 6, 11), 1, 2);
    groups("c16", f32(3, 2, 3, 11), 2, 1);
    groups("c21", RHS, 0, 1);
    groups("c22", RHS, 1, 0);
    groups("c23", f32(3, 2, 3, 12), 2, 2);
  }

  private void paddings() {
    long[] short_ = {1};
    ImmutableLongArray one = longs(ONES);
    padding(window(ONES, short_, ONES, ONES));
    padding(new Window(one, one, longs(short_), one, one, FORWARD));
    dynamic("dynamic_conv_i3", s32(4), type(4, 8, 10, 12));
    dynamic("dynamic_conv_i3", f32(2, 2), type(4, 8, 10, 12));
    dynamic("dynamic_conv_c4", s32(3, 2), type(4, 8, 10, 12));
    dynamic("dynamic_conv_c4", s32(2, 3), type(4, 8, 10, 12));
    dynamic("dynamic_conv_c25", s32(2, 2), type(5, 8, 10, 12));
    dynamic("dynamic_conv_c25", s32(2, 2), type(4, 8, 10, 11));
    dynamic("dynamic_conv_c26", s32(2, 2), type(4, 8, 10));
    dynamic("dynamic_conv_c27", s32(2, 2), TensorType.of(ElementType.F64, 4, 8, 10, 12));
  }

  private void padding(Window window) {
    all.add(new Refusal("convolution_c4", () -> convolution(LHS, RHS, window, options(1, 1))));
  }

  private static TensorType type(long... dims) {
    return TensorType.of(ElementType.F32, dims);
  }

  private void dynamic(String label, Value padding, TensorType type) {
    var form = form(window(ONES, ONES, ONES, ONES), options(1, 1));
    all.add(new Refusal(label, () -> new DynamicConvOp(LHS, RHS, padding, form, type)));
  }

  /// Sizes that cannot turn out to fit, beside ones that can.
  private void unknownSizes() {
    operands("c14", f32(ANY, ANY, ANY, 6), f32(ANY, ANY, 5, 12));
    groups("c16", f32(ANY, ANY, ANY, 11), 2, 1);
  }
}
