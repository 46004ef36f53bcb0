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

/// Products of windows of `lhs` with the kernel `rhs`, summed over a window and its features.
public record ConvolutionOp(
    Value lhs, Value rhs, Window window, DimensionNumbers numbers, Options options) implements Op {
  /// How windows lie on the input, a number for each spatial axis.
  ///
  /// @param strides steps between windows
  /// @param paddingLow zeros before the input, taken away where negative; after the dilation
  /// @param paddingHigh zeros behind it
  /// @param lhsDilation steps between elements of the input, with zeros between
  /// @param rhsDilation steps between elements of a window
  /// @param reversal whether windows are mirrored
  public record Window(
      ImmutableLongArray strides,
      ImmutableLongArray paddingLow,
      ImmutableLongArray paddingHigh,
      ImmutableLongArray lhsDilation,
      ImmutableLongArray rhsDilation,
      ImmutableList<Boolean> reversal) {
    /// What holds along one axis, for a kernel of that size.
    public WindowAxis axis(int d, long kernel) {
      var padding = new WindowAxis.Padding(paddingLow.get(d), paddingHigh.get(d));
      return new WindowAxis(
          kernel, strides.get(d), lhsDilation.get(d), rhsDilation.get(d), padding);
    }
  }

  /// What the axes of the input or of the output are.
  public record Axes(long batch, long feature, ImmutableLongArray spatial) {
    ImmutableLongArray all() {
      return ImmutableLongArray.builder().add(batch).addAll(spatial).add(feature).build();
    }
  }

  /// What the axes of the kernel are.
  public record KernelAxes(long inputFeature, long outputFeature, ImmutableLongArray spatial) {
    ImmutableLongArray all() {
      return ImmutableLongArray.builder()
          .addAll(spatial)
          .add(inputFeature)
          .add(outputFeature)
          .build();
    }
  }

  /// What the axes are.
  public record DimensionNumbers(Axes input, KernelAxes kernel, Axes output) {}

  /// @param featureGroupCount into how many parts features fall that do not see each other
  /// @param batchGroupCount into how many parts the batch falls, each with its output features
  /// @param precision speed against accuracy on accelerators
  /// @param element the result's element type
  public record Options(
      long featureGroupCount,
      long batchGroupCount,
      PrecisionConfig precision,
      ElementType element) {
    /// One precision for both operands.
    public Options(
        long featureGroupCount,
        long batchGroupCount,
        DotGeneralOp.Precision precision,
        ElementType element) {
      this(featureGroupCount, batchGroupCount, PrecisionConfig.both(precision), element);
    }
  }

  public ConvolutionOp {
    requireTypes(lhs.tensor(), rhs.tensor(), options);
    requireWindow(window, lhs.tensor().rank());
    requireNumbers(numbers, lhs.tensor().rank());
    requireGroups(lhs.tensor(), rhs.tensor(), numbers, options);
  }

  @Override
  public String name() {
    return "convolution";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(lhs, rhs);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    long[] dims = new long[lhs.tensor().rank()];
    Axes output = numbers.output;
    long batch = dim(lhs.tensor(), numbers.input.batch);
    dims[(int) output.batch] = batch / options.batchGroupCount;
    dims[(int) output.feature] = dim(rhs.tensor(), numbers.kernel.outputFeature);
    for (int d = 0; d < output.spatial.length(); d++) {
      dims[(int) output.spatial.get(d)] = windows(d);
    }
    return ImmutableList.of(TensorType.of(options.element, dims));
  }

  @Override
  public ConvolutionOp withOperands(List<Value> operands) {
    return new ConvolutionOp(operands.get(0), operands.get(1), window, numbers, options);
  }

  /// How many windows there are along a spatial axis.
  private long windows(int d) {
    long input = dim(lhs.tensor(), numbers.input.spatial.get(d));
    long kernel = dim(rhs.tensor(), numbers.kernel.spatial.get(d));
    return window.axis(d, kernel).count(input);
  }

  private static long dim(TensorType type, long axis) {
    return type.dim((int) axis);
  }

  private static void requireTypes(TensorType left, TensorType right, Options options) {
    Checks.require(
        left.rank() >= 2 && left.rank() == right.rank(),
        "convolution_c1",
        "2 <= rank(lhs) = rank(rhs)",
        left,
        right);
    // The specification wants one type for all; as in a dot_general, programs have wider results.
    Checks.require(
        left.element() == right.element() && left.element().isPromotableTo(options.element),
        "convolution_c27",
        "operands of one element type that can be promoted to the result's",
        left,
        right,
        options.element);
  }

  private static void requireWindow(Window w, int rank) {
    requireLength("convolution_c2", "window_strides", w.strides, rank);
    requirePositive("convolution_c3", "window_strides", w.strides);
    requireLength("convolution_c4", "padding", w.paddingLow, rank);
    requireLength("convolution_c4", "padding", w.paddingHigh, rank);
    requireLength("convolution_c5", "lhs_dilation", w.lhsDilation, rank);
    requirePositive("convolution_c6", "lhs_dilation", w.lhsDilation);
    requireLength("convolution_c7", "rhs_dilation", w.rhsDilation, rank);
    requirePositive("convolution_c8", "rhs_dilation", w.rhsDilation);
    Checks.require(
        w.reversal.size() == rank - 2,
        "convolution_c9",
        "size(window_reversal) = rank(lhs) - 2",
        w.reversal);
  }

  private static void requireNumbers(DimensionNumbers n, int rank) {
    requireLength("convolution_c12", "input_spatial_dimensions", n.input.spatial, rank);
    requireAxes("convolution_c13", "input_dimensions", n.input.all(), rank);
    requireLength("convolution_c17", "kernel_spatial_dimensions", n.kernel.spatial, rank);
    requireAxes("convolution_c18", "kernel_dimensions", n.kernel.all(), rank);
    requireLength("convolution_c19", "output_spatial_dimensions", n.output.spatial, rank);
    requireAxes("convolution_c20", "output_dimensions", n.output.all(), rank);
  }

  private static void requireGroups(
      TensorType left, TensorType right, DimensionNumbers n, Options options) {
    long features = options.featureGroupCount;
    long batches = options.batchGroupCount;
    Checks.require(features > 0, "convolution_c21", "0 < feature_group_count", features);
    Checks.require(batches > 0, "convolution_c22", "0 < batch_group_count", batches);
    Checks.require(
        features == 1 || batches == 1,
        "convolution_c23",
        "feature_group_count = 1 or batch_group_count = 1",
        features,
        batches);
    long outputs = dim(right, n.kernel.outputFeature);
    requireMultiple("convolution_c10", "input batch", dim(left, n.input.batch), batches);
    requireMultiple("convolution_c11", "input features", dim(left, n.input.feature), features);
    Checks.require(
        dim(right, n.kernel.inputFeature) == dim(left, n.input.feature) / features,
        "convolution_c14",
        "as many kernel input features as a group of the input has",
        left,
        right,
        features);
    requireMultiple("convolution_c15", "kernel output features", outputs, batches);
    requireMultiple("convolution_c16", "kernel output features", outputs, features);
  }

  private static void requireLength(
      String label, String what, ImmutableLongArray values, int rank) {
    Checks.require(
        values.length() == rank - 2, label, "size(" + what + ") = rank(lhs) - 2", values);
  }

  private static void requirePositive(String label, String what, ImmutableLongArray values) {
    Checks.require(values.stream().allMatch(v -> v > 0), label, "0 < " + what, values);
  }

  private static void requireAxes(String label, String what, ImmutableLongArray axes, int rank) {
    Checks.require(
        Checks.isUnique(axes) && Checks.inRange(axes, 0, rank),
        label,
        "unique " + what + " in rank(lhs)",
        axes);
  }

  private static void requireMultiple(String label, String what, long size, long groups) {
    Checks.require(size % groups == 0, label, what + " in groups of one size", size, groups);
  }
}
