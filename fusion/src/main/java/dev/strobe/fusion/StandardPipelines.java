package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Pass;
import java.util.OptionalLong;

/// The pipelines that Strobe compiles with, in order, each place with its reason.
public final class StandardPipelines {
  private StandardPipelines() {}

  private static final ImmutableList<Pass> CLEANING =
      ImmutableList.of(
          // First, so that nothing below looks at, or names, what nobody uses.
          new EliminateDeadCode(),
          // Layers that share positions, masks or rotations then share the nodes.
          new EliminateCommonSubexpressions());

  /// What makes programs smaller, and no more.
  public static PassPipeline cleaning() {
    return new PassPipeline(CLEANING);
  }

  /// What every program goes through. Composites that a target has no form for are decomposed into
  /// the nodes that they came from when the program is lowered.
  public static PassPipeline standard() {
    return new PassPipeline(
        ImmutableList.<Pass>builder()
            // Exporters call functions for masks and activations, which belong to what is below.
            .add(new InlineCalls())
            .addAll(CLEANING)
            // Its matrices are then put together by the next.
            .add(new MergeProjections())
            .add(new FoldConstants())
            // Before fusions, since each op alone is easier to move a slice through.
            .add(new SliceLastToken())
            .add(new SampleOnDevice())
            // One form for what JAX and others spell in several, which is then merged again.
            .add(new Simplify())
            .addAll(CLEANING)
            // Before the softmax in it would be an op of its own.
            .add(new FuseAttention())
            .add(new FuseSoftmax())
            // A layer norm holds what without its bias would be part of another norm.
            .add(new FuseLayerNorm())
            .add(new FuseRmsNorm())
            // Of norms that are whole.
            .add(new FoldNormWeights())
            .add(new FuseRotary())
            .add(new FuseGatedFeedForward())
            .add(new FuseDequantizeMatmul())
            // What was shared with composites may have no readers left.
            .add(new EliminateDeadCode())
            .build());
  }

  /// What a program goes through whose temporaries are to stay within so many bytes, as far as that
  /// goes.
  public static PassPipeline within(long tempBytes) {
    return new PassPipeline(
        ImmutableList.<Pass>builder()
            .addAll(standard().passes())
            .add(new LowerPeak(tempBytes))
            // What is computed again may have been computed the first time for nobody else.
            .add(new EliminateDeadCode())
            .build());
  }

  /// The one of these for a budget, if there is one.
  public static PassPipeline of(OptionalLong tempBytes) {
    return tempBytes.isPresent() ? within(tempBytes.getAsLong()) : standard();
  }
}
