package dev.strobe.ir;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.Function;

/// Puts other nodes in place of each node of a program, in regions too.
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
    NodeRewrite rewrite = new NodeRewrite(others);
    return program.withFunctions(
        program.functions().stream()
            .map(function -> function.withBody(rewrite.nodes(function.nodes()), function.results()))
            .collect(toImmutableList()));
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
