package dev.strobe.ir.interpret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Verifier;
import dev.strobe.ir.chlo.ChloFunctions;
import dev.strobe.ir.text.StableHloReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The functions of the `chlo` dialect, read from text, against mpmath (see
/// `src/test/oracle/chlo.py`).
final class ChloFunctionsTest {
  /// How many units in the last place a result may be off: narrow floats are rounded once, from
  /// f32.
  private static final double NARROW = 1;

  private static final double WIDE = 3;

  /// Sums of several functions, which round each.
  private static final Map<String, Double> SUMS =
      Map.of("bessel_i1e", 16.0, "lgamma", 8.0, "zeta", 5.0);

  /// What the table of values has no lines for, since it is exact: `ChloOpsTest` has.
  private static final Set<String> ELSEWHERE =
      Set.of("_asin_acos_kernel", "is_inf", "is_neg_inf", "is_pos_inf");

  @Test
  void agreeWithMpmathToAFewUnitsInTheLastPlace() {
    List<String> failures = new ArrayList<>();
    Set<String> seen = new HashSet<>(ELSEWHERE);
    for (String line : Fixture.lines("chlo.txt.gz")) {
      Case c = Case.parse(line);
      seen.add(c.function);
      check(c, failures);
    }
    assertTrue(failures.isEmpty(), () -> failures.size() + ":\n" + String.join("\n", failures));
    Set<String> all = new HashSet<>(ChloFunctions.unaryNames());
    all.addAll(ChloFunctions.binaryNames());
    assertEquals(all, seen);
  }

  /// @param scale what the error is measured by where the result is smaller
  private record Case(String function, double scale, List<Literal> operands, Literal expected) {
    static Case parse(String line) {
      String[] fields = line.split("\\|", -1);
      ElementType element = Fixture.element(fields[1]);
      List<Literal> operands =
          Arrays.stream(fields[3].split(",", -1)).map(hex -> Fixture.vector(element, hex)).toList();
      double scale = Double.parseDouble(fields[2]);
      return new Case(fields[0], scale, operands, Fixture.vector(element, fields[4]));
    }

    Literal run() {
      String type = expected.type().text();
      List<String> names = IntStream.range(0, operands.size()).mapToObj(i -> "%x" + i).toList();
      String parameters = String.join(", ", names.stream().map(x -> x + ": " + type).toList());
      String types = String.join(", ", names.stream().map(_ -> type).toList());
      Program program =
          StableHloReader.read(
              """
              func.func @main(%s) -> %s {
                %%r = chlo.%s %s : %s -> %s
                return %%r : %s
              }
              """
                  .formatted(
                      parameters, type, function, String.join(", ", names), types, type, type));
      Verifier.requireValid(program);
      return Interpreter.run(program, operands).getFirst();
    }

    double allowed() {
      return expected.type().element().bits() < 32 ? NARROW : SUMS.getOrDefault(function, WIDE);
    }
  }

  private static void check(Case c, List<String> failures) {
    double[] want = lanes(c.expected());
    double[] got = lanes(c.run());
    for (int i = 0; i < want.length; i++) {
      if (!agrees(c, want[i], got[i])) {
        int at = i;
        Stream<String> operands = c.operands.stream().map(x -> String.valueOf(lanes(x)[at]));
        failures.add(
            c.function
                + operands.toList()
                + " of "
                + c.expected.type()
                + ": want "
                + want[i]
                + ", got "
                + got[i]);
        return;
      }
    }
  }

  private static boolean agrees(Case c, double want, double got) {
    if (Double.compare(want, got) == 0) {
      return true;
    }
    double size = Math.max(Math.abs(want), c.scale);
    ElementType element = c.expected.type().element().real();
    return Math.abs(want - got) <= c.allowed() * lastPlace(element, size);
  }

  private static double lastPlace(ElementType element, double size) {
    return switch (element) {
      case F64 -> Math.ulp(size);
      case F32 -> Math.ulp((float) size);
      case F16 -> Math.max(Math.scalb(1.0, Math.getExponent(size) - 10), 0x1p-24);
      case BF16 -> Math.max(Math.scalb(1.0, Math.getExponent(size) - 7), 0x1p-133);
      default -> throw new AssertionError(element);
    };
  }

  /// All elements; of complex ones the real and the imaginary part.
  private static double[] lanes(Literal literal) {
    int count = (int) literal.type().elementCount();
    return switch (literal.type().element()) {
      case C64 ->
          IntStream.range(0, 2 * count).mapToDouble(i -> literal.bytes().getFloat(4 * i)).toArray();
      case C128 ->
          IntStream.range(0, 2 * count)
              .mapToDouble(i -> literal.bytes().getDouble(8 * i))
              .toArray();
      default -> IntStream.range(0, count).mapToDouble(literal::doubleAt).toArray();
    };
  }
}
