package dev.strobe.fusion;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.Pass;

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

  /// The same, and composites of what a target may have kernels for: what is to be looked at, or
  /// compiled where [dev.strobe.ir.Target#composites()] names some. Where there are none, they are
  /// decomposed into the nodes that they came from, so that nothing is gained: XLA fuses these by
  /// itself.
  public static PassPipeline fusing() {
    return new PassPipeline(
        ImmutableList.<Pass>builder()
            .addAll(standard().passes())
            .add(new FoldConstants())
            // Before fusions, since each op alone is easier to move a slice through.
            .add(new SliceLastToken())
            .add(new SampleOnDevice())
            // One form for what JAX and others spell in several, which is then merged again.
            .add(new Simplify())
            .addAll(standard().passes())
            // Before the softmax in it would be an op of its own.
            .add(new FuseAttention())
            .add(new FuseSoftmax())
            // A layer norm holds what without its bias would be part of another norm.
            .add(new FuseLayerNorm())
            .add(new FuseRmsNorm())
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
            .add(new FuseAttention())
            .add(new LowerPeak(tempBytes))
            .build());
  }
}
