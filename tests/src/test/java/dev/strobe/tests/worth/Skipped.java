package dev.strobe.tests.worth;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.strobe.fusion.PassPipeline;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassContext;

/// A pass that says of itself what another does and does nothing, so that the others still run.
record Skipped(Pass pass) implements Pass {
  /// A pipeline in which no pass of a name does anything.
  static PassPipeline without(String name, PassPipeline whole) {
    return new PassPipeline(
        whole.passes().stream()
            .map(pass -> pass.name().equals(name) ? new Skipped(pass) : pass)
            .collect(ImmutableList.toImmutableList()));
  }

  @Override
  public String name() {
    return pass.name();
  }

  @Override
  public ImmutableSet<String> requires() {
    return pass.requires();
  }

  @Override
  public ImmutableSet<String> establishes() {
    return pass.establishes();
  }

  @Override
  public Graph apply(Graph graph, PassContext context) {
    return graph;
  }
}
