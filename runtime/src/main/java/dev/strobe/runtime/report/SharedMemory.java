package dev.strobe.runtime.report;

import dev.strobe.ir.Value;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.GetTupleElementOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.TupleOp;
import dev.strobe.ir.op.WhileOp;
import dev.strobe.runtime.report.Lifetimes.Life;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which values lie in the memory of another: views of it, and updates of what is read no more.
final class SharedMemory {
  private final Lifetimes lifetimes;
  private final Map<Value, Value> owners = new HashMap<>();

  private SharedMemory(Lifetimes lifetimes) {
    this.lifetimes = lifetimes;
  }

  static SharedMemory of(Lifetimes lifetimes) {
    SharedMemory shared = new SharedMemory(lifetimes);
    lifetimes.lives().forEach(shared::add);
    return shared;
  }

  /// The value whose memory holds this one; itself if it has its own.
  Value owner(Value value) {
    return owners.getOrDefault(value, value);
  }

  /// Whether the backend makes a value where it is read, so that it needs no memory.
  static boolean isMadeAtReader(Life life) {
    return switch (life.node.op()) {
      case ConstantOp _, IotaOp _, BroadcastInDimOp _ -> true;
      default -> false;
    };
  }

  private void add(Value value, Life life) {
    List<Value> operands = life.node.op().operands();
    int index = life.node.results().indexOf(value);
    switch (life.node.op()) {
      case ReshapeOp _, GetTupleElementOp _ -> share(value, operands.getFirst());
      case BitcastConvertOp _ -> {
        if (Sizes.bytes(value) == Sizes.bytes(operands.getFirst())) {
          share(value, operands.getFirst());
        }
      }
      case TupleOp _ -> {
        if (!operands.isEmpty()) {
          share(value, operands.getFirst());
        }
      }
      case OptimizationBarrierOp _ -> share(value, operands.get(index));
      case DynamicUpdateSliceOp update -> overwrite(value, update.operand(), life.born);
      case WhileOp loop -> loop(value, loop, index, life);
      default -> {}
    }
  }

  private void share(Value value, Value with) {
    owners.put(value, owner(with));
  }

  private void overwrite(Value value, Value operand, long instant) {
    if (lifetimes.lastRead(operand) == instant) {
      share(value, operand);
    }
  }

  /// A loop's state lies where its results will be.
  private void loop(Value value, WhileOp loop, int index, Life life) {
    Value operand = loop.operands().get(index);
    Life before = lifetimes.lives().get(operand);
    if (before != null && before.last() <= life.last()) {
      share(value, operand);
    }
    loop.regions().forEach(region -> share(region.parameters().get(index), value));
  }
}
