package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// The operands of all processes of a group folded element by element, of which each process gets
/// its part along an axis.
///
/// @param groupSize how many processes a group has
public record ReduceScatterOp(
    Value operand,
    long scatterDimension,
    long groupSize,
    Communication communication,
    Region computation)
    implements CollectiveOp {
  public ReduceScatterOp {
    TensorType type = operand.tensor();
    Checks.require(
        0 <= scatterDimension && scatterDimension < type.rank(),
        "reduce_scatter_c2",
        "0 <= scatter_dimension < rank(operand)",
        scatterDimension,
        type);
    communication.requireUnique("reduce_scatter_c3");
    communication.requireDense("reduce_scatter_c5", false);
    communication.requireChannel("reduce_scatter_c6");
    CollectiveShapes.requireComputation("reduce_scatter_c7", List.of(operand), computation);
    communication.requireGroupSize("reduce_scatter_c8", groupSize);
    Checks.require(
        CollectiveShapes.divides(type, (int) scatterDimension, groupSize),
        "reduce_scatter_c1",
        "dim(operand, scatter_dimension) % dim(process_groups, 1) = 0",
        type,
        groupSize);
  }

  @Override
  public Communication.Strategy strategy() {
    return communication.anyStrategy();
  }

  @Override
  public boolean joinsAll() {
    return true;
  }

  @Override
  public String name() {
    return "reduce_scatter";
  }

  @Override
  public ImmutableList<Value> operands() {
    return ImmutableList.of(operand);
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(
        CollectiveShapes.over(operand.tensor(), (int) scatterDimension, groupSize)
            .withElement(CollectiveShapes.element(computation)));
  }

  @Override
  public ReduceScatterOp withOperands(List<Value> others) {
    return new ReduceScatterOp(
        others.getFirst(), scatterDimension, groupSize, communication, computation);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(computation);
  }

  @Override
  public ReduceScatterOp withRegions(List<Region> regions) {
    return new ReduceScatterOp(
        operand, scatterDimension, groupSize, communication, regions.getFirst());
  }
}
