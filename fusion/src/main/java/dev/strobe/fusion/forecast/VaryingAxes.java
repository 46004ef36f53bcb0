package dev.strobe.fusion.forecast;

import dev.strobe.fusion.forecast.FlatProgram.Step;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.IotaOp;
import java.util.BitSet;

/// Along which axes values can differ, as far as XLA's simplifier sees it.
///
/// It computes on a small tensor what is only repeated along other axes: what comes from numbers,
/// and from tensors that are all repeated in the same way. Two that are repeated in different ways
/// it multiplies out.
final class VaryingAxes {
  private final FlatProgram program;
  private final BitSet[] axes;

  private VaryingAxes(FlatProgram program) {
    this.program = program;
    axes = new BitSet[program.valueCount()];
    program.parameters().forEach(value -> axes[value] = all(value));
    program.steps().forEach(this::compute);
  }

  static VaryingAxes of(FlatProgram program) {
    return new VaryingAxes(program);
  }

  /// Whether the whole tensor is computed, not a smaller one that is repeated.
  boolean isWhole(int value) {
    return axes[value].equals(all(value));
  }

  private void compute(Step step) {
    for (int value : step.results().asList()) {
      axes[value] =
          switch (FusionRole.of(step.op())) {
            case CONSTANT -> isTable(step) ? all(value) : new BitSet();
            case ELEMENTWISE -> joined(step, value);
            case ALIAS, MOVEMENT -> moved(step, value);
            case CARRY, REDUCTION, ROUTINE, UPDATE -> all(value);
          };
    }
  }

  private static boolean isTable(Step step) {
    return step.op() instanceof ConstantOp constant && !constant.value().isSplat();
  }

  private BitSet joined(Step step, int value) {
    BitSet found = new BitSet();
    for (int operand : step.operands().asList()) {
      BitSet other = axes[operand];
      if (found.isEmpty()) {
        found = other;
      } else if (!other.isEmpty() && !other.equals(found)) {
        return all(value);
      }
    }
    return found;
  }

  private BitSet moved(Step step, int value) {
    BitSet found = new BitSet();
    if (step.op() instanceof IotaOp iota) {
      found.set((int) iota.iotaDimension());
    } else if (step.op() instanceof BroadcastInDimOp broadcast) {
      axes[step.operands().get(0)].stream()
          .forEach(axis -> found.set((int) broadcast.broadcastDimensions().get(axis)));
    } else if (!axes[step.operands().get(0)].isEmpty()) {
      return all(value);
    }
    return found;
  }

  private BitSet all(int value) {
    BitSet found = new BitSet();
    if (program.type(value) instanceof TensorType tensor) {
      for (int axis = 0; axis < tensor.rank(); axis++) {
        found.set(axis, tensor.dim(axis) > 1);
      }
    }
    return found;
  }
}
