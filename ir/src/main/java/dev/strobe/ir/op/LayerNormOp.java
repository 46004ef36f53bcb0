package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import java.util.List;

/// Layer norm along the last axis: `c / sqrt(mean(c^2) + epsilon) * weight + bias` where `c = x -
/// mean(x)`.
///
/// Source: arXiv 1607.06450.
///
/// @param x `[..., width]`
/// @param weight `[width]`
/// @param bias `[width]`
public record LayerNormOp(Value x, Value weight, Value bias, double epsilon, Mean mean)
    implements CompositeOp {
  public LayerNormOp {
    LastAxis.require("strobe.layer_norm", x.tensor());
    LastAxis.requireVector("strobe.layer_norm", x.tensor(), weight);
    LastAxis.requireVector("strobe.layer_norm", x.tensor(), bias);
  }

  @Override
  public String compositeName() {
    return "strobe.layer_norm";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(x, weight, bias);
  }

  @Override
  public TensorType type() {
    return x.tensor();
  }

  @Override
  public LayerNormOp withOperands(List<Value> operands) {
    return new LayerNormOp(operands.get(0), operands.get(1), operands.get(2), epsilon, mean);
  }

  @Override
  public Value expand(GraphBuilder b) {
    LastAxis axis = new LastAxis(b, type());
    Value centred = b.subtract(x, axis.along(axis.mean(x, mean)));
    Value variance = axis.mean(b.multiply(centred, centred), mean);
    Value normed = b.multiply(centred, axis.along(axis.inverseRoot(variance, epsilon)));
    return b.add(b.multiply(normed, axis.across(weight)), axis.across(bias));
  }
}
