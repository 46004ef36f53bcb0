package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Op;
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
    /// What there is besides padding.
    public Steps steps() {
      return new Steps(strides, lhsDilation, rhsDilation, reversal);
    }

    /// What holds along one axis, for a kernel of that size.
    public WindowAxis axis(int d, long kernel) {
      var padding = new WindowAxis.Padding(paddingLow.get(d), paddingHigh.get(d));
      return new WindowAxis(
          kernel, strides.get(d), lhsDilation.get(d), rhsDilation.get(d), padding);
    }

    private long count(int d, long input, long kernel) {
      return axis(d, kernel).count(input);
    }
  }

  /// How windows lie on an input whose padding is not known, as in [Window].
  public record Steps(
      ImmutableLongArray strides,
      ImmutableLongArray lhsDilation,
      ImmutableLongArray rhsDilation,
      ImmutableList<Boolean> reversal) {
    /// These windows over an input of that padding.
    public Window padded(ImmutableLongArray low, ImmutableLongArray high) {
      return new Window(strides, low, high, lhsDilation, rhsDilation, reversal);
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
    var rules = new ConvolutionRules("convolution", lhs.tensor(), rhs.tensor());
    rules.require(window.steps(), numbers, options);
    rules.requireLength(4, "padding", window.paddingLow);
    rules.requireLength(4, "padding", window.paddingHigh);
    // Counting refuses sizes that do not fit a number.
    rules.resultType(numbers, options, window::count);
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
    var rules = new ConvolutionRules("convolution", lhs.tensor(), rhs.tensor());
    return ImmutableList.of(rules.resultType(numbers, options, window::count));
  }

  @Override
  public ConvolutionOp withOperands(List<Value> operands) {
    return new ConvolutionOp(operands.get(0), operands.get(1), window, numbers, options);
  }
}
