package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.Pass;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.AttentionOp;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.op.DequantizeMatmulOp;
import dev.strobe.ir.op.DequantizeMatmulOp.Scaled;
import dev.strobe.ir.op.DotGeneralOp.Precision;
import dev.strobe.ir.op.GatedFeedForwardOp;
import dev.strobe.ir.op.LayerNormOp;
import dev.strobe.ir.op.Mean;
import dev.strobe.ir.op.RmsNormOp;
import dev.strobe.ir.op.RotaryOp;
import dev.strobe.ir.op.SoftmaxOp;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class CompositionTest {
  private static final TensorType ROWS = TensorType.of(ElementType.F32, 2, 4);

  private static Value value(long... dims) {
    return new Value(TensorType.of(ElementType.F32, dims));
  }

  static Stream<Arguments> fusions() {
    Value x = new Value(ROWS);
    Value cache = value(1, 2, 3, 2);
    var silu =
        new GatedFeedForwardOp.Form(
            GatedFeedForwardOp.Activation.SILU, 1, Precision.HIGHEST, ElementType.F32);
    var attention =
        new AttentionOp.Form(
            0.5,
            OptionalDouble.of(30),
            -0x1p99,
            Precision.HIGHEST,
            ElementType.F32,
            ElementType.F32);
    Value mask = new Value(TensorType.of(ElementType.PRED, 1, 2, 3));
    var quotient =
        new AttentionOp.Form(
            AttentionOp.Scaling.QUOTIENT,
            4,
            Optional.of(new AttentionOp.Softcap(30, true)),
            AttentionOp.Masking.SEEN,
            -0x1p99,
            false,
            Precision.HIGHEST,
            ElementType.F32,
            ElementType.F32);
    var grouped =
        new AttentionOp(value(1, 2, 4, 2), cache, value(1, 2, 3, 2), mask, attention).layout();
    Value codes = new Value(TensorType.of(ElementType.S8, 3, 4));
    var ofWeight =
        new DequantizeMatmulOp.Form(Scaled.WEIGHT, 1, Precision.HIGHEST, ElementType.F32);
    var ofProduct =
        new DequantizeMatmulOp.Form(Scaled.PRODUCT, 1, Precision.HIGHEST, ElementType.F32);
    var across = new DequantizeMatmulOp.Form(Scaled.WEIGHT, 0, Precision.HIGHEST, ElementType.F32);
    Value nibbles = new Value(TensorType.of(ElementType.S4, 4, 3));
    return Stream.of(
        Arguments.of(new FuseSoftmax(), new SoftmaxOp(x)),
        Arguments.of(new FuseRmsNorm(), new RmsNormOp(x, value(4), 0x1p-20, Mean.SCALED)),
        Arguments.of(new FuseRmsNorm(), new RmsNormOp(x, value(4), 0x1p-20, Mean.DIVIDED)),
        Arguments.of(
            new FuseLayerNorm(),
            LayerNormOp.of(List.of(x, value(4), value(4)), 0x1p-17, Mean.DIVIDED)),
        Arguments.of(
            new FuseLayerNorm(), LayerNormOp.of(List.of(x, value(4)), 0x1p-17, Mean.SCALED)),
        Arguments.of(
            new FuseRotary(), new RotaryOp(x, value(2), value(2), ImmutableLongArray.of(1))),
        Arguments.of(
            new FuseRotary(),
            new RotaryOp(x, value(4), value(4), ImmutableLongArray.of(1), RotaryOp.Tables.WHOLE)),
        Arguments.of(
            new FuseRotary(),
            new RotaryOp(x, value(2, 2), value(2, 2), ImmutableLongArray.of(0, 1))),
        Arguments.of(
            new FuseAttention(),
            AttentionOp.of(
                List.of(value(1, 2, 4, 2), cache, value(1, 2, 3, 2), mask), quotient, grouped)),
        Arguments.of(
            new FuseGatedFeedForward(),
            GatedFeedForwardOp.of(
                List.of(x, value(3, 4), value(3, 4), value(4, 3), value(3), value(3), value(4)),
                silu)),
        Arguments.of(
            new FuseGatedFeedForward(),
            GatedFeedForwardOp.of(List.of(x, value(6, 4), value(4, 3)), silu)),
        Arguments.of(
            new FuseGatedFeedForward(),
            GatedFeedForwardOp.of(List.of(x, value(6, 4), value(4, 3), value(6), value(4)), silu)),
        Arguments.of(
            new FuseDequantizeMatmul(),
            DequantizeMatmulOp.of(List.of(x, codes, value(3), value(3)), ofWeight)),
        Arguments.of(
            new FuseDequantizeMatmul(),
            DequantizeMatmulOp.of(List.of(x, codes, value(), value()), ofWeight)),
        Arguments.of(
            new FuseDequantizeMatmul(),
            DequantizeMatmulOp.of(List.of(x, codes, value(3, 2)), ofWeight)),
        Arguments.of(
            new FuseDequantizeMatmul(),
            DequantizeMatmulOp.of(List.of(x, nibbles, value(2, 3), value(2, 3)), across)),
        Arguments.of(
            new FuseDequantizeMatmul(),
            DequantizeMatmulOp.of(List.of(x, codes, value(3)), ofProduct)),
        Arguments.of(
            new FuseAttention(),
            new AttentionOp(value(1, 2, 4, 2), cache, value(1, 2, 3, 2), mask, attention)));
  }

  /// The primitive ops of a composite after common ones are one, as a graph of its operands.
  private static Graph primitive(CompositeOp op) {
    GraphBuilder b = new GraphBuilder("main");
    List<Value> inputs =
        op.operands().stream().map(x -> b.input("p" + op.operands().indexOf(x), x.type())).toList();
    b.result("y", ((CompositeOp) op.withOperands(inputs)).expand(b));
    Graph all = b.build();
    for (Pass pass : StandardPipelines.cleaning().passes()) {
      all = Rewritten.by(pass, all).graph();
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void firesOnItsDecompositionAndKeepsTheOperands(Pass pass, CompositeOp op) {
    Graph graph = primitive(op);
    Rewritten fused = Rewritten.by(pass, graph);
    assertEquals(List.of("fused " + op.compositeName()), fused.report().rewrites());
    Graph swept = Rewritten.by(new EliminateDeadCode(), fused.graph()).graph();
    List<Value> inputs = graph.parameters().stream().map(p -> p.value()).toList();
    assertEquals(List.of(op.withOperands(inputs)), swept.nodes().stream().map(Node::op).toList());
  }

  /// Every node but constants, broadcasts and conversions is read once more, one after the other.
  @ParameterizedTest
  @MethodSource("fusions")
  void doesNotFireWhenSomethingInsideHasAnotherReader(Pass pass, CompositeOp op) {
    int size = primitive(op).nodes().size();
    int tried = 0;
    for (int i = 0; i < size; i++) {
      Graph graph = primitive(op);
      Node node = graph.nodes().get(i);
      boolean shared =
          List.of("constant", "broadcast_in_dim", "convert").contains(node.op().name());
      if (node.result().equals(graph.results().getFirst()) || shared && isOutermost(node, graph)) {
        continue;
      }
      tried++;
      ImmutableList<Value> results = ImmutableList.of(graph.results().getFirst(), node.result());
      Graph read =
          new Graph("main", graph.parameters(), graph.nodes(), results, ImmutableList.of("y", "z"));
      Graph after = Rewritten.by(pass, read).graph();
      assertTrue(
          after.nodes().stream()
              .filter(each -> each.results().contains(results.getFirst()))
              .noneMatch(each -> each.op() instanceof CompositeOp),
          node.op().name());
    }
    assertTrue(tried > 0);
  }

  private static boolean isOutermost(Node node, Graph graph) {
    List<Value> inputs = graph.parameters().stream().map(p -> p.value()).toList();
    return inputs.containsAll(node.op().operands());
  }

  /// A number, a sum for a difference and so on: another op in one place.
  @ParameterizedTest
  @MethodSource("fusions")
  void takesNothingInThatIsAnotherOp(Pass pass, CompositeOp op) {
    Graph graph = primitive(op);
    for (Node node : graph.nodes()) {
      if (node.op() instanceof BinaryOp binary) {
        Node other = node.withOp(new BinaryOp(BinaryOp.Kind.MAXIMUM, binary.lhs(), binary.rhs()));
        ImmutableList<Node> nodes =
            graph.nodes().stream()
                .map(each -> each.equals(node) ? other : each)
                .collect(ImmutableList.toImmutableList());
        Graph changed = graph.withBody(nodes, graph.results());
        Graph after = Rewritten.by(pass, changed).graph();
        assertTrue(after.nodes().contains(other), binary.toString());
      }
    }
  }

  @Test
  void doesNotFireAcrossWhatAnAttributeSays() {
    Graph graph = primitive(new SoftmaxOp(new Value(ROWS)));
    UnaryOperator<Node> marked =
        node ->
            node.op().name().equals("exponential")
                ? new Node(
                    node.op(),
                    node.results(),
                    node.location(),
                    Optional.empty(),
                    ImmutableMap.of("x.keep", ""))
                : node;
    Graph other =
        graph.withBody(
            graph.nodes().stream().map(marked).collect(ImmutableList.toImmutableList()),
            graph.results());
    assertSame(other, Rewritten.by(new FuseSoftmax(), other).graph());
  }

  @Test
  void firesInABodyAndKeepsLocations() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", ROWS);
    Value go = b.input("go", TensorType.of(ElementType.PRED));
    List<Value> chosen =
        b.ifElse(
            go,
            () -> {
              try (var _ = b.scope("layers.3")) {
                return List.of(new SoftmaxOp(x).expand(b));
              }
            },
            () -> List.of(x));
    b.result("y", chosen.getFirst());
    Graph graph = Rewritten.by(new FuseSoftmax(), b).graph();
    Node inner =
        graph.nodes().getFirst().op().regions().getFirst().nodes().stream()
            .filter(node -> node.op() instanceof CompositeOp)
            .findAny()
            .orElseThrow();
    assertEquals(Location.of("layers.3"), inner.location());
  }

  @Test
  void costGrowsWithTheNumberOfNodes() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", ROWS);
    for (int i = 0; i < 20_000; i++) {
      x = new SoftmaxOp(x).expand(b);
    }
    b.result("y", x);
    Graph graph = b.build();
    PassReport report = PassReport.measure(new FuseSoftmax(), graph, Target.of("cpu")).report();
    assertEquals(20_000, report.hits());
    assertEquals(graph.nodes().size() + 40_000, report.visits(), "and the bodies of the sums");
  }
}
