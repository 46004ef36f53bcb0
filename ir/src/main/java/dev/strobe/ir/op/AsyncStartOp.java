package dev.strobe.ir.op;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Checks;
import dev.strobe.ir.FutureType;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import java.util.List;

/// Begins what one op in a body does; [AsyncDoneOp] waits for it.
public record AsyncStartOp(ImmutableList<Value> operands, Region body) implements JointOp {
  public AsyncStartOp {
    Checks.require(
        body.nodes().size() == 1 && body.results().equals(body.nodes().getFirst().results()),
        "async_start_c1",
        "a body of one op and the return of what it makes",
        body.nodes().size());
    Op op = body.nodes().getFirst().op();
    Checks.require(
        isCollectiveOrSlice(op), "async_start_c2", "a collective op or a slice", op.name());
    List<Type> types = operands.stream().map(Value::type).toList();
    Checks.require(
        Type.allFit(types, body.parameterTypes()) && op.operands().equals(body.parameters()),
        "async_start_c3",
        "operands of the types of the op in the body, in order",
        types,
        op.operands());
  }

  private static boolean isCollectiveOrSlice(Op op) {
    return op instanceof CollectiveOp
        || op instanceof SliceOp
        || op instanceof DynamicSliceOp
        || op instanceof DynamicUpdateSliceOp;
  }

  /// The node that does the work on other operands, which defines other values.
  public Node inner(List<Value> others) {
    Node node = body.nodes().getFirst();
    return Node.of(node.op().withOperands(others), node.location());
  }

  @Override
  public String name() {
    return "async_start";
  }

  @Override
  public ImmutableList<Type> resultTypes() {
    return ImmutableList.of(new FutureType(body.resultTypes()));
  }

  @Override
  public AsyncStartOp withOperands(List<Value> others) {
    return new AsyncStartOp(ImmutableList.copyOf(others), body);
  }

  @Override
  public ImmutableList<Region> regions() {
    return ImmutableList.of(body);
  }

  @Override
  public AsyncStartOp withRegions(List<Region> regions) {
    return new AsyncStartOp(operands, regions.getFirst());
  }

  @Override
  public boolean isPure() {
    return false;
  }
}
