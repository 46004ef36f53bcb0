package dev.strobe.ir.text;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.QuantizedElement;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConvolutionOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DynamicBroadcastInDimOp;
import dev.strobe.ir.op.DynamicReshapeOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.TransposeOp;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What the specification asks of quantised elements in particular ops, under its labels.
final class QuantizedRules {
  static final ImmutableSet<String> PRODUCTS =
      ImmutableSet.of("convolution", "dot", "dot_general", "dynamic_conv");

  private QuantizedRules() {}

  /// Whether elements differ in scales, zero points and axes only; sums may have other bounds, too.
  static boolean haveOneBaseline(QuantizedElement a, QuantizedElement b, String name) {
    return a.storage() == b.storage()
        && a.expressed() == b.expressed()
        && (a.bounds().equals(b.bounds()) || name.equals("add"));
  }

  /// @param op made of the form without its quantised elements
  static void require(Op op, OpForm form) {
    switch (op) {
      case BinaryOp o when o.kind() == BinaryOp.Kind.ADD -> sum(form);
      case BroadcastInDimOp o -> broadcast(o.name(), form, o.broadcastDimensions());
      case DynamicBroadcastInDimOp o -> broadcast(o.name(), form, o.broadcastDimensions());
      case ConvolutionOp o -> convolution(o, form);
      case DotGeneralOp o when form.head().name().endsWith(o.name()) -> dotGeneral(o, form);
      case ReshapeOp o -> reshape(o.name(), form);
      case DynamicReshapeOp o -> reshape(o.name(), form);
      case TransposeOp o -> transpose(o, form);
      default -> {}
    }
  }

  private static Type result(OpForm form) {
    return form.signature().results().getFirst();
  }

  private static OptionalInt axis(Type type) {
    return type instanceof QuantizedTensorType quantized
        ? quantized.element().dimension()
        : OptionalInt.empty();
  }

  private static void sum(OpForm form) {
    OptionalInt result = axis(result(form));
    List<OptionalInt> axes =
        form.operands().stream()
            .map(value -> axis(value.type()))
            .filter(OptionalInt::isPresent)
            .toList();
    Checks.require(
        axes.isEmpty() != result.isPresent(),
        "add_c5",
        "a result quantised by axis if and only if an operand is",
        form.operands(),
        result(form));
    Checks.require(
        axes.stream().allMatch(result::equals),
        "add_c6",
        "the quantization dimension of the operands for the result",
        form.operands(),
        result(form));
  }

  /// The operand and result, if their elements are alike but for what an axis has.
  private record Moved(QuantizedTensorType from, QuantizedTensorType to) {
    static Moved of(String name, OpForm form) {
      if (!(form.operand(0).type() instanceof QuantizedTensorType from)
          || !(result(form) instanceof QuantizedTensorType to)) {
        String expected = "quantised operand and result of " + form.head().name();
        throw form.head().fail(expected, form.operand(0).type() + " and " + result(form));
      }
      Checks.require(
          from.element().isPerAxis() == to.element().isPerAxis()
              && haveOneBaseline(from.element(), to.element(), name),
          name + "_c1",
          "a result of the operand's elements",
          from,
          to);
      return new Moved(from, to);
    }

    boolean keepsScalings() {
      return from.element().scalings().equals(to.element().scalings());
    }

    boolean isPerAxis() {
      return from.element().isPerAxis();
    }

    int fromAxis() {
      return from.element().dimension().orElseThrow();
    }

    int toAxis() {
      return to.element().dimension().orElseThrow();
    }

    void requireScalings(String name) {
      Checks.require(
          keepsScalings(), name + "_c1", "the operand's scales and zero points", from, to);
    }
  }

  private static void broadcast(String name, OpForm form, ImmutableLongArray axes) {
    Moved moved = Moved.of(name, form);
    if (!moved.isPerAxis()) {
      moved.requireScalings(name);
      return;
    }
    boolean one = moved.from().storage().dim(moved.fromAxis()) == 1;
    QuantizedElement.Scaling first = moved.from().element().scalings().getFirst();
    Checks.require(
        axes.get(moved.fromAxis()) == moved.toAxis()
            && (!one || moved.to().element().scalings().stream().allMatch(first::equals)),
        name + "_c6",
        "a result quantised by the axis that the operand's becomes, repeating its only scale",
        moved.from(),
        moved.to());
  }

