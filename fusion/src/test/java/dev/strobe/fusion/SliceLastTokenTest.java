package dev.strobe.fusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Parameter;
import dev.strobe.ir.PassReport;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DotGeneralOp.Precision;
import dev.strobe.ir.op.GatedFeedForwardOp;
import dev.strobe.ir.op.LayerNormOp;
import dev.strobe.ir.op.Mean;
import dev.strobe.ir.op.RmsNormOp;
import dev.strobe.ir.op.SoftmaxOp;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class SliceLastTokenTest {
  private static final DotGeneralOp.Dimensions ROWS_TIMES_ROWS =
      new DotGeneralOp.Dimensions(
          ImmutableLongArray.of(),
          ImmutableLongArray.of(),
          ImmutableLongArray.of(1),
          ImmutableLongArray.of(1));

  /// A builder with x `[6, 4]`, w `[4]`, matrices `[5, 4]` and `[4, 5]` and an index.
  static final class Small {
    final GraphBuilder b = new GraphBuilder("main");
    final Value x;
    final Value w;
    final Value up;
    final Value down;
    final Value at;

    Small(ElementType element) {
      x = b.input("x", TensorType.of(element, 6, 4));
      w = b.input("w", TensorType.of(element, 4));
      up = b.input("up", TensorType.of(element, 5, 4));
      down = b.input("down", TensorType.of(element, 4, 5));
      at = b.input("at", TensorType.of(ElementType.S32));
    }

    Value row(Value value) {
      long[] sizes = value.tensor().dims().toArray();
      int rows = sizes.length - 2;
      sizes[rows] = 1;
      Value zero = b.constant(ElementType.S32, 0);
      Value index = b.add(at, b.constant(ElementType.S32, -1));
      List<Value> starts =
          IntStream.range(0, sizes.length).mapToObj(axis -> axis == rows ? index : zero).toList();
      return b.dynamicSlice(value, starts, sizes);
    }

    Value last(Value value) {
      int rows = value.tensor().rank() - 2;
      long size = value.tensor().dim(rows);
      return b.slice(value, rows, size - 1, size);
    }
  }

  private static List<Literal> arguments(Graph graph, int seed) {
    Random random = new Random(seed);
    return graph.parameters().stream().map(p -> argument(p, random)).toList();
  }

  private static Literal argument(Parameter parameter, Random random) {
    TensorType type = parameter.tensor();
    if (type.element() == ElementType.S32) {
      return Literal.splat(type, random.nextInt(9) - 1);
    }
    GraphBuilder b = new GraphBuilder("main");
    float[] values = new float[(int) type.elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    TensorType wide = type.withElement(ElementType.F32);
    b.result("y", b.convert(b.input("x", wide), type.element()));
    return Interpreter.run(b.build(), List.of(Literal.ofF32(wide, values))).getFirst();
  }

  private static Graph requireSame(Graph before, Graph after) {
    for (int seed = 0; seed < 5; seed++) {
      List<Literal> arguments = arguments(before, seed);
      assertEquals(Interpreter.run(before, arguments), Interpreter.run(after, arguments));
    }
    return after;
  }

  private static long largest(Graph graph) {
    return graph.nodes().stream()
        .mapToLong(node -> node.result().tensor().elementCount())
        .max()
        .orElse(0);
  }

  /// What works row by row.
  static Stream<BiFunction<Small, Value, Value>> rowWise() {
    var silu =
        new GatedFeedForwardOp.Form(
            GatedFeedForwardOp.Activation.SILU, 1, Precision.HIGHEST, ElementType.F32);
    return Stream.of(
        (s, x) -> s.b.tanh(s.b.multiply(x, s.b.splat(x.tensor(), 3))),
        (s, x) -> new RmsNormOp(x, s.w, 0x1p-20, Mean.SCALED).expand(s.b),
        (s, x) -> new SoftmaxOp(x).expand(s.b),
        (s, x) -> new LayerNormOp(x, s.w, Optional.of(s.w), 0x1p-20, Mean.DIVIDED).expand(s.b),
        (s, x) -> s.b.emit(new RmsNormOp(x, s.w, 0x1p-20, Mean.SCALED)).getFirst(),
        (s, x) ->
            s.b.emit(new LayerNormOp(x, s.w, Optional.of(s.w), 0x1p-20, Mean.SCALED)).getFirst(),
        (s, x) -> s.b.emit(new SoftmaxOp(x)).getFirst(),
        (s, x) ->
            x.tensor().element() == ElementType.F32
                ? s.b.emit(GatedFeedForwardOp.of(List.of(x, s.up, s.up, s.down), silu)).getFirst()
                : s.b.negate(x),
        (s, x) -> s.b.dotGeneral(x, s.up, ROWS_TIMES_ROWS),
        (s, x) -> s.b.concatenate(1, x, s.b.negate(x)),
        (s, x) -> s.b.reshape(s.b.tanh(x), 1, 6, 2, 2),
        (s, x) -> s.b.transpose(s.b.tanh(s.b.transpose(x, 1, 0)), 1, 0),
        (s, x) -> s.b.select(s.b.compare(x, x, CompareOp.Direction.LT), x, x));
  }

  @ParameterizedTest
  @MethodSource("rowWise")
  void movesASliceAboveWhatWorksRowByRow(BiFunction<Small, Value, Value> op) {
    for (ElementType element : List.of(ElementType.F32, ElementType.F64)) {
      for (boolean moving : List.of(true, false)) {
        Small s = new Small(element);
        Value y = op.apply(s, s.x);
        Value rows = y.tensor().rank() == 4 ? s.b.reshape(y, 1, 6, 4) : y;
        s.b.result("y", moving ? s.row(rows) : s.last(rows));
        Graph before = s.b.build();
        Rewritten after = Rewritten.by(new SliceLastToken(), before);
        assertEquals(1, after.report().hits());
        requireSame(before, after.graph());
        assertTrue(largest(after.graph()) <= 8, after.ops().toString());
      }
    }
  }

  @Test
  void takesARowOfEachSequence() {
    Small s = new Small(ElementType.F32);
    s.b.result("y", s.last(s.b.reshape(s.b.tanh(s.x), 2, 3, 4)));
    Graph before = s.b.build();
    Rewritten after = Rewritten.by(new SliceLastToken(), before);
    assertEquals(List.of("slice", "tanh", "reshape"), after.ops());
    requireSame(before, after.graph());
  }

  @Test
  void stopsBelowWhatOthersRead() {
    Small s = new Small(ElementType.F32);
    Value inner = s.b.tanh(s.x);
    s.b.result("y", s.last(s.b.negate(inner)));
    s.b.result("z", inner);
    Graph before = s.b.build();
    Rewritten after = Rewritten.by(new SliceLastToken(), before);
    assertEquals(List.of("tanh", "slice", "negate"), after.ops());
    requireSame(before, after.graph());
  }

  static Stream<BiFunction<Small, Value, Value>> others() {
    return Stream.of(
        // Rows mix.
        (s, x) -> s.b.slice(s.b.emit(new SoftmaxOp(x)).getFirst(), 1, 0, 2),
        (s, x) -> s.last(s.b.reshape(s.b.reshape(x, 24), 12, 2)),
        (s, x) -> s.b.slice(s.b.concatenate(0, x, x), 0, 0, 1),
        // Features of a product.
        (s, x) -> s.b.slice(s.b.dotGeneral(x, s.up, ROWS_TIMES_ROWS), 1, 0, 2),
        // A reader of everything.
        (s, x) -> {
          Value y = s.b.tanh(x);
          return s.b.multiply(s.b.broadcast(s.last(y), new long[] {6, 4}, 0, 1), y);
        },
        // Readers of different parts.
        (s, x) -> {
          Value y = s.b.tanh(x);
          return s.b.add(s.last(y), s.b.slice(y, 0, 0, 1));
        },
        // All of it, and of a parameter.
        (s, x) -> s.b.slice(s.b.tanh(x), 0, 0, 6),
        (s, x) -> s.last(x));
  }

  @ParameterizedTest
  @MethodSource("others")
  void staysBelowWhatDoesNot(BiFunction<Small, Value, Value> op) {
    Small s = new Small(ElementType.F32);
    s.b.result("y", op.apply(s, s.x));
    Graph before = s.b.build();
    assertSame(before, Rewritten.by(new SliceLastToken(), before).graph());
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void movesPartsOfBothAxes(ElementType element) {
    Small s = new Small(element);
    Value half = s.b.slice(s.b.tanh(s.x), 1, 0, 2);
    s.b.result("y", s.row(s.b.negate(half)));
    Graph before = s.b.build();
    Rewritten after = Rewritten.by(new SliceLastToken(), before);
    assertEquals(4, largest(requireSame(before, after.graph())));
  }

  @Test
  void costGrowsWithTheNumberOfNodes() {
    Small s = new Small(ElementType.F32);
    Value x = s.x;
    for (int i = 0; i < 20_000; i++) {
      x = s.b.add(x, s.b.tanh(x));
    }
    s.b.result("y", s.row(x));
    Graph graph = s.b.build();
    PassReport.Applied applied = PassReport.measure(new SliceLastToken(), graph, Target.of("cpu"));
    assertEquals(graph.nodes().size(), applied.report().visits());
    assertEquals(ImmutableList.of("moved dynamic_slice"), applied.report().rewrites());
  }
}
