package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Op;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Normalises every feature with its own statistics, then scales and shifts it; results are the
/// normalised operand and each feature's mean and variance.
public record BatchNormTrainingOp(Value operand, Value scale, Value offset, BatchNorm.Axis axis)
    implements Op {
  public BatchNormTrainingOp {
    BatchNorm.requireAxis("batch_norm_training", operand, axis);
    BatchNorm.requireElement("batch_norm_training", operand, scale, offset);
    BatchNorm.requireFeatures("batch_norm_training_c3", "scale", scale, operand, axis);
    BatchNorm.requireFeatures("batch_norm_training_c4", "offset", offset, operand, axis);
  }

  @Override
  public String name() {
    return "batch_norm_training";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand, scale, offset);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    TensorType features = BatchNorm.features(operand, axis);
    return ImmutableList.of(operand.type(), features, features);
  }

  @Override
  public BatchNormTrainingOp withOperands(List<Value> operands) {
    return new BatchNormTrainingOp(operands.get(0), operands.get(1), operands.get(2), axis);
  }
}
