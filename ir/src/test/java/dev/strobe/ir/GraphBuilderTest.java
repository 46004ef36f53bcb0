package dev.strobe.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.strobe.ir.op.ReduceOp;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GraphBuilderTest {
  private static final ElementType F32 = ElementType.F32;
  private static final TensorType VECTOR = TensorType.of(ElementType.F32, 4);

  @Test
  void scopesBecomeLocations() {
    GraphBuilder b = new GraphBuilder("g");
    Value x = b.input("x", VECTOR);
    b.negate(x);
    try (var layer = b.scope("layers.0")) {
      b.negate(x);
      try (var attention = b.scope("attention")) {
        b.negate(x);
      }
      b.negate(x);
    }
    b.negate(x);
    assertEquals(
        List.of("", "layers.0", "layers.0/attention", "layers.0", ""),
        b.build().nodes().stream().map(node -> node.location().toString()).toList());
  }

  @Test
  void parametersKeepOrderNamesAndRoles() {
    GraphBuilder b = new GraphBuilder("g");
    Value tokens = b.input("tokens", VECTOR);
    Value weight = b.weight("weight", VECTOR);
    Value cache = b.state("cache", VECTOR, 0);
    b.result("cache", cache);
    Graph graph = b.build();
    assertEquals(
        ImmutableList.of(
            new Parameter(tokens, "tokens", new Role.Input()),
            new Parameter(weight, "weight", new Role.Weight("")),
            new Parameter(cache, "cache", new Role.State(0))),
        graph.parameters());
    assertEquals(ImmutableList.of("cache"), graph.resultNames());
  }

  @Test
  void refusesTwoParametersOfOneName() {
    GraphBuilder b = new GraphBuilder("g");
    b.input("x", VECTOR);
    var e = assertThrows(InvalidOpException.class, () -> b.weight("x", VECTOR));
    assertEquals("graph requires parameters with distinct names, got x", e.getMessage());
  }

  @Test
  void bodiesTakeTheirNodesOutOfTheGraphAndMayUseOuterValues() {
    GraphBuilder b = new GraphBuilder("g");
    Value x = b.input("x", VECTOR);
    Value scale = b.input("scale", TensorType.of(ElementType.F32));
    Value sum =
        b.reduce(x, 0, (total, next) -> b.add(total, b.multiply(next, b.constant(F32, 2))), 0);
    Value scaled = b.reduce(x, 0, (total, next) -> b.add(total, b.multiply(next, scale)), 0);
    b.result("sum", b.add(sum, scaled));
    Graph graph = b.build();
    assertEquals(
        List.of("constant", "reduce", "constant", "reduce", "add"),
        graph.nodes().stream().map(node -> node.op().name()).toList());
    Node first = graph.nodes().get(1);
    Node second = graph.nodes().get(3);
    assertEquals(ImmutableSet.of(), first.captures());
    assertEquals(ImmutableSet.of(scale), second.captures());
    assertEquals(
        ImmutableList.builder().addAll(second.op().operands()).add(scale).build(), second.uses());
    assertEquals(3, ((ReduceOp) first.op()).body().nodes().size());
    assertTrue(Verifier.verify(Program.of(graph)).isEmpty());
  }

  @Test
  void gathersRowsForIndicesOfAnyRank() {
    GraphBuilder b = new GraphBuilder("g");
    Value table = b.input("table", TensorType.of(F32, 100, 8));
    Value one = b.gatherRows(table, b.input("one", TensorType.of(ElementType.S32)));
    Value many = b.gatherRows(table, b.input("many", TensorType.of(ElementType.S32, 2, 3)));
    assertEquals("tensor<8xf32>", one.type().text());
    assertEquals("tensor<2x3x8xf32>", many.type().text());
    Value at = b.input("at", TensorType.of(ElementType.S32));
    assertThrows(InvalidOpException.class, () -> b.gatherRows(one, at));
  }

  @Test
  void slicesOneAxisAndKeepsTheOthers() {
    GraphBuilder b = new GraphBuilder("g");
    Value x = b.input("x", TensorType.of(F32, 2, 5, 3));
    assertEquals("tensor<2x2x3xf32>", b.slice(x, 1, 2, 4).type().text());
    assertThrows(InvalidOpException.class, () -> b.slice(x, 3, 0, 1));
    assertThrows(InvalidOpException.class, () -> b.slice(x, 1, 2, 6));
  }

  @Test
  void programsNeedDistinctFunctionNames() {
    Graph main = new GraphBuilder("main").build();
    assertThrows(
        InvalidOpException.class,
        () -> new Program("p", ImmutableList.of(main, main), ImmutableMap.of()));
    assertThrows(
        InvalidOpException.class,
        () -> new Program("p", ImmutableList.of(), ImmutableMap.of()).main());
  }

  @Test
  void mergedLocationsKeepEachPathOnce() {
    Location merged =
        Location.merged(List.of(Location.of("a", "b"), Location.UNKNOWN, Location.of("b", "c")));
    assertEquals(Location.of("a", "b", "c"), merged);
    assertTrue(Location.merged(List.of()).isUnknown());
  }
}
