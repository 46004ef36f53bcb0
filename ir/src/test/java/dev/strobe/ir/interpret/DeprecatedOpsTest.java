package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.DeprecatedOps;
import dev.strobe.ir.Einsum;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.DotGeneralOp;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Deprecated ops mean what their definitions say, worked out element by element.
final class DeprecatedOpsTest {
  private static final DotGeneralOp.Accuracy HIGHEST =
      DotGeneralOp.Accuracy.of(DotGeneralOp.Precision.HIGHEST);

  /// Of the axes that are called `a`, `b`, `c`, `d` and `e`.
  private static final int[] SIZES = {2, 3, 4, 5, 1};

  private static Literal numbers(String labels) {
    TensorType type = type(labels);
    long[] values = new long[(int) type.elementCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (7L * i + 3) % 11 - 5;
    }
    return Literal.ofLongs(type, values);
  }

  private static TensorType type(String labels) {
    long[] dims = labels.chars().mapToLong(label -> SIZES[label - 'a']).toArray();
    return TensorType.of(ElementType.S32, dims);
  }

  /// Adds a product to its place for each way of giving every label an index.
  private static Literal expected(Einsum einsum, Literal left, Literal right) {
    TensorType type = type(einsum.result());
    int[] sums = new int[(int) type.elementCount()];
    String labels = String.join("", einsum.inputs());
    int[] all = labels.chars().map(label -> label - 'a').distinct().toArray();
    int count = Arrays.stream(all).map(label -> SIZES[label]).reduce(1, (a, b) -> a * b);
    int[] at = new int[SIZES.length];
    for (int i = 0; i < count; i++) {
      int rest = i;
      for (int label : all) {
        at[label] = rest % SIZES[label];
        rest /= SIZES[label];
      }
      long product = left.longAt(place(einsum.inputs().getFirst(), at));
      product *= right.longAt(place(einsum.inputs().getLast(), at));
      sums[place(einsum.result(), at)] += (int) product;
    }
    return Literal.ofS32(type, sums);
  }

  private static int place(String labels, int[] at) {
    return labels
        .chars()
        .map(label -> label - 'a')
        .reduce(0, (place, label) -> place * SIZES[label] + at[label]);
  }

  @Test
  void broadcastAddsLeadingAxes() {
    Literal actual = run((b, x) -> b.emit(DeprecatedOps.broadcast(x, 2, 1)).getFirst(), "b");
    assertEquals(
        Literal.ofS32(TensorType.of(ElementType.S32, 2, 1, 3), -2, 5, 1, -2, 5, 1), actual);
  }

  private static Literal run(BiFunction<GraphBuilder, Value, Value> body, String labels) {
    GraphBuilder b = new GraphBuilder("deprecated");
    b.result("y", body.apply(b, b.constant(numbers(labels))));
    return Interpreter.run(b.build(), List.of()).getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab,bc->ac", "ab,b->a", "b,bc->c", "b,b->"})
  void dotIsTheProductOfVectorsAndMatrices(String config) {
    Einsum einsum = Einsum.of(config);
    Literal left = numbers(einsum.inputs().get(0));
    Literal right = numbers(einsum.inputs().get(1));
    GraphBuilder b = new GraphBuilder("dot");
    var op = DeprecatedOps.dot(b.constant(left), b.constant(right), HIGHEST, ElementType.S32);
    b.result("y", b.emit(op).getFirst());
    assertEquals(List.of(expected(einsum, left, right)), Interpreter.run(b.build(), List.of()));
  }

  @Test
  void dotRefusesTensorsOfOtherRanks() {
    GraphBuilder b = new GraphBuilder("dot");
    Value scalar = b.constant(ElementType.S32, 1);
    Value vector = b.constant(numbers("b"));
    Value cube = b.constant(numbers("abc"));
    for (Value other : List.of(scalar, cube)) {
      assertThrows(
          InvalidOpException.class,
          () -> DeprecatedOps.dot(other, vector, HIGHEST, ElementType.S32));
      assertThrows(
          InvalidOpException.class,
          () -> DeprecatedOps.dot(vector, other, HIGHEST, ElementType.S32));
    }
  }

  /// Rows of `abcd` by indices of `ae` for each `a`, and of `ca` for all.
  @Test
  void torchIndexSelectTakesIndicesOfOneAxis() {
    Literal x = numbers("abcd");
    TensorType each = TensorType.of(ElementType.S32, 2, 3);
    int[] indices = {3, 0, 2, 1, 1, 3};
    int[] taken = new int[2 * 3 * 3 * 5];
    int[] all = new int[2 * 3 * 2 * 3 * 5];
    for (int i = 0; i < taken.length; i++) {
      int[] at = {i / 45, i / 15 % 3, i / 5 % 3, i % 5};
      taken[i] = (int) x.longAt(((at[0] * 3 + at[1]) * 4 + indices[at[0] * 3 + at[2]]) * 5 + at[3]);
    }
    for (int i = 0; i < all.length; i++) {
      all[i] = (int) x.longAt((i / 30 * 4 + indices[i / 5 % 6]) * 5L + i % 5);
    }
    Literal index = Literal.ofS32(each, indices);
    assertEquals(
        Literal.ofS32(TensorType.of(ElementType.S32, 2, 3, 3, 5), taken), select(x, index, 2, 1));
    assertEquals(
        Literal.ofS32(TensorType.of(ElementType.S32, 2, 3, 3, 5), taken), select(x, index, -2, -1));
    assertEquals(
        Literal.ofS32(TensorType.of(ElementType.S32, 2, 3, 2, 3, 5), all), select(x, index, 2, 0));
  }

  private static Literal select(Literal x, Literal index, long dim, long batch) {
    GraphBuilder b = new GraphBuilder("select");
    var op = DeprecatedOps.torchIndexSelect(b.constant(x), b.constant(index), dim, batch);
    b.result("y", b.emit(op).getFirst());
    return Interpreter.run(b.build(), List.of()).getFirst();
  }

  @Test
  void torchIndexSelectRefusesAxesThatAreNotThere() {
    Value x = new Value(type("abc"));
    Value index = new Value(TensorType.of(ElementType.S32, 2, 3));
    for (long[] axes : new long[][] {{3, 0}, {-4, 0}, {0, 1}, {2, 3}, {2, -3}}) {
      assertThrows(
          InvalidOpException.class,
          () -> DeprecatedOps.torchIndexSelect(x, index, axes[0], axes[1]),
          ImmutableLongArray.copyOf(axes).toString());
    }
  }
}
