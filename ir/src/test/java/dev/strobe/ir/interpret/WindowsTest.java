package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Op;
import dev.strobe.ir.Region;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Type;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ReduceWindowOp;
import dev.strobe.ir.op.SelectAndScatterOp;
import dev.strobe.ir.op.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Ops that move windows over a tensor, against the reference interpreter and XLA; the op for each
/// name is the one that `src/test/oracle/windows.py` wrote as text.
final class WindowsTest {
  private static final int CASES = 77;

  @Test
  void agreesWithTheReference() {
    List<String> lines = Fixture.lines("windows.txt.gz");
    for (String line : lines) {
      String[] fields = line.split("\\|", -1);
      List<Literal> inputs = tensors(fields[1]);
      assertEquals(tensors(fields[2]), run(fields[0], inputs), line);
    }
    assertEquals(CASES, lines.size());
  }

  private static List<Literal> tensors(String field) {
    return Arrays.stream(field.split(";", -1)).map(Fixture::tensor).toList();
  }

  private static List<Literal> run(String name, List<Literal> inputs) {
    GraphBuilder b = new GraphBuilder("windows");
    List<Value> x = new ArrayList<>();
    inputs.forEach(input -> x.add(b.input("x" + x.size(), input.type())));
    b.emit(op(b, name.split("\\.", -1), x)).forEach(result -> b.result("", result));
    return Interpreter.run(b.build(), inputs);
  }

  private static Op op(GraphBuilder b, String[] name, List<Value> x) {
    return switch (name[0]) {
      case "reduce_window" -> reduceWindow(b, name, x);
      case "select_and_scatter" -> selectAndScatter(b, name, x);
      default -> throw new AssertionError(name[0]);
    };
  }

  private static Op selectAndScatter(GraphBuilder b, String[] name, List<Value> x) {
    Window window =
        Window.of(longs(name[3]), longs(name[4])).padded(longs(name[5]), longs(name[6]));
    var direction = CompareOp.Direction.valueOf(name[1]);
    ElementType element = x.getFirst().tensor().element();
    var bodies =
        new SelectAndScatterOp.Bodies(
            b.region(element, (left, right) -> b.compare(left, right, direction)),
            b.region(element, (left, right) -> b.binary(kind(name[2]), left, right)));
    return new SelectAndScatterOp(x.get(0), x.get(1), x.get(2), window, bodies);
  }

  private static Op reduceWindow(GraphBuilder b, String[] name, List<Value> x) {
    Window window =
        Window.of(longs(name[2]), longs(name[3]))
            .dilated(longs(name[4]), longs(name[5]))
            .padded(longs(name[6]), longs(name[7]));
    List<Value> inputs = x.subList(0, x.size() / 2);
    List<Value> starts = x.subList(x.size() / 2, x.size());
    List<Type> scalars = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      starts.forEach(start -> scalars.add(start.type()));
    }
    Region body = b.region(scalars, s -> folded(b, name[1], s));
    return new ReduceWindowOp(
        ImmutableList.copyOf(inputs), ImmutableList.copyOf(starts), window, body);
  }

  private static List<Value> folded(GraphBuilder b, String op, List<Value> s) {
    int n = s.size() / 2;
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      results.add(
          op.equals("argmax")
              ? b.select(
                  b.compare(s.get(0), s.get(n), CompareOp.Direction.GE), s.get(i), s.get(i + n))
              : b.binary(kind(op), s.get(i), s.get(i + n)));
    }
    return results;
  }

  private static BinaryOp.Kind kind(String op) {
    return BinaryOp.Kind.valueOf(op.toUpperCase(Locale.ROOT));
  }

  private static ImmutableLongArray longs(String field) {
    return field.isEmpty()
        ? ImmutableLongArray.of()
        : ImmutableLongArray.copyOf(Arrays.stream(field.split("_", -1)).mapToLong(Long::parseLong));
  }

  @Test
  void windowsMayBeFoldedInAWiderType() {
    GraphBuilder b = new GraphBuilder("wider");
    TensorType type = TensorType.of(ElementType.S8, 3);
    Value x = b.input("x", type);
    Value one = b.constant(ElementType.S8, 1);
    Window window =
        Window.of(ImmutableLongArray.of(2), ImmutableLongArray.of(1))
            .padded(ImmutableLongArray.of(1), ImmutableLongArray.of(0));
    var op =
        new ReduceWindowOp(
            ImmutableList.of(x), ImmutableList.of(one), window, b.region(ElementType.S32, b::add));
    b.result("y", b.emit(op).getFirst());
    assertEquals(
        List.of(Literal.ofS32(TensorType.of(ElementType.S32, 3), 102, 201, 201)),
        Interpreter.run(b.build(), List.of(Literal.ofLongs(type, 100, 100, 100))));
  }

  @Test
  void sourcesMayBeFoldedInAWiderType() {
    GraphBuilder b = new GraphBuilder("wider");
    TensorType type = TensorType.of(ElementType.S8, 3);
    Value x = b.input("x", type);
    Value source = b.input("source", TensorType.of(ElementType.S8, 2));
    Window window = Window.of(ImmutableLongArray.of(2), ImmutableLongArray.of(1));
    var bodies =
        new SelectAndScatterOp.Bodies(
            b.region(ElementType.S8, (l, r) -> b.compare(l, r, CompareOp.Direction.GE)),
            b.region(ElementType.S32, b::add));
    Value one = b.constant(ElementType.S8, 1);
    b.result("y", b.emit(new SelectAndScatterOp(x, source, one, window, bodies)).getFirst());
    List<Literal> inputs =
        List.of(
            Literal.ofLongs(type, 3, 5, 4),
            Literal.ofLongs(TensorType.of(ElementType.S8, 2), 100, 90));
    assertEquals(
        List.of(Literal.ofS32(TensorType.of(ElementType.S32, 3), 1, 191, 1)),
        Interpreter.run(b.build(), inputs));
  }

  @Test
  void windowsOfPaddingAloneScatterNothing() {
    GraphBuilder b = new GraphBuilder("padding");
    Value x = b.input("x", TensorType.of(ElementType.F32, 2));
    Window window =
        Window.of(ImmutableLongArray.of(1), ImmutableLongArray.of(1))
            .padded(ImmutableLongArray.of(1), ImmutableLongArray.of(0));
    Value source = b.input("source", TensorType.of(ElementType.F32, 3));
    var bodies =
        new SelectAndScatterOp.Bodies(
            b.region(ElementType.F32, (l, r) -> b.compare(l, r, CompareOp.Direction.GE)),
            b.region(ElementType.F32, b::add));
    Value zero = b.constant(ElementType.F32, 0);
    b.result("y", b.emit(new SelectAndScatterOp(x, source, zero, window, bodies)).getFirst());
    TensorType two = TensorType.of(ElementType.F32, 2);
    List<Literal> inputs =
        List.of(
            Literal.ofF32(two, 1, 1), Literal.ofF32(TensorType.of(ElementType.F32, 3), 7, 8, 9));
    assertEquals(List.of(Literal.ofF32(two, 8, 9)), Interpreter.run(b.build(), inputs));
  }
}
