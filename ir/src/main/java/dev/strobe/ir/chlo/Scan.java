package dev.strobe.ir.chlo;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Checks;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.WhileOp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A loop over one axis: the body takes a slice of every input, and carries; it returns a slice of
/// every output, and the next carries.
public record Scan(Region body, long dimension, boolean isReverse) {
  /// The loop's counter is a scalar of this type.
  private static final TensorType COUNTER = TensorType.of(ElementType.S64);

  /// @param operands inputs, then first carries
  /// @return outputs, then last carries
  public ImmutableList<Value> of(GraphBuilder builder, ImmutableList<Value> operands) {
    Checks.require(
        operands.size() == body.parameters().size() && !inputs(operands).isEmpty(),
        "chlo.scan",
        "a body of one parameter for each operand, the first a slice of an input",
        operands,
        body.parameters());
    Checks.require(
        operands.stream().allMatch(operand -> operand.tensor().isStatic()),
        "chlo.scan",
        "operands of known sizes",
        operands);
    List<Value> inputs = inputs(operands);
    List<Value> carries = operands.subList(inputs.size(), operands.size());
    long steps = steps(inputs);
    int outputs = body.results().size() - carries.size();
    requireBody(inputs, carries, outputs);
    List<Value> state = new ArrayList<>(List.of(builder.splat(COUNTER, 0)));
    state.addAll(carries);
    for (Value slice : body.results().subList(0, outputs)) {
      state.add(builder.splat(whole(slice.tensor(), steps), 0));
    }
    List<Type> types = state.stream().map(Value::type).toList();
    Region condition =
        builder.region(
            types,
            x -> {
              Value limit = builder.splat(COUNTER, steps);
              return List.of(builder.compare(x.getFirst(), limit, CompareOp.Direction.LT));
            });
    Region step = new Step(inputs, steps).region(outputs);
    List<Value> last = builder.emit(new WhileOp(ImmutableList.copyOf(state), condition, step));
    return ImmutableList.<Value>builder()
        .addAll(last.subList(carries.size() + 1, last.size()))
        .addAll(last.subList(1, carries.size() + 1))
        .build();
  }

  /// Operands with an axis more than the body's parameter.
  private List<Value> inputs(ImmutableList<Value> operands) {
    int count = 0;
    while (count < Math.min(operands.size(), body.parameters().size())
        && operands.get(count).tensor().rank() > body.parameters().get(count).tensor().rank()) {
      count++;
    }
    return operands.subList(0, count);
  }

  private long steps(List<Value> inputs) {
    for (Value input : inputs) {
      Checks.require(
          0 <= dimension && dimension < input.tensor().rank(),
          "chlo.scan",
          "a dimension of every input",
          dimension,
          input.tensor());
    }
    return inputs.getFirst().tensor().dim((int) dimension);
  }

  private void requireBody(List<Value> inputs, List<Value> carries, int outputs) {
    List<Type> types = new ArrayList<>();
    long steps = steps(inputs);
    for (int i = 0; i < inputs.size(); i++) {
      types.add(whole(body.parameters().get(i).tensor(), steps));
    }
    List<Type> carried = carries.stream().map(Value::type).toList();
    List<Type> results = body.resultTypes();
    Checks.require(
        types.equals(inputs.stream().map(Value::type).toList())
            && carried.equals(
                body.parameterTypes().subList(inputs.size(), types.size() + carries.size()))
            && outputs >= 0
            && carried.equals(results.subList(outputs, results.size())),
        "chlo.scan",
        "a body of slices and carries",
        body.parameterTypes(),
        results);
  }

  /// A slice's type with the axis that it lacks.
  private TensorType whole(TensorType slice, long size) {
    List<Long> dims = new ArrayList<>(slice.dims().asList());
    dims.add((int) Math.min(dimension, dims.size()), size);
    return slice.withDims(dims.stream().mapToLong(Long::longValue));
  }

  /// The body of the loop under construction. What the scan's body calls its parameters is defined
  /// here, so that its nodes stay as they are.
  private final class Step {
    private final List<Value> inputs;
    private final long steps;
    private final List<Node> nodes = new ArrayList<>();

    Step(List<Value> inputs, long steps) {
      this.inputs = inputs;
      this.steps = steps;
    }

    Region region(int outputs) {
      Value counter = new Value(COUNTER);
      Value place = isReverse ? fromEnd(counter) : counter;
      for (int i = 0; i < inputs.size(); i++) {
        slice(inputs.get(i), place, body.parameters().get(i));
      }
      nodes.addAll(body.nodes());
      ImmutableList.Builder<Value> parameters = ImmutableList.builder();
      parameters.add(counter);
      parameters.addAll(body.parameters().subList(inputs.size(), body.parameters().size()));
      ImmutableList.Builder<Value> next = ImmutableList.builder();
      next.add(add(new BinaryOp(BinaryOp.Kind.ADD, counter, number(1))));
      next.addAll(body.results().subList(outputs, body.results().size()));
      for (Value slice : body.results().subList(0, outputs)) {
        Value whole = new Value(whole(slice.tensor(), steps));
        parameters.add(whole);
        next.add(update(whole, slice, place));
      }
      return new Region(parameters.build(), ImmutableList.copyOf(nodes), next.build());
    }

    private Value add(Op op) {
      Node node = Node.of(op, Location.UNKNOWN);
      nodes.add(node);
      return node.result();
    }

    private Value number(long value) {
      return add(new ConstantOp(Literal.scalar(ElementType.S64, value)));
    }

    private Value fromEnd(Value counter) {
      return add(new BinaryOp(BinaryOp.Kind.SUBTRACT, number(steps - 1), counter));
    }

    private ImmutableList<Value> starts(int rank, Value place) {
      List<Value> starts = new ArrayList<>(Collections.nCopies(rank, number(0)));
      starts.set((int) dimension, place);
      return ImmutableList.copyOf(starts);
    }

    private void slice(Value input, Value place, Value result) {
      TensorType type = input.tensor();
      ImmutableLongArray sizes = whole(result.tensor(), 1).dims();
      Value row = add(new DynamicSliceOp(input, starts(type.rank(), place), sizes));
      Node node = Node.of(new ReshapeOp(row, result.tensor()), Location.UNKNOWN);
      nodes.add(node.withResults(ImmutableList.of(result)));
    }

    private Value update(Value whole, Value slice, Value place) {
      Value row = add(new ReshapeOp(slice, whole(slice.tensor(), 1)));
      return add(new DynamicUpdateSliceOp(whole, row, starts(whole.tensor().rank(), place)));
    }
  }
}
