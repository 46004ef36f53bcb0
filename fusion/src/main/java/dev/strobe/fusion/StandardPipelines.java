package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;

/// The pipelines that Strobe compiles with, in order, each place with its reason.
public final class StandardPipelines {
  private StandardPipelines() {}

  /// What every program goes through.
  public static PassPipeline standard() {
    return new PassPipeline(
        ImmutableList.of(
            // First, so that nothing below looks at, or names, what nobody uses.
            new EliminateDeadCode(),
            // Layers that share positions, masks or rotations then share the nodes.
            new EliminateCommonSubexpressions()));
  }
}
