package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.common.collect.ImmutableList;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.OptimizationBarrierOp;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EliminateDeadCodeTest {
  private static final TensorType TYPE = TensorType.of(ElementType.F32, 4);
  private static final EliminateDeadCode PASS = new EliminateDeadCode();

  @Test
  void removesNodesThatNobodyReadsAndWhatOnlyTheyRead() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    try (var unused = b.scope("unused")) {
      b.negate(b.tanh(x));
    }
    b.result("y", b.add(x, x));
    Rewritten after = Rewritten.by(PASS, b);
    assertEquals(List.of("add"), after.ops());
    assertEquals(
        List.of("removed negate at unused", "removed tanh at unused"), after.report().rewrites());
    assertEquals(3, after.report().nodesBefore());
    assertEquals(1, after.report().nodesAfter());
  }

  @Test
  void doesNotTouchAGraphWithoutDeadCode() {
    GraphBuilder b = new GraphBuilder("main");
    b.result("y", b.reduceSum(b.tanh(b.input("x", TYPE)), 0));
    Graph graph = b.build();
    assertSame(graph, Rewritten.by(PASS, graph).graph());
  }

  @Test
  void doesNotRemoveEffectsNorWhatTheyRead() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    b.emit(new OptimizationBarrierOp(ImmutableList.of(b.tanh(x))));
    b.result("y", x);
    assertEquals(List.of("tanh", "optimization_barrier"), Rewritten.by(PASS, b).ops());
  }

  @Test
  void keepsAnUnusedNodeWithAnEffectInItsRegion() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    b.reduce(
        x,
        0,
        (sum, next) -> b.emit(new OptimizationBarrierOp(ImmutableList.of(next))).getFirst(),
        0);
    b.result("y", x);
    assertEquals(List.of("constant", "reduce"), Rewritten.by(PASS, b).ops());
  }

  @Test
  void removesDeadCodeInRegionsAndWhatItCaptured() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    Value captured = b.tanh(b.constant(ElementType.F32, 2));
    Value sum =
        b.reduce(
            x,
            0,
            (folded, next) -> {
              b.multiply(captured, next);
              return b.add(folded, next);
            },
            0);
    b.result("y", sum);
    Rewritten after = Rewritten.by(PASS, b);
    assertEquals(List.of("constant", "reduce"), after.ops());
    assertEquals(
        List.of("add"),
        Rewritten.names(after.graph().nodes().getLast().op().regions().getFirst().nodes()));
    assertEquals(3, after.report().hits(), "the product in the region, the tanh, its constant");
  }

  @Test
  void keepsWhatALivingRegionCaptures() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    Value captured = b.tanh(b.constant(ElementType.F32, 2));
    b.result("y", b.reduce(x, 0, (sum, next) -> b.add(sum, b.multiply(captured, next)), 0));
    assertEquals(List.of("constant", "tanh", "constant", "reduce"), Rewritten.by(PASS, b).ops());
  }

  @Test
  void visitsEachNodeOfADeepChainOnce() {
    assertEquals(1_000, visits(1_000));
    assertEquals(100_000, visits(100_000));
  }

  private static long visits(int length) {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    for (int i = 0; i < length; i++) {
      x = b.negate(x);
    }
    b.result("y", x);
    return Rewritten.by(PASS, b).report().visits();
  }
}
