package dev.strobe.lowering;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Role;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.Set;
import java.util.stream.Stream;

/// Puts a barrier behind what becomes the next state, so that it is computed once.
///
/// XLA's CPU compiler computes a cheap producer again in each consumer. An update of a donated
/// cache that is returned and read too then happens twice, and the second time on a copy of the
/// whole cache (SmolLM2's decode step over 512 positions copied 94 MB a token).
final class StateBarriers {
  private StateBarriers() {}

  static Program apply(Program program) {
    Graph main = program.main();
    Set<Value> states =
        main.parameters().stream()
            .map(parameter -> parameter.role())
            .filter(Role.State.class::isInstance)
            .map(role -> main.results().get(((Role.State) role).result()))
            .collect(ImmutableSet.toImmutableSet());
    return program.withMain(
        main.withBody(
            main.nodes().stream().flatMap(node -> barred(node, states)).collect(toImmutableList()),
            main.results()));
  }

  /// The node, and behind it the barrier that now defines those of its results that are states.
  private static Stream<Node> barred(Node node, Set<Value> states) {
    ImmutableList<Value> held =
        node.results().stream().filter(states::contains).collect(toImmutableList());
    if (held.isEmpty() || node.op() instanceof OptimizationBarrierOp) {
      return Stream.of(node);
    }
    ImmutableList<Value> before =
        held.stream().map(value -> new Value(value.type())).collect(toImmutableList());
    ImmutableList<Value> results =
        node.results().stream()
            .map(value -> held.contains(value) ? before.get(held.indexOf(value)) : value)
            .collect(toImmutableList());
    Node barrier = Node.of(new OptimizationBarrierOp(before), node.location()).withResults(held);
    return Stream.of(node.withResults(results), barrier);
  }
}