  private static void transpose(TransposeOp op, OpForm form) {
    Moved moved = Moved.of(op.name(), form);
    moved.requireScalings(op.name());
    Checks.require(
        !moved.isPerAxis() || op.permutation().get(moved.toAxis()) == moved.fromAxis(),
        "transpose_c4",
        "a result quantised by the axis that the operand's becomes",
        moved.from(),
        moved.to());
  }

  private static void reshape(String name, OpForm form) {
    Moved moved = Moved.of(name, form);
    moved.requireScalings(name);
    if (moved.isPerAxis()) {
      TensorType from = moved.from().storage();
      TensorType to = moved.to().storage();
      boolean keeps =
          !from.isStatic()
              || !to.isStatic()
              || (from.dim(moved.fromAxis()) == to.dim(moved.toAxis())
                  && product(from, moved.fromAxis()) == product(to, moved.toAxis()));
      Checks.require(
          keeps,
          name + "_c3",
          "a quantization dimension of one size, with as many elements before it",
          moved.from(),
          moved.to());
    }
  }

  /// Product of the sizes before an axis.
  private static long product(TensorType type, int axis) {
    return type.dims().stream().limit(axis).reduce(1, (a, b) -> a * b);
  }

  private static void dotGeneral(DotGeneralOp op, OpForm form) {
    // A form of two operands of which the right one is quantised, or no op was made of it.
    QuantizedTensorType rhs = product("dot_general", new int[] {17, 18, 19}, form);
    Checks.require(
        rhs.element().scalings().stream().allMatch(each -> each.zeroPoint() == 0),
        "dot_general_c15",
        "zero points of rhs that are 0",
        rhs);
    OptionalInt axis = rhs.element().dimension();
    Checks.require(
        axis.isEmpty() || !op.dimensions().rhsContracting().contains(axis.getAsInt()),
        "dot_general_c16",
        "a quantization dimension of rhs that is not contracted",
        rhs);
  }

  private static void convolution(ConvolutionOp op, OpForm form) {
    QuantizedTensorType rhs = product("convolution", new int[] {31, 32, 33}, form);
    OptionalInt kernel = rhs.element().dimension();
    Checks.require(
        kernel.isEmpty() || kernel.getAsInt() == op.numbers().kernel().outputFeature(),
        "convolution_c29",
        "rhs quantised by its output feature dimension",
        rhs);
    OptionalInt output = axis(result(form));
    Checks.require(
        output.isEmpty() || output.getAsInt() == op.numbers().output().feature(),
        "convolution_c30",
        "a result quantised by its feature dimension",
        result(form));
  }

  /// The right-hand side, once the types of a product agree.
  ///
  /// @param labels of the constraints on storage types, expressed types and axes
  private static QuantizedTensorType product(String name, int[] labels, OpForm form) {
    QuantizedTensorType rhs = (QuantizedTensorType) form.operand(1).type();
    Value left = form.operand(0);
    Checks.require(axis(left.type()).isEmpty(), name + "_i1", "one scale for all of lhs", left);
    if (!(left.type() instanceof QuantizedTensorType lhs)
        || !(result(form) instanceof QuantizedTensorType result)) {
      return rhs;
    }
    Checks.require(
        lhs.element().storage() == rhs.element().storage(),
        name + "_c" + labels[0],
        "one storage type of lhs and rhs",
        lhs,
        rhs);
    Checks.require(
        Stream.of(lhs, rhs, result).map(type -> type.element().expressed()).distinct().count() == 1,
        name + "_c" + labels[1],
        "one expressed type of lhs, rhs and result",
        lhs,
        rhs,
        result);
    Checks.require(
        rhs.element().isPerAxis() || !result.element().isPerAxis(),
        name + "_c" + labels[2],
        "a result that is quantised by axis only if rhs is",
        rhs,
        result);
    return rhs;
  }
}
