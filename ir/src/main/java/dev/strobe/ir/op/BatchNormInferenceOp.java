package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Op;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Normalises every feature with given statistics, then scales and shifts it.
public record BatchNormInferenceOp(
    Value operand, Value scale, Value offset, BatchNorm.Statistics statistics, BatchNorm.Axis axis)
    implements Op {
  public BatchNormInferenceOp {
    BatchNorm.requireAxis("batch_norm_inference", operand, axis);
    Value mean = statistics.mean();
    Value variance = statistics.variance();
    BatchNorm.requireElement("batch_norm_inference", operand, scale, offset, mean, variance);
    BatchNorm.requireFeatures("batch_norm_inference_c3", "scale", scale, operand, axis);
    BatchNorm.requireFeatures("batch_norm_inference_c4", "offset", offset, operand, axis);
    BatchNorm.requireFeatures("batch_norm_inference_c5", "mean", mean, operand, axis);
    BatchNorm.requireFeatures("batch_norm_inference_c6", "variance", variance, operand, axis);
  }

  @Override
  public String name() {
    return "batch_norm_inference";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, scale, offset, statistics.mean(), statistics.variance());
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(operand.type());
  }

  @Override
  public BatchNormInferenceOp withOperands(List<Value> operands) {
    var others = new BatchNorm.Statistics(operands.get(3), operands.get(4));
    return new BatchNormInferenceOp(
        operands.get(0), operands.get(1), operands.get(2), others, axis);
  }
}
