package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;

/// Softmax along the last axis: `exp(x - max(x)) / sum(exp(x - max(x)))`.
public record SoftmaxOp(Value x) implements CompositeOp {
  public SoftmaxOp {
    LastAxis.require("strobe.softmax", x.tensor());
  }

  @Override
  public String compositeName() {
    return "strobe.softmax";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(x);
  }

  @Override
  public TensorType type() {
    return x.tensor();
  }

  @Override
  public SoftmaxOp withOperands(List<Value> operands) {
    return new SoftmaxOp(operands.getFirst());
  }

  @Override
  public Value expand(GraphBuilder b) {
    LastAxis axis = new LastAxis(b, type());
    Value powers = b.exponential(b.subtract(x, axis.along(axis.greatest(x))));
    return b.divide(powers, axis.along(axis.sum(powers)));
  }
}
