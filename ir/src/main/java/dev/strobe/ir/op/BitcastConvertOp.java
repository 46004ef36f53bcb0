package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.QuantizedTensorType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The same bits read as another element type; a change of width adds or takes a last axis.
///
/// The bits of a quantised element are those of its storage.
public record BitcastConvertOp(Value operand, Type type) implements Op {
  public BitcastConvertOp {
    TensorType from = QuantizedTensorType.storageOf(operand.type());
    TensorType to = QuantizedTensorType.storageOf(type);
    Checks.require(
        from.element().isComplex() == to.element().isComplex(),
        "bitcast_convert_c2",
        "both or none of operand and result complex",
        operand.type(),
        type);
    Checks.require(
        shapesFit(from, to),
        "bitcast_convert_c1",
        "equal shapes but for a last axis that makes up for the change of width",
        operand.type(),
        type);
  }

  /// The tensor that holds the result's bits.
  public TensorType storage() {
    return QuantizedTensorType.storageOf(type);
  }

  @Override
  public String name() {
    return "bitcast_convert";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(type);
  }

  @Override
  public BitcastConvertOp withOperands(List<Value> operands) {
    return new BitcastConvertOp(operands.getFirst(), type);
  }

  private static boolean shapesFit(TensorType from, TensorType to) {
    int fromBits = from.element().bits();
    int toBits = to.element().bits();
    if (fromBits == toBits) {
      return from.shapeFits(to);
    }
    TensorType coarse = fromBits > toBits ? from : to;
    TensorType fine = fromBits > toBits ? to : from;
    return fine.rank() == coarse.rank() + 1
        && fine.withDims(fine.dims().stream().limit(coarse.rank())).shapeFits(coarse)
        && coarse.element().bits() % fine.element().bits() == 0
        && TensorType.sizesFit(
            fine.dim(coarse.rank()), coarse.element().bits() / fine.element().bits());
  }
}
