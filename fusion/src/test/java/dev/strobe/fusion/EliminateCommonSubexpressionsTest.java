package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Location;
import dev.strobe.ir.Node;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.OptimizationBarrierOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EliminateCommonSubexpressionsTest {
  private static final TensorType TYPE = TensorType.of(ElementType.F32, 4);
  private static final EliminateCommonSubexpressions PASS = new EliminateCommonSubexpressions();

  @Test
  void mergesEqualNodesAndKeepsTheLocationsOfAll() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    Value first = located(b, "layers.0", x);
    Value second = located(b, "layers.1", x);
    b.result("y", b.add(first, second));
    Rewritten after = Rewritten.by(PASS, b);
    assertEquals(List.of("tanh", "add"), after.ops());
    assertEquals(Location.of("layers.0", "layers.1"), after.graph().nodes().getFirst().location());
    assertEquals(List.of("merged tanh at layers.1"), after.report().rewrites());
  }

  private static Value located(GraphBuilder b, String scope, Value x) {
    try (var open = b.scope(scope)) {
      return b.tanh(x);
    }
  }

  @Test
  void mergesNodesThatBecomeEqualByMergingTheirOperands() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    b.result("y", b.add(b.exponential(b.tanh(x)), b.exponential(b.tanh(x))));
    assertEquals(List.of("tanh", "exponential", "add"), Rewritten.by(PASS, b).ops());
  }

  @Test
  void replacesMergedResultsOfTheGraph() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    b.result("y", b.tanh(x));
    b.result("z", b.tanh(x));
    Graph after = Rewritten.by(PASS, b).graph();
    assertSame(after.results().get(0), after.results().get(1));
    assertEquals(ImmutableList.of("y", "z"), after.resultNames());
  }

  @Test
  void doesNotMergeNodesThatDifferInAnAttribute() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, 4, 4));
    b.result("y", b.add(b.reduceSum(x, 0), b.reduceSum(x, 1)));
    b.result("z", b.add(b.transpose(x, 0, 1), b.transpose(x, 1, 0)));
    assertEquals(
        List.of("constant", "reduce", "reduce", "add", "transpose", "transpose", "add"),
        Rewritten.by(PASS, b).ops(),
        "only the two zeros the sums start from are equal");
  }

  @Test
  void doesNotMergeZerosOfDifferentSign() {
    GraphBuilder b = new GraphBuilder("main");
    b.result("y", b.divide(b.splat(TYPE, 0.0), b.splat(TYPE, -0.0)));
    assertEquals(0, Rewritten.by(PASS, b).report().hits());
  }

  @Test
  void doesNotMergeEqualBitsOfDifferentTypes() {
    GraphBuilder b = new GraphBuilder("main");
    b.result("y", b.splat(TYPE, 0));
    b.result("z", b.splat(TYPE.withElement(ElementType.S32), 0));
    assertEquals(0, Rewritten.by(PASS, b).report().hits());
  }

  @Test
  void doesNotMergeSwappedOperands() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    Value y = b.input("y", TYPE);
    b.result("z", b.add(b.subtract(x, y), b.subtract(y, x)));
    assertEquals(0, Rewritten.by(PASS, b).report().hits());
  }

  @Test
  void doesNotMergeEffects() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    Value first = b.emit(new OptimizationBarrierOp(ImmutableList.of(x))).getFirst();
    Value second = b.emit(new OptimizationBarrierOp(ImmutableList.of(x))).getFirst();
    b.result("y", b.add(first, second));
    assertEquals(0, Rewritten.by(PASS, b).report().hits());
  }

  @Test
  void doesNotMergeNodesWithDifferentPassThroughAttributes() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    b.result("y", b.add(b.tanh(x), b.tanh(x)));
    Graph graph = b.build();
    Node marked = graph.nodes().getFirst();
    ImmutableMap<String, String> attributes = ImmutableMap.of("xla.hint", "\"keep\"");
    Node other =
        new Node(marked.op(), marked.results(), marked.location(), Optional.empty(), attributes);
    ImmutableList<Node> nodes =
        ImmutableList.<Node>builder()
            .add(other)
            .addAll(graph.nodes().subList(1, graph.nodes().size()))
            .build();
    assertEquals(0, Rewritten.by(PASS, graph.withBody(nodes, graph.results())).report().hits());
  }

  @Test
  void mergesInsideARegionButNeverMakesItReadMoreOfTheOutside() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    Value two = b.constant(ElementType.F32, 2);
    Value sum =
        b.reduce(
            x,
            0,
            (folded, next) -> {
              Value once = b.multiply(next, b.constant(ElementType.F32, 2));
              Value again = b.multiply(next, b.constant(ElementType.F32, 2));
              return b.add(folded, b.subtract(b.add(once, again), once));
            },
            0);
    b.result("y", b.multiply(sum, two));
    Rewritten after = Rewritten.by(PASS, b);
    Node reduce =
        after.graph().nodes().stream().filter(n -> !n.op().regions().isEmpty()).findAny().get();
    assertEquals(
        List.of("constant", "multiply", "add", "subtract", "add"),
        Rewritten.names(reduce.op().regions().getFirst().nodes()));
    assertEquals(0, reduce.captures().size());
    assertEquals(
        Interpreter.run(b.build(), List.of(Literal.ofF32(TYPE, 1, 2, 3, 4))),
        Interpreter.run(after.graph(), List.of(Literal.ofF32(TYPE, 1, 2, 3, 4))));
  }

  @Test
  void rewritesTheCapturesOfARegionWhenTheirNodesMerge() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TYPE);
    Value scale = b.input("scale", TensorType.of(ElementType.F32));
    Value first = b.tanh(scale);
    Value second = b.tanh(scale);
    b.result("y", b.reduce(x, 0, (sum, next) -> b.add(sum, b.multiply(next, second)), 0));
    b.result("z", first);
    Rewritten after = Rewritten.by(PASS, b);
    assertEquals(List.of("tanh", "constant", "reduce"), after.ops());
    List<Literal> arguments =
        List.of(Literal.ofF32(TYPE, 1, 2, 3, 4), Literal.scalar(ElementType.F32, 0.5));
    assertEquals(Interpreter.run(b.build(), arguments), Interpreter.run(after.graph(), arguments));
  }

  @Test
  void costGrowsWithTheNumberOfNodesHoweverDeepOrShared() {
    assertEquals(2_001, sharedLadder(1_000).visits());
    assertEquals(200_001, sharedLadder(100_000).visits());
    assertEquals(100_000, sharedLadder(100_000).hits());
  }

  /// Each step adds the same value to itself twice over: 2^length paths lead through it.
  private static PassReport sharedLadder(int length) {
    GraphBuilder b = new GraphBuilder("main");
    Value left = b.input("x", TYPE);
    Value right = left;
    for (int i = 0; i < length; i++) {
      Value sum = b.add(left, right);
      right = b.add(left, right);
      left = sum;
    }
    b.result("y", b.multiply(left, right));
    return Rewritten.by(PASS, b).report();
  }

  @Test
  void keepsNodesThatSayDifferentTypesOfTheirResults() {
    GraphBuilder b = new GraphBuilder("main");
    Value x = b.input("x", TensorType.of(ElementType.F32, TensorType.DYNAMIC));
    Node first = Node.of(new UnaryOp(UnaryOp.Kind.TANH, x), Location.UNKNOWN);
    Node second = first.withResults(ImmutableList.of(new Value(TYPE)));
    ImmutableList<Value> results =
        ImmutableList.of(first.results().getFirst(), second.results().getFirst());
    Graph graph =
        new Graph(
            "main",
            b.build().parameters(),
            ImmutableList.of(first, second),
            results,
            ImmutableList.of("a", "b"));
    assertEquals(graph.nodes(), Rewritten.by(PASS, graph).graph().nodes());
  }
}
