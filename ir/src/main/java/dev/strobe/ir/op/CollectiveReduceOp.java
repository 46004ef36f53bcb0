package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The operands of all processes of a group, folded for one of them, the first or that which an
/// operand names; zeros for all other processes.
///
/// @param hasDynamicRoot whether the last operand says for each of the others who gets it, by the
///   place in the group
public record CollectiveReduceOp(
    ImmutableList<Value> operands,
    Communication communication,
    boolean hasDynamicRoot,
    Region computation)
    implements CollectiveOp {
  public CollectiveReduceOp {
    communication.requireUnique("collective_reduce_c1");
    communication.requireDense("collective_reduce_c2", true);
    communication.requireChannel("collective_reduce");
    if (hasDynamicRoot) {
      CollectiveShapes.requireRoot("collective_reduce_c3", operands);
    } else {
      Checks.require(
          !operands.isEmpty(), "collective_reduce_c3", "size(operands) >= 1", operands.size());
    }
    CollectiveShapes.requireComputation(
        "collective_reduce_c4",
        hasDynamicRoot ? operands.subList(0, operands.size() - 1) : operands,
        computation);
  }

  /// What is folded.
  public ImmutableList<Value> values() {
    return hasDynamicRoot ? operands.subList(0, operands.size() - 1) : operands;
  }

  @Override
  public Communication.Strategy strategy() {
    return communication.useGlobalDeviceIds()
        ? communication.anyStrategy()
        : communication.oneStrategy();
  }

  @Override
  public boolean joinsAll() {
    return false;
  }

  @Override
  public String name() {
    return "collective_reduce";
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return values().stream()
        .map(operand -> (Type) operand.tensor().withElement(CollectiveShapes.element(computation)))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public CollectiveReduceOp withOperands(List<Value> others) {
    return new CollectiveReduceOp(
        ImmutableList.copyOf(others), communication, hasDynamicRoot, computation);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(computation);
  }

  @Override
  public CollectiveReduceOp withRegions(List<Region> regions) {
    return new CollectiveReduceOp(operands, communication, hasDynamicRoot, regions.getFirst());
  }
}
