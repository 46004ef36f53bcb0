package dev.strobe.ir.op;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.ConvolutionOp.Axes;
import dev.strobe.ir.op.ConvolutionOp.DimensionNumbers;
import dev.strobe.ir.op.ConvolutionOp.Options;
import dev.strobe.ir.op.ConvolutionOp.Steps;

/// What `convolution` and `dynamic_conv` have in common: constraints, whose numbers are the same in
/// both, and the type of the result. What depends on sizes that are not known holds.
record ConvolutionRules(String op, TensorType lhs, TensorType rhs) {
  /// The number of windows along a spatial axis, for so many elements of the input and the kernel.
  @FunctionalInterface
  interface Windows {
    long count(int d, long input, long kernel);
  }

  void require(Steps steps, DimensionNumbers numbers, Options options) {
    requireTypes(options);
    requireSteps(steps);
    requireNumbers(numbers);
    requireGroups(numbers, options);
  }

  TensorType resultType(DimensionNumbers numbers, Options options, Windows windows) {
    long[] dims = new long[lhs.rank()];
    Axes output = numbers.output();
    long batch = dim(lhs, numbers.input().batch());
    dims[(int) output.batch()] = parts(batch, options.batchGroupCount());
    dims[(int) output.feature()] = dim(rhs, numbers.kernel().outputFeature());
    for (int d = 0; d < output.spatial().length(); d++) {
      long input = dim(lhs, numbers.input().spatial().get(d));
      long kernel = dim(rhs, numbers.kernel().spatial().get(d));
      dims[(int) output.spatial().get(d)] = windows.count(d, input, kernel);
    }
    return TensorType.of(options.element(), dims);
  }

  void requireLength(int number, String what, ImmutableLongArray values) {
    Checks.require(
        values.length() == lhs.rank() - 2,
        label(number),
        "size(" + what + ") = rank(lhs) - 2",
        values);
  }

  private String label(int number) {
    return op + "_c" + number;
  }

  private static long dim(TensorType type, long axis) {
    return type.dim((int) axis);
  }

  private static long parts(long size, long count) {
    return size == TensorType.DYNAMIC ? size : size / count;
  }

  private void requireTypes(Options options) {
    Checks.require(
        lhs.rank() >= 2 && lhs.rank() == rhs.rank(),
        label(1),
        "2 <= rank(lhs) = rank(rhs)",
        lhs,
        rhs);
    // The specification wants one type for all; as in a dot_general, programs have wider results.
    Checks.require(
        lhs.element() == rhs.element() && lhs.element().isPromotableTo(options.element()),
        label(27),
        "operands of one element type that can be promoted to the result's",
        lhs,
        rhs,
        options.element());
  }

  private void requireSteps(Steps steps) {
    requireLength(2, "window_strides", steps.strides());
    requirePositive(3, "window_strides", steps.strides());
    requireLength(5, "lhs_dilation", steps.lhsDilation());
    requirePositive(6, "lhs_dilation", steps.lhsDilation());
    requireLength(7, "rhs_dilation", steps.rhsDilation());
    requirePositive(8, "rhs_dilation", steps.rhsDilation());
    Checks.require(
        steps.reversal().size() == lhs.rank() - 2,
        label(9),
        "size(window_reversal) = rank(lhs) - 2",
        steps.reversal());
  }

  private void requireNumbers(DimensionNumbers n) {
    requireLength(12, "input_spatial_dimensions", n.input().spatial());
    requireAxes(13, "input_dimensions", n.input().all());
    requireLength(17, "kernel_spatial_dimensions", n.kernel().spatial());
    requireAxes(18, "kernel_dimensions", n.kernel().all());
    requireLength(19, "output_spatial_dimensions", n.output().spatial());
    requireAxes(20, "output_dimensions", n.output().all());
  }

  private void requireGroups(DimensionNumbers n, Options options) {
    long features = options.featureGroupCount();
    long batches = options.batchGroupCount();
    Checks.require(features > 0, label(21), "0 < feature_group_count", features);
    Checks.require(batches > 0, label(22), "0 < batch_group_count", batches);
    Checks.require(
        features == 1 || batches == 1,
        label(23),
        "feature_group_count = 1 or batch_group_count = 1",
        features,
        batches);
    long inputs = dim(lhs, n.input().feature());
    long outputs = dim(rhs, n.kernel().outputFeature());
    requireMultiple(10, "input batch", dim(lhs, n.input().batch()), batches);
    requireMultiple(11, "input features", inputs, features);
    Checks.require(
        TensorType.sizesFit(dim(rhs, n.kernel().inputFeature()), parts(inputs, features)),
        label(14),
        "as many kernel input features as a group of the input has",
        lhs,
        rhs,
        features);
    requireMultiple(15, "kernel output features", outputs, batches);
    requireMultiple(16, "kernel output features", outputs, features);
  }

  private void requirePositive(int number, String what, ImmutableLongArray values) {
    Checks.require(values.stream().allMatch(v -> v > 0), label(number), "0 < " + what, values);
  }

  private void requireAxes(int number, String what, ImmutableLongArray axes) {
    Checks.require(
        Checks.isUnique(axes) && Checks.inRange(axes, 0, lhs.rank()),
        label(number),
        "unique " + what + " in rank(lhs)",
        axes);
  }

  private void requireMultiple(int number, String what, long size, long groups) {
    Checks.require(
        size == TensorType.DYNAMIC || size % groups == 0,
        label(number),
        what + " in groups of one size",
        size,
        groups);
  }
}
