package dev.strobe.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CallOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.text.DynamicPrograms;
import dev.strobe.ir.text.RegionPrograms;
import dev.strobe.ir.text.SamplePrograms;
import dev.strobe.ir.text.UnknownSizePrograms;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VerifierTest {
  private static final TensorType SCALAR = TensorType.of(ElementType.F32);
  private static final TensorType VECTOR = TensorType.of(ElementType.F32, 4);

  private static Node negate(Value operand) {
    return Node.of(new UnaryOp(UnaryOp.Kind.NEGATE, operand), Location.of("here"));
  }

  private static Node node(Op op, Location location, Value... results) {
    return new Node(
        op, ImmutableList.copyOf(results), location, Optional.empty(), ImmutableMap.of());
  }

  private static Parameter input(Value value, String name) {
    return new Parameter(value, name, new Role.Input());
  }

  private static Graph graph(String name, Value parameter, List<Node> nodes, Value... results) {
    return new Graph(
        name,
        ImmutableList.of(input(parameter, "x")),
        ImmutableList.copyOf(nodes),
        ImmutableList.copyOf(results),
        names(results.length));
  }

  private static ImmutableList<String> names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "r" + i)
        .collect(ImmutableList.toImmutableList());
  }

  private static Program program(Graph... functions) {
    return new Program("p", ImmutableList.copyOf(functions), ImmutableMap.of());
  }

  private static void assertFaults(Program program, String... messages) {
    assertEquals(
        ImmutableList.copyOf(messages),
        Verifier.verify(program).stream().map(Diagnostic::toString).toList());
  }

  @Test
  void acceptsTheSamplePrograms() {
    assertFaults(SamplePrograms.elementwise());
    assertFaults(SamplePrograms.shapes());
    assertFaults(SamplePrograms.contractions());
    assertFaults(SamplePrograms.structure());
    assertFaults(SamplePrograms.constants());
    assertFaults(RegionPrograms.regions());
    assertFaults(DynamicPrograms.dynamics());
    assertFaults(UnknownSizePrograms.unknownSizes());
  }

  @Test
  void refusesUsesBeforeDefinitions() {
    Value x = new Value(VECTOR, "x");
    Node first = negate(x);
    Node second = negate(first.result());
    assertFaults(
        program(graph("main", x, List.of(second, first), second.result())),
        "negate requires operands defined before it, got %_: tensor<4xf32> in @main at here");
  }

  @Test
  void refusesResultsThatNothingDefines() {
    Value x = new Value(VECTOR, "x");
    assertFaults(
        program(graph("main", x, List.of(), new Value(VECTOR, "ghost"))),
        "return requires operands defined before it, got %ghost: tensor<4xf32> in @main");
  }

  @Test
  void refusesASecondDefinition() {
    Value x = new Value(VECTOR, "x");
    Node node = negate(x);
    Node again = node(node.op(), node.location(), x);
    assertFaults(
        program(graph("main", x, List.of(node, node, again), x)),
        "negate requires values that nothing else defines, got %_: tensor<4xf32> in @main at here",
        "negate requires values that nothing else defines, got %x: tensor<4xf32> in @main at here");
  }

  @Test
  void refusesResultTypesThatTheOpDoesNotCompute() {
    Value x = new Value(VECTOR, "x");
    Node wrong = node(negate(x).op(), Location.UNKNOWN, new Value(SCALAR));
    Node none = node(negate(x).op(), Location.UNKNOWN);
    assertFaults(
        program(graph("main", x, List.of(wrong, none), x)),
        "negate requires result types [tensor<4xf32>], got [tensor<f32>] in @main",
        "negate requires result types [tensor<4xf32>], got [] in @main");
  }

  @Test
  void hidesWhatARegionDefinesFromTheOutside() {
    Value x = new Value(VECTOR, "x");
    Value init = new Value(SCALAR, "init");
    Value a = new Value(SCALAR, "a");
    Value b = new Value(SCALAR, "b");
    Node inner = Node.of(new BinaryOp(BinaryOp.Kind.ADD, a, b), Location.UNKNOWN);
    Region body = new Region(ImmutableList.of(a, b), ImmutableList.of(inner), inner.results());
    Node reduce =
        Node.of(
            new ReduceOp(
                ImmutableList.of(x), ImmutableList.of(init), ImmutableLongArray.of(0), body),
            Location.UNKNOWN);
    Node leak = negate(a);
    Graph main =
        new Graph(
            "main",
            ImmutableList.of(input(x, "x"), input(init, "init")),
            ImmutableList.of(reduce, leak),
            inner.results(),
            ImmutableList.of("leaked"));
    assertFaults(
        program(main),
        "negate requires operands defined before it, got %a: tensor<f32> in @main at here",
        "return requires operands defined before it, got %_: tensor<f32> in @main");
  }

  @Test
  void refusesARegionThatUsesWhatIsDefinedLater() {
    Value x = new Value(VECTOR, "x");
    Value init = new Value(SCALAR, "init");
    Node later = negate(init);
    Value a = new Value(SCALAR, "a");
    Region body =
        new Region(ImmutableList.of(a, new Value(SCALAR)), ImmutableList.of(), later.results());
    var op =
        new ReduceOp(ImmutableList.of(x), ImmutableList.of(init), ImmutableLongArray.of(0), body);
    Node reduce = Node.of(op, Location.of("sum"));
    Graph main =
        new Graph(
            "main",
            ImmutableList.of(input(x, "x"), input(init, "init")),
            ImmutableList.of(reduce, later),
            reduce.results(),
            ImmutableList.of("sum"));
    assertFaults(
        program(main),
        "reduce body requires operands defined before it, got %_: tensor<f32> in @main at sum");
  }

  private static Node call(String callee, Value argument, Type result) {
    return Node.of(
        new CallOp(callee, ImmutableList.of(argument), ImmutableList.of(result)), Location.UNKNOWN);
  }

  @Test
  void refusesCallsOfMissingFunctionsAndOtherTypes() {
    Value x = new Value(VECTOR, "x");
    Value s = new Value(SCALAR, "s");
    List<Node> calls = List.of(call("none", x, VECTOR), call("f", x, VECTOR), call("g", x, SCALAR));
    Value y = new Value(VECTOR, "y");
    assertFaults(
        program(
            graph("main", x, calls, x), graph("f", s, List.of(), s), graph("g", y, List.of(), y)),
        "call requires a function of the program, got @none in @main",
        "call requires arguments of types [tensor<f32>] for @f, got [tensor<4xf32>] in @main",
        "call requires result types [tensor<4xf32>] of @g, got [tensor<f32>] in @main");
  }

  private static Graph caller(String name, String... callees) {
    Value x = new Value(VECTOR, "x");
    ImmutableList.Builder<Node> calls = ImmutableList.builder();
    for (String callee : callees) {
      calls.add(call(callee, x, VECTOR));
    }
    return graph(name, x, calls.build(), x);
  }

  @Test
  void refusesRecursionAndNamesTheCycle() {
    assertFaults(
        program(
            caller("main", "a", "leaf"),
            caller("a", "leaf", "b"),
            caller("b", "a"),
            caller("leaf")),
        "call requires no recursion, got @a -> @b -> @a in @a");
    assertFaults(
        program(caller("main", "main")), "call requires no recursion, got @main -> @main in @main");
    assertFaults(program(caller("main", "a", "a", "b"), caller("a", "b"), caller("b")));
  }

  @Test
  void refusesAProgramWithoutMain() {
    assertFaults(program(caller("other")), "program requires a function named main, got [other]");
  }

  private static Program stateful(int... results) {
    ImmutableList.Builder<Parameter> parameters = ImmutableList.builder();
    for (int i = 0; i < results.length; i++) {
      parameters.add(new Parameter(new Value(VECTOR), "s" + i, new Role.State(results[i])));
    }
    Value scalar = new Value(SCALAR, "scalar");
    parameters.add(input(scalar, "scalar"));
    ImmutableList<Parameter> all = parameters.build();
    Value first = all.getFirst().value();
    return program(
        new Graph(
            "main",
            all,
            ImmutableList.of(),
            ImmutableList.of(first, scalar),
            ImmutableList.of("first", "scalar")));
  }

  @Test
  void refusesStatesWithoutAFittingResultOfTheirOwn() {
    assertFaults(stateful(0));
    assertFaults(stateful(2), "state s0 requires one of 2 results, got result 2 in @main");
    assertFaults(stateful(-1), "state s0 requires one of 2 results, got result -1 in @main");
    assertFaults(
        stateful(1), "state s0 requires a result of type tensor<4xf32>, got tensor<f32> in @main");
    assertFaults(
        stateful(0, 0), "state s1 requires a result of its own, got result 0 of s0 in @main");
  }

  @Test
  void refusesNamesThatOccurTwice() {
    Value x = new Value(VECTOR, "x");
    Value y = new Value(VECTOR, "y");
    Graph main =
        new Graph(
            "main",
            ImmutableList.of(input(x, "same"), input(y, "same")),
            ImmutableList.of(),
            ImmutableList.of(x, y),
            ImmutableList.of("out", "out"));
    assertFaults(
        program(main),
        "graph requires distinct parameter names, got same in @main",
        "graph requires distinct result names, got out in @main");
  }

  @Test
  void throwsAllFaultsAtOnce() {
    Value x = new Value(VECTOR, "x");
    Value ghost = new Value(VECTOR, "ghost");
    Program program = program(graph("main", x, List.of(negate(ghost)), ghost));
    var e = assertThrows(InvalidOpException.class, () -> Verifier.requireValid(program));
    assertEquals(2, e.toString().lines().count(), e.toString());
  }

  @Test
  void isNotTroubledByDeepOrSharedGraphs() {
    GraphBuilder b = new GraphBuilder("deep");
    Value value = b.input("x", SCALAR);
    for (int i = 0; i < 200_000; i++) {
      value = b.add(value, value);
    }
    b.result("sum", value);
    assertFaults(Program.of(b.build()));
  }
}
