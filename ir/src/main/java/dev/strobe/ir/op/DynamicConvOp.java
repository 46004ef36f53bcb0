package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.stream.IntStream;

/// A `convolution` whose padding is computed, `[spatial axis, low or high]`.
public record DynamicConvOp(Value lhs, Value rhs, Value padding, Form form, TensorType type)
    implements DynamicShapeOp {
  /// What a convolution says besides its padding.
  public record Form(
      ConvolutionOp.Steps steps,
      ConvolutionOp.DimensionNumbers numbers,
      ConvolutionOp.Options options) {}

  public DynamicConvOp {
    TensorType pads = padding.tensor();
    var rules = new ConvolutionRules("dynamic_conv", lhs.tensor(), rhs.tensor());
    rules.require(form.steps, form.numbers, form.options);
    Checks.require(
        pads.rank() == 2 && pads.element().isInteger(),
        "dynamic_conv_i3",
        "a matrix of integers as padding",
        pads);
    Checks.require(
        pads.shapeFits(pads.withDims(lhs.tensor().rank() - 2, 2)),
        "dynamic_conv_c4",
        "shape(padding) = [rank(lhs) - 2, 2]",
        pads,
        lhs.tensor());
    TensorType unpadded =
        rules.resultType(form.numbers, form.options, (_, _, _) -> TensorType.DYNAMIC);
    Checks.require(
        type.rank() == unpadded.rank(), "dynamic_conv_c26", "rank(result) = rank(lhs)", type, lhs);
    Checks.require(
        unpadded.shapeFits(type),
        "dynamic_conv_c25",
        "a result with the sizes of lhs and rhs",
        type,
        lhs.tensor(),
        rhs.tensor());
    Checks.require(
        type.element() == form.options.element(),
        "dynamic_conv_c27",
        "a result of the element type of the convolution",
        type,
        form.options.element());
  }

  @Override
  public String name() {
    return "dynamic_conv";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(lhs, rhs, padding);
  }

  @Override
  public DynamicConvOp withOperands(List<Value> x) {
    return new DynamicConvOp(x.get(0), x.get(1), x.get(2), form, type);
  }

  @Override
  public ImmutableList<Value> shapeOperands() {
    return ImmutableList.of(padding);
  }

  @Override
  public ConvolutionOp unchecked(List<ImmutableLongArray> shapes) {
    ImmutableLongArray pairs = shapes.getFirst();
    ConvolutionOp.Window window = form.steps.padded(every(pairs, 0), every(pairs, 1));
    return new ConvolutionOp(lhs, rhs, window, form.numbers, form.options);
  }

  /// Of pairs the first or the second numbers.
  private static ImmutableLongArray every(ImmutableLongArray pairs, int first) {
    return ImmutableLongArray.copyOf(
        IntStream.range(0, pairs.length() / 2).mapToLong(i -> pairs.get(2 * i + first)));
  }
}
