package dev.strobe.ir.interpret;

import dev.strobe.ir.Checks;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.op.AllGatherOp;
import dev.strobe.ir.op.AllReduceOp;
import dev.strobe.ir.op.AllToAllOp;
import dev.strobe.ir.op.CollectiveBroadcastOp;
import dev.strobe.ir.op.CollectiveOp;
import dev.strobe.ir.op.CollectivePermuteOp;
import dev.strobe.ir.op.CollectiveReduceOp;
import dev.strobe.ir.op.ReduceScatterOp;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// What the processes of one group compute together.
///
/// @param operands of each process, in the order of the group
/// @param body the region of the op as a function, if it has one
record Collectives(CollectiveOp op, List<List<Tensor>> operands, UnaryOperator<List<Tensor>> body) {
  /// The results of each process.
  List<List<Tensor>> results() {
    return switch (op) {
      case AllGatherOp o -> same(j -> joined(column(j), type(j), (int) o.allGatherDim()));
      case AllReduceOp _ -> same(j -> folded(column(j), type(j)));
      case AllToAllOp o -> each((place, j) -> exchanged(o, place, j));
      case CollectiveBroadcastOp o ->
          each((place, j) -> operands.get(root(o.hasDynamicRoot(), place, j)).get(j));
      case CollectivePermuteOp _ -> same(_ -> operands.getFirst().getFirst());
      case CollectiveReduceOp o ->
          each(
              (place, j) ->
                  place == root(o.hasDynamicRoot(), place, j)
                      ? folded(column(j), type(j))
                      : zeros(j));
      case ReduceScatterOp o -> scattered(o);
    };
  }

  /// What a process in no group has.
  static List<Tensor> alone(CollectiveOp op) {
    return op.resultTypes().stream().map(type -> Tensor.zeros((TensorType) type)).toList();
  }

  private interface Result {
    Tensor of(int place, int index);
  }

  private List<List<Tensor>> each(Result result) {
    int count = op.resultTypes().size();
    return IntStream.range(0, operands.size())
        .mapToObj(
            place -> IntStream.range(0, count).mapToObj(index -> result.of(place, index)).toList())
        .toList();
  }

  private List<List<Tensor>> same(IntFunction<Tensor> result) {
    List<Tensor> all = IntStream.range(0, op.resultTypes().size()).mapToObj(result).toList();
    return operands.stream().map(_ -> all).toList();
  }

  private TensorType type(int index) {
    return (TensorType) op.resultTypes().get(index);
  }

  private Tensor zeros(int index) {
    return Tensor.zeros(type(index));
  }

  /// One operand of every process.
  private List<Tensor> column(int index) {
    return operands.stream().map(each -> each.get(index)).toList();
  }

  private static Tensor joined(List<Tensor> parts, TensorType type, int axis) {
    return Movement.concatenate(type, axis, parts);
  }

  private static Tensor part(Tensor whole, int axis, int index, int count) {
    long[] starts = new long[whole.type().rank()];
    long[] sizes = whole.type().dims().toArray();
    sizes[axis] /= count;
    starts[axis] = index * sizes[axis];
    return whole.read(View.of(whole.type()).box(starts, sizes), whole.type().withDims(sizes));
  }

  private Tensor exchanged(AllToAllOp o, int place, int index) {
    List<Tensor> parts =
        column(index).stream()
            .map(each -> part(each, (int) o.splitDimension(), place, (int) o.splitCount()))
            .toList();
    return joined(parts, type(index), (int) o.concatDimension());
  }

  private List<List<Tensor>> scattered(ReduceScatterOp o) {
    Tensor whole = folded(column(0), o.operand().tensor().withElement(type(0).element()));
    int axis = (int) o.scatterDimension();
    return each((place, _) -> part(whole, axis, place, operands.size()));
  }

  private Tensor folded(List<Tensor> parts, TensorType type) {
    Tensor result = Conversion.convert(parts.getFirst(), type.element()).copy();
    Combiner combiner = Combiner.of(op.regions().getFirst(), body);
    for (Tensor part : parts.subList(1, parts.size())) {
      List<Tensor> next = List.of(Conversion.convert(part, type.element()));
      for (int i = 0; i < result.size(); i++) {
        combiner.combine(List.of(result), i, next, i);
      }
    }
    return result;
  }

  /// The place in the group of the process that an operand comes from or goes to.
  private int root(boolean dynamic, int place, int index) {
    long root = dynamic ? operands.get(place).getLast().integer(index) : 0;
    Checks.require(0 <= root && root < operands.size(), op.name(), "a root in the group", root);
    return (int) root;
  }
}
