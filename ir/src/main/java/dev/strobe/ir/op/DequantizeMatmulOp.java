package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.Optional;

/// Rows times a matrix of integers that stand for floats: `x * ((weight - zeroPoints) * scales)`.
///
/// Source: arXiv 1712.05877, section 2.1.
///
/// @param x `[..., in]`, floats
/// @param weight `[out, in]`, or `[in, out]` where `form` says so; integers
/// @param scales one number, `[out]`, or `[out, groups]` (`[groups, out]`), each group as many
///   inputs in a row; of x's element type
/// @param zeroPoints of the type of the scales
public record DequantizeMatmulOp(
    Value x, Value weight, Value scales, Optional<Value> zeroPoints, Form form)
    implements CompositeOp {
  private static final String NAME = "strobe.dequantize_matmul";

  /// What is multiplied by the scales.
  public enum Scaled {
    WEIGHT,
    /// The product, where the scales are those of outputs.
    PRODUCT
  }

  /// @param inputAxis which axis of the weight is summed over
  /// @param accumulation element type of the products, converted back
  public record Form(
      Scaled scaled, int inputAxis, DotGeneralOp.Precision precision, ElementType accumulation) {}

  public DequantizeMatmulOp {
    LastAxis.require(NAME, x.tensor());
    TensorType matrix = weight.tensor();
    Checks.require(
        matrix.rank() == 2 && matrix.isStatic() && matrix.element().isInteger(),
        NAME,
        "a matrix of integers",
        weight);
    Checks.require(
        form.inputAxis() == 0 || form.inputAxis() == 1, NAME, "an axis of a matrix", form);
    Checks.require(
        matrix.dim(form.inputAxis()) == x.tensor().dim(x.tensor().rank() - 1),
        NAME,
        "a weight that fits " + x,
        weight);
    Checks.require(
        scales.tensor().element() == x.tensor().element() && fits(scales.tensor(), matrix, form),
        NAME,
        "scales of the tensor, of each output or of groups of inputs of " + weight,
        scales);
    Checks.require(
        zeroPoints.isEmpty() || zeroPoints.get().type().equals(scales.type()),
        NAME,
        "zero points of the type of the scales",
        zeroPoints);
    Checks.require(
        form.scaled() == Scaled.WEIGHT || (zeroPoints.isEmpty() && scales.tensor().rank() < 2),
        NAME,
        "scales of outputs and no zero points where the product is scaled",
        scales);
  }

  private static boolean fits(TensorType scales, TensorType matrix, Form form) {
    int output = 1 - form.inputAxis();
    long in = matrix.dim(form.inputAxis());
    return switch (scales.rank()) {
      case 0 -> true;
      case 1 -> scales.dim(0) == matrix.dim(output);
      case 2 ->
          scales.isStatic()
              && scales.dim(output) == matrix.dim(output)
              && scales.dim(form.inputAxis()) > 0
              && in % scales.dim(form.inputAxis()) == 0;
      default -> false;
    };
  }

  @Override
  public String compositeName() {
    return NAME;
  }

  @Override
  public ImmutableList<Value> operands() {
    ImmutableList.Builder<Value> all = ImmutableList.builder();
    all.add(x, weight, scales);
    zeroPoints.ifPresent(all::add);
    return all.build();
  }

  @Override
  public TensorType type() {
    long[] sizes = x.tensor().dims().toArray();
    sizes[sizes.length - 1] = weight.tensor().dim(1 - form.inputAxis());
    return x.tensor().withDims(sizes);
  }

  @Override
  public DequantizeMatmulOp withOperands(List<Value> operands) {
    return of(operands, form);
  }

  /// From x, the weight, its scales and possibly its zero points in one list.
  public static DequantizeMatmulOp of(List<Value> operands, Form form) {
    int count = operands.size();
    Checks.require(count == 3 || count == 4, NAME, "3 or 4 operands", count);
    return new DequantizeMatmulOp(
        operands.get(0),
        operands.get(1),
        operands.get(2),
        operands.stream().skip(3).findFirst(),
        form);
  }

  @Override
  public Value expand(GraphBuilder b) {
    Value wide = b.convert(weight, x.tensor().element());
    if (form.scaled() == Scaled.WEIGHT) {
      return product(b, dequantized(b, wide));
    }
    Value product = product(b, wide);
    TensorType type = product.tensor();
    long[] axes = scales.tensor().isScalar() ? new long[0] : new long[] {type.rank() - 1};
    return b.multiply(product, b.broadcast(scales, type.dims().toArray(), axes));
  }

  private Value dequantized(GraphBuilder b, Value wide) {
    boolean grouped = scales.tensor().rank() == 2;
    Value parts = grouped ? b.reshape(wide, grouped(wide.tensor())) : wide;
    Value centred =
        zeroPoints.isPresent() ? b.subtract(parts, along(b, zeroPoints.get(), parts)) : parts;
    Value scaled = b.multiply(centred, along(b, scales, parts));
    return grouped ? b.reshape(scaled, wide.tensor().dims().toArray()) : scaled;
  }

  /// `[out, groups, size]`, or `[groups, size, out]`.
  private long[] grouped(TensorType matrix) {
    int axis = form.inputAxis();
    long groups = scales.tensor().dim(axis);
    long size = matrix.dim(axis) / groups;
    return axis == 1
        ? new long[] {matrix.dim(0), groups, size}
        : new long[] {groups, size, matrix.dim(1)};
  }

  private Value along(GraphBuilder b, Value each, Value parts) {
    int output = 1 - form.inputAxis();
    long[] axes =
        switch (each.tensor().rank()) {
          case 0 -> new long[0];
          case 1 -> new long[] {output};
          default -> new long[] {0, form.inputAxis() == 1 ? 1 : 2};
        };
    return b.broadcast(each, parts.tensor().dims().toArray(), axes);
  }

  private Value product(GraphBuilder b, Value matrix) {
    var dimensions =
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(x.tensor().rank() - 1),
            ImmutableLongArray.of(form.inputAxis()));
    DotGeneralOp dot =
        new DotGeneralOp(x, matrix, dimensions, form.precision(), form.accumulation());
    Value product = b.emit(dot).getFirst();
    ElementType element = x.tensor().element();
    return form.accumulation() == element ? product : b.convert(product, element);
  }
}
