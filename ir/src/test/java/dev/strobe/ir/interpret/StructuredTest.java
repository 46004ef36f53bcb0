package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.BitcastConvertOp;
import dev.strobe.ir.op.BroadcastInDimOp;
import dev.strobe.ir.op.ClampOp;
import dev.strobe.ir.op.ConcatenateOp;
import dev.strobe.ir.op.DotGeneralOp;
import dev.strobe.ir.op.DynamicSliceOp;
import dev.strobe.ir.op.DynamicUpdateSliceOp;
import dev.strobe.ir.op.GatherOp;
import dev.strobe.ir.op.IotaOp;
import dev.strobe.ir.op.PadOp;
import dev.strobe.ir.op.ReduceOp;
import dev.strobe.ir.op.ReshapeOp;
import dev.strobe.ir.op.ReverseOp;
import dev.strobe.ir.op.ScatterOp;
import dev.strobe.ir.op.SelectOp;
import dev.strobe.ir.op.SliceOp;
import dev.strobe.ir.op.TransposeOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Ops that move, index, contract and fold against the StableHLO reference interpreter, bit by bit;
/// the op for each name is the one that `src/test/oracle/structured.py` wrote as text.
final class StructuredTest {
  @Test
  void agreesWithTheReferenceInterpreter() {
    List<String> failures = new ArrayList<>();
    List<String> lines = Fixture.lines("structured.txt.gz");
    for (String line : lines) {
      String[] fields = line.split("\\|", -1);
      List<Literal> inputs = tensors(fields[1]);
      Literal expected = tensors(fields[2]).getFirst();
      Literal actual = run(fields[0], inputs, expected.type());
      if (!same(expected, actual)) {
        failures.add(fields[0] + ": want " + numbers(expected) + ", got " + numbers(actual));
      }
    }
    assertTrue(failures.isEmpty(), () -> String.join("\n", failures));
    assertTrue(lines.size() > 180, "cases were lost: " + lines.size());
  }

  private static List<Literal> tensors(String field) {
    return field.isEmpty()
        ? List.of()
        : Arrays.stream(field.split(";", -1)).map(Fixture::tensor).toList();
  }

  private static Literal run(String name, List<Literal> inputs, TensorType result) {
    GraphBuilder b = new GraphBuilder(name);
    List<Value> x = new ArrayList<>();
    inputs.forEach(input -> x.add(b.input("x" + x.size(), input.type())));
    Op op = op(name, x, result);
    assertEquals(result, op.resultTypes().getFirst(), name);
    b.result("result", b.emit(op).getFirst());
    return Interpreter.run(b.build(), inputs).getFirst();
  }

  private static Op op(String name, List<Value> x, TensorType result) {
    String[] parts = name.split("\\.", -1);
    return switch (parts[0]) {
      case "transpose" -> new TransposeOp(x.getFirst(), axes(2, 0, 1));
      case "slice" -> new SliceOp(x.getFirst(), axes(0, 1, 0), axes(2, 3, 4), axes(1, 1, 3));
      case "reverse" -> new ReverseOp(x.getFirst(), axes(0, 2));
      case "broadcast" -> new BroadcastInDimOp(x.getFirst(), result, axes(2, 0));
      case "reshape" -> new ReshapeOp(x.getFirst(), result);
      case "concatenate" -> new ConcatenateOp(ImmutableList.copyOf(x), 1);
      case "pad" -> pad(x, axes(1, -1, 2), axes(0, 2, -1), axes(2, 0, 1));
      case "pad_all_away" -> pad(x, axes(-5), axes(4), axes(0));
      case "pad_empty" -> pad(x, axes(2, 0), axes(1, 0), axes(3, 0));
      case "select", "select_scalar" -> new SelectOp(x.get(0), x.get(1), x.get(2));
      case "clamp", "clamp_nan" -> new ClampOp(x.get(0), x.get(1), x.get(2));
      case "iota" -> new IotaOp(result, 1);
      case "dynamic_slice" -> new DynamicSliceOp(x.getFirst(), rest(x, 1), axes(1, 2, 3));
      case "dynamic_update_slice" -> new DynamicUpdateSliceOp(x.get(0), x.get(1), rest(x, 2));
      case "bitcast_split", "bitcast_join", "bitcast_same", "bitcast_f16_f32", "bitcast_pack_i4" ->
          new BitcastConvertOp(x.getFirst(), result);
      case "dot" -> dot(x, result, axes(3), axes(1), axes(2, 0), axes(0, 3));
      case "dot_outer" -> dot(x, result, axes(), axes(), axes(), axes());
      case "dot_empty" -> dot(x, result, axes(), axes(), axes(1), axes(0));
      default -> indexing(parts[0], x);
    };
  }

