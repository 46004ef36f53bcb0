package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Gradients of `batch_norm_training` with respect to its operand, scale and offset.
///
/// @param gradOutput the gradient with respect to the normalised operand
public record BatchNormGradOp(
    Value operand,
    Value scale,
    BatchNorm.Statistics statistics,
    Value gradOutput,
    BatchNorm.Axis axis)
    implements Op {
  public BatchNormGradOp {
    BatchNorm.requireAxis("batch_norm_grad", operand, axis);
    Value mean = statistics.mean();
    Value variance = statistics.variance();
    BatchNorm.requireElement("batch_norm_grad", operand, scale, mean, variance, gradOutput);
    Checks.require(
        operand.type().equals(gradOutput.type()),
        "batch_norm_grad_c3",
        "operand and grad_output of one shape",
        operand.type(),
        gradOutput.type());
    Checks.require(
        scale.type().equals(mean.type()) && scale.type().equals(variance.type()),
        "batch_norm_grad_c4",
        "scale, mean and variance of one shape",
        scale.type(),
        mean.type(),
        variance.type());
    BatchNorm.requireFeatures("batch_norm_grad_c5", "scale", scale, operand, axis);
  }

  @Override
  public String name() {
    return "batch_norm_grad";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, scale, statistics.mean(), statistics.variance(), gradOutput);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType features = BatchNorm.features(operand, axis);
    return ImmutableList.of(operand.type(), features, features);
  }

  @Override
  public BatchNormGradOp withOperands(List<Value> operands) {
    var others = new BatchNorm.Statistics(operands.get(2), operands.get(3));
    return new BatchNormGradOp(operands.get(0), operands.get(1), others, operands.get(4), axis);
  }
}
