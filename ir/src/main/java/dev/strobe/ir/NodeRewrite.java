package dev.strobe.ir;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Function;

/// Puts other nodes in place of each node of a program or of one function, in regions too.
public final class NodeRewrite {
  private final Function<Node, List<Node>> others;

  private NodeRewrite(Function<Node, List<Node>> others) {
    this.others = others;
  }

  /// The program with each node replaced.
  ///
  /// @param others what stands for a node, whose regions are rewritten already; together they
  ///   define its results
  public static Program apply(Program program, Function<Node, List<Node>> others) {
    return program.withFunctions(
        program.functions().stream()
            .map(function -> apply(function, others))
            .collect(toImmutableList()));
  }

  /// The function with each node replaced, in the same way.
  public static Graph apply(Graph function, Function<Node, List<Node>> others) {
    return function.withBody(new NodeRewrite(others).nodes(function.nodes()), function.results());
  }

  private ImmutableList<Node> nodes(List<Node> nodes) {
    return nodes.stream()
        .flatMap(node -> others.apply(node.withBodies(this::region)).stream())
        .collect(toImmutableList());
  }

  private Region region(Region region) {
    return new Region(region.parameters(), nodes(region.nodes()), region.results());
  }
}