  private static Op indexing(String name, List<Value> x) {
    ImmutableLongArray none = axes();
    return switch (name) {
      case "gather_windows" ->
          gather(x, axes(1, 2, 3), numbers(axes(0, 2), axes(0), none, none, axes(1, 0), 1));
      case "gather_scalars" ->
          gather(x, axes(1, 5, 2), numbers(axes(1, 2), axes(0), none, none, axes(0), 2));
      case "gather_vectors_first" ->
          gather(x, axes(1, 1, 3), numbers(axes(1), axes(0, 1), none, none, axes(0, 1), 0));
      case "gather_batching" ->
          gather(x, axes(1, 1, 2), numbers(axes(2), none, axes(0, 1), axes(2, 0), axes(2), 3));
      case "scatter_rows_add" -> scatterRows(x, BinaryOp.Kind.ADD);
      case "scatter_elements_subtract" -> scatterRows(x, BinaryOp.Kind.SUBTRACT);
      case "scatter_rows_put" ->
          scatter(x, numbers(axes(1), axes(0), none, none, axes(0), 1), secondParameter(x));
      case "scatter_batching" ->
          scatter(
              x,
              numbers(axes(2), axes(1), axes(0), axes(1), axes(1), 2),
              body(x, BinaryOp.Kind.ADD));
      case "scatter_windows" ->
          scatter(
              x, numbers(axes(0, 1), none, none, none, axes(0, 1), 0), body(x, BinaryOp.Kind.ADD));
      case "reduce_nothing" -> reduce(x, BinaryOp.Kind.ADD, 1);
      default -> {
        String kind = name.substring("reduce_".length()).toUpperCase(Locale.ROOT);
        yield reduce(x, BinaryOp.Kind.valueOf(kind), 0, 2);
      }
    };
  }

  private static Op pad(
      List<Value> x, ImmutableLongArray low, ImmutableLongArray high, ImmutableLongArray interior) {
    return new PadOp(x.get(0), x.get(1), low, high, interior);
  }

  private static Op dot(List<Value> x, TensorType result, ImmutableLongArray... axes) {
    var dimensions = new DotGeneralOp.Dimensions(axes[0], axes[1], axes[2], axes[3]);
    return new DotGeneralOp(
        x.get(0), x.get(1), dimensions, DotGeneralOp.Precision.HIGHEST, result.element());
  }

  /// The attributes that gather and scatter have in common, in the specification's order.
  private record Numbers(List<ImmutableLongArray> axes, long indexVectorDim) {}

  private static Numbers numbers(Object... values) {
    List<ImmutableLongArray> axes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      axes.add((ImmutableLongArray) values[i]);
    }
    return new Numbers(axes, (Integer) values[5]);
  }

  private static Op gather(List<Value> x, ImmutableLongArray sizes, Numbers n) {
    var numbers =
        new GatherOp.DimensionNumbers(
            n.axes.get(0),
            n.axes.get(1),
            n.axes.get(2),
            n.axes.get(3),
            n.axes.get(4),
            n.indexVectorDim);
    return new GatherOp(x.get(0), x.get(1), numbers, sizes, false);
  }

  private static Op scatterRows(List<Value> x, BinaryOp.Kind kind) {
    return scatter(x, numbers(axes(1), axes(0), axes(), axes(), axes(0), 1), body(x, kind));
  }

  private static Op scatter(List<Value> x, Numbers n, Region body) {
    var numbers =
        new ScatterOp.DimensionNumbers(
            n.axes.get(0),
            n.axes.get(1),
            n.axes.get(2),
            n.axes.get(3),
            n.axes.get(4),
            n.indexVectorDim);
    return new ScatterOp(
        ImmutableList.of(x.get(0)),
        x.get(1),
        ImmutableList.of(x.get(2)),
        numbers,
        new ScatterOp.Hints(false, false),
        body);
  }

  private static Op reduce(List<Value> x, BinaryOp.Kind kind, long... axes) {
    return new ReduceOp(
        ImmutableList.of(x.get(0)), ImmutableList.of(x.get(1)), axes(axes), body(x, kind));
  }

  private static Region body(List<Value> x, BinaryOp.Kind kind) {
    GraphBuilder b = new GraphBuilder("body");
    return b.region(x.getFirst().tensor().element(), (a, c) -> b.binary(kind, a, c));
  }

  private static Region secondParameter(List<Value> x) {
    return new GraphBuilder("body").region(x.getFirst().tensor().element(), (a, c) -> c);
  }

  private static ImmutableLongArray axes(long... axes) {
    return ImmutableLongArray.copyOf(axes);
  }

  private static ImmutableList<Value> rest(List<Value> x, int from) {
    return ImmutableList.copyOf(x.subList(from, x.size()));
  }

  /// Equal bits, but for the sign and payload of NaN.
  private static boolean same(Literal want, Literal got) {
    ElementType element = want.type().element();
    if (!element.isFloat()) {
      return want.equals(got);
    }
    return numbers(want).equals(numbers(got));
  }

  private static List<Double> numbers(Literal literal) {
    List<Double> numbers = new ArrayList<>();
    for (long i = 0; i < literal.type().elementCount(); i++) {
      numbers.add(literal.doubleAt(i));
    }
    return numbers;
  }
}
