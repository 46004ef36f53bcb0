package dev.strobe.tests.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.Graph;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.Program;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.ConstantOp;
import dev.strobe.ir.op.ReverseOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Finds planted faults with random programs, and holds what the shrinker leaves of those against
/// the fault.
final class ShrinkerTest {
  private static final int STEPS = 24;

  /// An implementation that has some ops wrong: the interpreter over other ops than were asked for.
  private record Faulty(Function<Graph, UnaryOperator<Op>> fault) implements Check {
    @Override
    public Optional<String> apply(RandomProgram random) {
      List<Literal> want = Interpreter.run(random.program(), random.arguments());
      return Check.difference(
          random, want, Interpreter.run(damaged(random.program()), random.arguments()));
    }

    private Program damaged(Program program) {
      ImmutableList<Graph> functions =
          program.functions().stream()
              .map(f -> f.withBody(damaged(f.nodes(), fault.apply(f)), f.results()))
              .collect(ImmutableList.toImmutableList());
      return new Program(program.name(), functions, program.attributes());
    }

    private static ImmutableList<Node> damaged(List<Node> nodes, UnaryOperator<Op> fault) {
      return nodes.stream()
          .map(node -> node.withOp(fault.apply(node.op())))
          .collect(ImmutableList.toImmutableList());
    }
  }

  private static Op subtractionTurned(Op op) {
    return op instanceof BinaryOp b && b.kind() == BinaryOp.Kind.SUBTRACT
        ? new BinaryOp(b.kind(), b.rhs(), b.lhs())
        : op;
  }

  private static Op longLinesNotReversed(Op op) {
    return op instanceof ReverseOp r
            && r.dimensions().stream().anyMatch(d -> r.operand().tensor().dim((int) d) > 2)
        ? new ReverseOp(r.operand(), ImmutableLongArray.of())
        : op;
  }

  /// Wrong only for constants, as a faulty constant folder is.
  private static UnaryOperator<Op> constantsNotNegated(Graph graph) {
    List<Value> constants =
        graph.nodes().stream()
            .filter(node -> node.op() instanceof ConstantOp)
            .map(Node::result)
            .toList();
    return op ->
        op instanceof UnaryOp u
                && u.kind() == UnaryOp.Kind.NEGATE
                && u.operand().tensor().element().isFloat()
                && constants.contains(u.operand())
            ? new UnaryOp(UnaryOp.Kind.ABS, u.operand())
            : op;
  }

  private static RandomProgram smallest(Check check) {
    RandomProgram failing =
        LongStream.rangeClosed(1, 10_000)
            .mapToObj(seed -> RandomPrograms.of(seed, STEPS))
            .filter(ShrinkerTest::tracksDifferences)
            .filter(program -> check.wrong(program).isPresent())
            .findFirst()
            .orElseThrow();
    RandomProgram smallest = Shrinker.shrink(failing, p -> check.wrong(p).isPresent());
    assertTrue(check.wrong(smallest).isPresent(), smallest.text());
    return smallest;
  }

  /// Whether it is known how far each difference may be off, without which none can be cut free;
  /// nothing is known within a `chlo` function.
  private static boolean tracksDifferences(RandomProgram program) {
    return program.program().main().nodes().stream()
        .filter(node -> node.op().name().equals("subtract"))
        .allMatch(node -> program.errors().containsKey(node.result()));
  }

  private static List<String> ops(RandomProgram program) {
    return program.program().main().nodes().stream().map(node -> node.op().name()).toList();
  }

  private static long largest(RandomProgram program) {
    Graph main = program.program().main();
    return Stream.concat(
            main.parameters().stream().map(p -> p.value()),
            main.nodes().stream().flatMap(node -> node.results().stream()))
        .mapToLong(value -> value.tensor().elementCount())
        .max()
        .orElseThrow();
  }

  @Test
  void leavesTheOneFaultyOpOnTwoArgumentsOfOneElement() {
    RandomProgram smallest = smallest(new Faulty(_ -> ShrinkerTest::subtractionTurned));
    assertEquals(List.of("subtract"), ops(smallest), smallest.text());
    assertEquals(1, smallest.program().functions().size(), smallest.text());
    assertEquals(1, largest(smallest), smallest.text());
    assertEquals(1, smallest.program().main().results().size(), smallest.text());
  }

  @Test
  void leavesTheSizeThatAFaultNeeds() {
    RandomProgram smallest = smallest(new Faulty(_ -> ShrinkerTest::longLinesNotReversed));
    assertEquals(List.of("reverse"), ops(smallest), smallest.text());
    long longest =
        smallest.program().main().parameters().getFirst().tensor().dims().stream()
            .max()
            .orElseThrow();
    assertEquals(3, longest, smallest.text());
  }

  @Test
  void leavesTheConstantThatAFaultNeeds() {
    RandomProgram smallest = smallest(new Faulty(ShrinkerTest::constantsNotNegated));
    assertEquals(List.of("constant", "negate"), ops(smallest), smallest.text());
    assertEquals(List.of(), smallest.arguments(), smallest.text());
    // Of two elements the first one stays, and a zero shows no fault.
    assertTrue(largest(smallest) <= 2, smallest.text());
  }

  @Test
  void leavesTheCallThatAFaultNeeds() {
    Check inCallees =
        new Faulty(
            graph ->
                graph.name().equals("main")
                    ? UnaryOperator.identity()
                    : ShrinkerTest::subtractionTurned);
    RandomProgram smallest = smallest(inCallees);
    assertEquals(List.of("call"), ops(smallest), smallest.text());
    assertEquals(2, smallest.program().functions().size(), smallest.text());
  }

  @Test
  void leavesTheOpThatCannotBeRunEvenIfNothingReadsIt() {
    UnaryOperator<Op> refusal =
        op -> {
          if (op instanceof ReverseOp) {
            throw new UnsupportedOperationException("reverse");
          }
          return op;
        };
    RandomProgram smallest = smallest(new Faulty(_ -> refusal));
    assertEquals(List.of("reverse"), ops(smallest), smallest.text());
    assertEquals(1, largest(smallest), smallest.text());
  }

  @Test
  void printsProgramAndArguments() {
    RandomProgram smallest = smallest(new Faulty(_ -> ShrinkerTest::subtractionTurned));
    assertTrue(smallest.text().contains("stablehlo.subtract %"), smallest.text());
    assertEquals(
        smallest.arguments().size(),
        smallest.text().lines().filter(line -> line.startsWith("// %")).count(),
        smallest.text());
  }
}
