package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.FutureType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AsyncDoneOp;
import dev.strobe.ir.op.AsyncStartOp;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Does at once what an asynchronous op may take its time for: XLA schedules by itself, and takes
/// but a few ops in an `async_start`.
final class AsyncForms {
  private final Map<Value, ImmutableList<Value>> made = new HashMap<>();

  private AsyncForms() {}

  static Program apply(Program program) {
    AsyncForms forms = new AsyncForms();
    return program.withFunctions(
        program.functions().stream().map(forms::function).collect(toImmutableList()));
  }

  private Graph function(Graph function) {
    ImmutableList<Node> nodes = nodes(function.nodes());
    requireNone("return", function.results());
    return function.withBody(nodes, function.results());
  }

  private ImmutableList<Node> nodes(List<Node> nodes) {
    ImmutableList.Builder<Node> out = ImmutableList.builder();
    for (Node node : nodes) {
      switch (node.op()) {
        case AsyncStartOp op -> {
          Node inner = op.inner(op.operands());
          made.put(node.result(), inner.results());
          out.add(inner.withLocation(node.location()));
        }
        case AsyncDoneOp op -> out.add(node.withOp(new OptimizationBarrierOp(result(op))));
        default -> {
          requireNone(node.op().name(), node.op().operands());
          out.add(node.withBodies(this::region));
        }
      }
    }
    return out.build();
  }

  private Region region(Region region) {
    ImmutableList<Node> nodes = nodes(region.nodes());
    requireNone("return", region.results());
    return new Region(region.parameters(), nodes, region.results());
  }

  private ImmutableList<Value> result(AsyncDoneOp op) {
    ImmutableList<Value> values = made.get(op.operand());
    if (values == null) {
      throw refusal("async_done", op.operand());
    }
    return values;
  }

  private static void requireNone(String what, List<Value> values) {
    for (Value value : values) {
      if (value.type() instanceof FutureType) {
        throw refusal(what, value);
      }
    }
  }

  private static InvalidOpException refusal(String what, Value future) {
    return new InvalidOpException(
        what
            + " requires futures of an async_start in sight that only async_done takes, got "
            + future);
  }
}
