package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;

/// Root mean square norm along the last axis: `x / sqrt(mean(x^2) + epsilon) * weight`.
///
/// Source: arXiv 1910.07467.
///
/// @param x `[..., width]`
/// @param weight `[width]`
public record RmsNormOp(Value x, Value weight, double epsilon, Mean mean) implements CompositeOp {
  public RmsNormOp {
    LastAxis.require("strobe.rms_norm", x.tensor());
    LastAxis.requireVector("strobe.rms_norm", x.tensor(), weight);
  }

  @Override
  public String compositeName() {
    return "strobe.rms_norm";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(x, weight);
  }

  @Override
  public TensorType type() {
    return x.tensor();
  }

  @Override
  public RmsNormOp withOperands(List<Value> operands) {
    return new RmsNormOp(operands.get(0), operands.get(1), epsilon, mean);
  }

  @Override
  public Value expand(GraphBuilder b) {
    LastAxis axis = new LastAxis(b, type());
    Value root = axis.inverseRoot(axis.mean(b.multiply(x, x), mean), epsilon);
    return b.multiply(b.multiply(x, axis.along(root)), axis.across(weight));
  }
}
