package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.Program;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MergedWeightsTest {
  private static final TensorType X = TensorType.of(ElementType.F32, 1, 2);
  private static final Literal ONE_TWO = Literal.ofF32(X, 1, 2);

  private final GraphBuilder b = new GraphBuilder("main");
  private final Value x = b.input("x", X);

  private Value weight(String name, long rows) {
    return b.weight(name, TensorType.of(ElementType.F32, rows, 2));
  }

  private Value product(Value rows, Value matrix, int axis) {
    return b.dotGeneral(
        rows,
        matrix,
        new DotGeneralOp.Dimensions(
            ImmutableLongArray.of(),
            ImmutableLongArray.of(),
            ImmutableLongArray.of(1),
            ImmutableLongArray.of(axis)));
  }

  private static List<String> names(Graph graph) {
    return graph.parameters().stream().map(Parameter::name).toList();
  }

  @Test
  void productsOfOneValueAreOneWithTheRowsOfAll() {
    Value q = weight("q", 2);
    Value norm = b.weight("norm", TensorType.of(ElementType.F32, 2));
    Value k = weight("k", 1);
    b.result("a", product(x, q, 1));
    b.result("b", product(x, k, 1));
    b.result("c", norm);
    Graph merged = MergedWeights.of(b.build());

    Verifier.requireValid(Program.of(merged));
    assertEquals(List.of("x", "q+k", "norm"), names(merged));
    assertEquals(List.of("q", "k"), MergedWeights.parts("q+k"));
    TensorType both = TensorType.of(ElementType.F32, 3, 2);
    List<Literal> results =
        Interpreter.run(
            merged,
            List.of(
                ONE_TWO,
                Literal.ofF32(both, 1, 10, 2, 20, 3, 30),
                Literal.ofF32(TensorType.of(ElementType.F32, 2), 7, 8)));
    assertEquals(Literal.ofF32(TensorType.of(ElementType.F32, 1, 2), 21, 42), results.get(0));
    assertEquals(Literal.ofF32(TensorType.of(ElementType.F32, 1, 1), 63), results.get(1));
  }

  @Test
  void weightsAreMergedInTheTypeThatTheyAreKeptIn() {
    for (String name : List.of("gate", "up")) {
      Value kept = b.weight(name, TensorType.of(ElementType.BF16, 1, 2));
      b.result(name, product(x, b.convert(kept, ElementType.F32), 1));
    }
    Graph merged = MergedWeights.of(b.build());

    Verifier.requireValid(Program.of(merged));
    Parameter both = merged.parameters().getLast();
    assertEquals("gate+up", both.name());
    assertEquals(TensorType.of(ElementType.BF16, 2, 2), both.tensor());
  }

  /// Another reader, another value, columns for rows, an input, and a type of its own.
  @Test
  void whatIsNotOfTheSameKindStays() {
    Value read = weight("read", 2);
    Value y = b.tanh(x);
    b.result("a", product(x, read, 1));
    b.result("b", b.tanh(read));
    b.result("c", product(x, weight("own", 2), 1));
    b.result("d", product(y, weight("other", 2), 1));
    b.result("e", product(x, weight("columns", 2), 0));
    b.result("f", product(x, b.input("input", X), 1));
    Value narrow = b.weight("narrow", TensorType.of(ElementType.BF16, 2, 2));
    b.result("g", product(x, b.convert(narrow, ElementType.F32), 1));
    Graph graph = b.build();

    assertEquals(names(graph), names(MergedWeights.of(graph)));
  }
}
