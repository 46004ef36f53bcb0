package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;
import java.util.Locale;

/// The place of the process that runs the program among those that run it side by side.
public record ProcessIdOp(Axis axis) implements StructuralOp {
  /// What is counted: copies of the program, or the devices that one copy is spread over.
  public enum Axis {
    REPLICA,
    PARTITION
  }

  @Override
  public String name() {
    return axis.name().toLowerCase(Locale.ROOT) + "_id";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of();
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(TensorType.of(ElementType.U32));
  }

  @Override
  public ProcessIdOp withOperands(List<Value> operands) {
    return this;
  }
}
