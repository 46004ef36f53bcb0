package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.Literal;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CompareOp;
import dev.strobe.ir.op.ReducePrecisionOp;
import dev.strobe.ir.op.UnaryOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Every elementwise op against the StableHLO reference interpreter (see
/// `src/test/oracle/elementwise.py`): integers, predicates, rounding and arithmetic bit by bit,
/// other functions within two units in the last place.
final class ElementwiseTest {
  /// Functions that a libm may round differently; all others have to agree in every bit.
  private static final List<String> APPROXIMATE =
      List.of(
          "atan2",
          "cbrt",
          "cosine",
          "exponential",
          "exponential_minus_one",
          "log",
          "log_plus_one",
          "logistic",
          "power",
          "rsqrt",
          "sine",
          "tan",
          "tanh");

  private static final Map<ElementType, Double> ULP =
      Map.of(
          ElementType.F64, 0x1p-52,
          ElementType.C128, 0x1p-52,
          ElementType.F32, 0x1p-23,
          ElementType.C64, 0x1p-23,
          ElementType.F16, 0x1p-10,
          ElementType.BF16, 0x1p-7,
          ElementType.F8E4M3FN, 0x1p-3,
          ElementType.F8E5M2, 0x1p-2);

  @Test
  void complexTanhKeepsTheDistanceToItsPoles() {
    for (double angle : new double[] {Math.PI / 2, (float) (Math.PI / 2), 1.5, -4.7}) {
      Complex onAxis = new Complex(0, angle).tanh();
      assertEquals(1, onAxis.im() / StrictMath.tan(angle), 1e-12, "at " + angle);
      assertEquals(0, onAxis.re(), "at " + angle);
    }
    // A thousandth beside a pole, tanh(x + i pi/2) is coth(x).
    assertEquals(1, new Complex(1e-3, Math.PI / 2).tanh().re() * Math.tanh(1e-3), 1e-12);
  }

  @Test
  void agreesWithTheReferenceInterpreter() {
    List<String> failures = new ArrayList<>();
    List<String> lines = Fixture.lines("elementwise.txt.gz");
    for (String line : lines) {
      Case c = Case.parse(line);
      compare(c, c.run(), failures);
    }
    assertTrue(failures.isEmpty(), () -> failures.size() + ":\n" + String.join("\n", failures));
    assertTrue(lines.size() > 800, "cases were lost");
  }

  private record Case(String group, String kind, List<Literal> operands, Literal expected) {
    static Case parse(String line) {
      String[] fields = line.split("\\|", -1);
      ElementType source = Fixture.element(fields[2]);
      List<Literal> operands = new ArrayList<>();
      for (String hex : fields[4].split(",", -1)) {
        operands.add(Fixture.vector(source, hex));
      }
      return new Case(
          fields[0], fields[1], operands, Fixture.vector(Fixture.element(fields[3]), fields[5]));
    }

    Literal run() {
      GraphBuilder b = new GraphBuilder(kind);
      List<Value> x = new ArrayList<>();
      for (Literal operand : operands) {
        x.add(b.input("x" + x.size(), operand.type()));
      }
      String name = kind.toUpperCase(Locale.ROOT);
      b.result(
          "result",
          switch (group) {
            case "unary" -> b.unary(UnaryOp.Kind.valueOf(name), x.getFirst());
            case "binary" -> b.binary(BinaryOp.Kind.valueOf(name), x.get(0), x.get(1));
            case "complex" -> b.complex(x.get(0), x.get(1));
            case "reduce_precision" -> reducePrecision(b, x.getFirst(), kind);
            case "convert" -> b.convert(x.getFirst(), expected.type().element());
            case "compare" -> compareOp(b, x, kind);
            default -> throw new AssertionError(group);
          });
      return Interpreter.run(b.build(), operands).getFirst();
    }

    /// @param format such as `e5m10`
    private static Value reducePrecision(GraphBuilder b, Value x, String format) {
      String[] bits = format.substring(1).split("m", -1);
      return b.emit(new ReducePrecisionOp(x, Integer.parseInt(bits[0]), Integer.parseInt(bits[1])))
          .getFirst();
    }

    private static Value compareOp(GraphBuilder b, List<Value> x, String kind) {
      String[] parts = kind.split("\\.", -1);
      var direction = CompareOp.Direction.valueOf(parts[0]);
      var comparison = CompareOp.Comparison.valueOf(parts[1]);
      return b.emit(new CompareOp(x.get(0), x.get(1), direction, comparison)).getFirst();
    }
  }

  private static void compare(Case c, Literal actual, List<String> failures) {
    assertEquals(c.expected().type(), actual.type());
    double[] want = lanes(c.expected());
    double[] got = lanes(actual);
    for (int i = 0; i < want.length; i++) {
      if (!agrees(c, want[i], got[i], magnitude(want, i), longs(c.expected(), actual, i))) {
        int element = actual.type().element().isComplex() ? i / 2 : i;
        String operands =
            String.join(
                ", ",
                c.operands().stream()
                    .map(x -> lanes(x)[x.type().element().isComplex() ? element * 2 : element] + "")
                    .toList());
        failures.add(
            c.kind()
                + "("
                + operands
                + ") of "
                + c.operands().getFirst().type()
                + " to "
                + actual.type()
                + ": want "
                + want[i]
                + ", got "
                + got[i]);
        return;
      }
    }
  }

  /// Of the complex number that a lane belongs to.
  private static double magnitude(double[] lanes, int at) {
    return Math.hypot(lanes[at & ~1], lanes[Math.min(at | 1, lanes.length - 1)]);
  }

  private static boolean longs(Literal want, Literal got, int i) {
    return want.type().element().isFloat()
        || want.type().element().isComplex()
        || want.longAt(i) == got.longAt(i);
  }

  private static boolean agrees(
      Case c, double want, double got, double magnitude, boolean sameInteger) {
    ElementType element = c.expected().type().element();
    if (!element.isFloat() && !element.isComplex()) {
      return sameInteger;
    }
    boolean complex = c.operands().getFirst().type().element().isComplex();
    double ulps = complex ? 32 : APPROXIMATE.contains(c.kind()) ? 2 : 0;
    // A part of a complex result is as exact as the whole, and libms may flush subnormals.
    double scale = complex ? Math.max(magnitude, 1) : Math.abs(want);
    double tolerance = ulps == 0 ? 0 : ulps * ULP.getOrDefault(element, 0.0) * scale + 0x1p-126;
    return Double.compare(want, got) == 0 || Math.abs(got - want) <= tolerance;
  }

  /// All elements; of complex ones the real and the imaginary part.
  private static double[] lanes(Literal literal) {
    TensorType type = literal.type();
    int count = (int) type.elementCount();
    if (!type.element().isComplex()) {
      double[] values = new double[count];
      for (int i = 0; i < count; i++) {
        values[i] = literal.doubleAt(i);
      }
      return values;
    }
    double[] values = new double[2 * count];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          type.element() == ElementType.C64
              ? literal.bytes().getFloat(i * 4)
              : literal.bytes().getDouble(i * 8);
    }
    return values;
  }
}
