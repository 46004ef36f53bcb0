package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// An op that has as values what another op of the same meaning has as attributes: the result's
/// sizes, starts of a slice, paddings.
///
/// It holds the type that its result is said to have, some of whose dimensions may be unknown. Its
/// values have to agree with that type when they are known.
public sealed interface DynamicShapeOp extends Op
    permits DynamicBroadcastInDimOp,
        DynamicConvOp,
        DynamicGatherOp,
        DynamicIotaOp,
        DynamicPadOp,
        DynamicReshapeOp,
        RealDynamicSliceOp,
        SetDimensionSizeOp {

  /// The type of the result, as far as it is known.
  TensorType type();

  /// The operands that say shapes, integers all of them.
  ImmutableList<Value> shapeOperands();

  /// The op that this is for known shape operands, in the order of [#shapeOperands()].
  ///
  /// @throws InvalidOpException if they break a constraint or do not give the type of the result
  default Op withShapes(List<ImmutableLongArray> shapes) {
    Op known;
    try {
      known = unchecked(shapes);
    } catch (InvalidOpException e) {
      throw new InvalidOpException(name() + " of " + shapes + ": " + e.getMessage(), e);
    }
    Type result = known.resultTypes().getFirst();
    Checks.require(
        result.fits(type()), name(), "shape operands that give " + type(), shapes, result);
    return known;
  }

  /// The op that this is for known shape operands, which may give another type.
  Op unchecked(List<ImmutableLongArray> shapes);

  @Override
  default ImmutableList<Type> resultTypes() {
    return ImmutableList.of(type());
  }

  /// Requires a vector of integers.
  static void requireVector(String label, Value value) {
    TensorType type = value.tensor();
    Checks.require(
        type.rank() == 1 && type.element().isInteger(), label, "a vector of integers", type);
  }

  /// Requires a vector of so many integers.
  static void requireLength(String label, Value vector, long length) {
    Checks.require(
        TensorType.sizesFit(vector.tensor().dim(0), length),
        label,
        length + " integers",
        vector.tensor());
  }
}
