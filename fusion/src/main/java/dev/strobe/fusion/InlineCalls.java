package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;
import dev.strobe.ir.Region;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.CallOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Puts the nodes of functions in the place of calls, which is where exporters hide what belongs
/// together; they keep their locations and get that of the call.
///
/// ```
/// %y = call @silu(%x)                     %0 = logistic %x
///                                         %y = multiply %x, %0
/// ```
///
/// Calls stay where they or the function say more than what is computed, and where the function
/// would grow too large. Functions that are left without callers go with [PassPipeline].
public record InlineCalls() implements Pass {
  /// Calls in calls; recursion is refused elsewhere.
  private static final int MAX_DEPTH = 64;

  /// Nodes added to one function.
  private static final int MAX_NODES = 1 << 18;

  /// What JAX says of a parameter that is a size: callers pass it a constant.
  private static final ImmutableSet<String> DIMENSION = ImmutableSet.of("jax.global_constant");

  @Override
  public String name() {
    return "inline-calls";
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    Inlining inlining = new Inlining(context);
    ImmutableList<Node> nodes = inlining.nodes(graph.nodes(), Location.UNKNOWN, 0);
    return context.rewrites().isEmpty()
        ? graph
        : graph.withBody(nodes, inlining.renamed(graph.results()));
  }

  private static final class Inlining {
    private final PassContext context;
    private Map<Value, Value> names = new HashMap<>();
    private int left = MAX_NODES;

    Inlining(PassContext context) {
      this.context = context;
    }

    ImmutableList<Value> renamed(List<Value> values) {
      return names.isEmpty()
          ? ImmutableList.copyOf(values)
          : values.stream()
              .map(value -> names.getOrDefault(value, value))
              .collect(ImmutableList.toImmutableList());
    }

    /// @param caller where these nodes were called from
    /// @param depth of calls; nodes of a called function get values of their own
    ImmutableList<Node> nodes(List<Node> nodes, Location caller, int depth) {
      List<Node> out = new ArrayList<>();
      for (Node node : nodes) {
        context.visit();
        Location at =
            depth == 0 ? node.location() : Location.merged(List.of(node.location(), caller));
        Optional<Graph> callee = callee(node, depth);
        if (callee.isPresent()) {
          out.addAll(inlined(node, callee.get(), at, depth));
        } else {
          out.add(moved(node, at, depth));
        }
      }
      return ImmutableList.copyOf(out);
    }

    private Optional<Graph> callee(Node node, int depth) {
      boolean open =
          node.op() instanceof CallOp && node.sharding().isEmpty() && node.attributes().isEmpty();
      return open && depth < MAX_DEPTH
          ? context
              .function(((CallOp) node.op()).callee())
              .filter(InlineCalls::saysNothingElse)
              .filter(function -> function.nodes().size() <= left)
          : Optional.empty();
    }

    private ImmutableList<Node> inlined(Node call, Graph function, Location at, int depth) {
      left -= function.nodes().size();
      context.rewrote("inlined @" + function.name(), call.location());
      ImmutableList<Value> arguments = renamed(call.op().operands());
      Map<Value, Value> outer = names;
      names = new HashMap<>();
      for (int i = 0; i < arguments.size(); i++) {
        names.put(function.parameters().get(i).value(), arguments.get(i));
      }
      ImmutableList<Node> nodes = nodes(function.nodes(), at, depth + 1);
      ImmutableList<Value> results = renamed(function.results());
      names = outer;
      for (int i = 0; i < results.size(); i++) {
        names.put(call.results().get(i), results.get(i));
      }
      return nodes;
    }

    private Node moved(Node node, Location at, int depth) {
      Node body =
          node.withOperands(renamed(node.op().operands()))
              .withBodies(region -> moved(region, at, depth));
      return depth == 0 ? body : body.withResults(own(node.results(), depth)).withLocation(at);
    }

    private Region moved(Region region, Location at, int depth) {
      ImmutableList<Value> parameters = own(region.parameters(), depth);
      ImmutableList<Node> body = nodes(region.nodes(), at, depth);
      return new Region(parameters, body, renamed(region.results()));
    }

    private ImmutableList<Value> own(ImmutableList<Value> values, int depth) {
      if (depth == 0) {
        return values;
      }
      values.forEach(value -> names.put(value, new Value(value.type())));
      return renamed(values);
    }
  }

  private static boolean saysNothingElse(Graph function) {
    return function.attributes().equals(Graph.Attributes.NONE)
        && function.parameters().stream()
            .allMatch(
                each ->
                    each.sharding().isEmpty() && DIMENSION.containsAll(each.attributes().keySet()));
  }
}
