package dev.strobe.tests.differential;

import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.BinaryOp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds a program fused, its peak lowered, compiled and run by a plugin against the interpreter on
/// the program as it is. A result may be off by some units in the last place of the program's
/// narrowest float, at its largest magnitude, or by as many times as it changes where all arguments
/// are a unit off: what cancels is known no better.
record FusedOnPlugin(OnPlugin plugin) implements Check {
  /// Three times what the worst of 200 programs was off (21 of f32, 16 of f64).
  private static final double UNITS = 64;

  /// The same of bf16 (2.8), in which rounding is left out here and there.
  private static final double NARROW_UNITS = 8;

  @Override
  public Optional<String> apply(RandomProgram random) {
    List<Literal> want = Interpreter.run(random.program(), random.arguments());
    Program fused =
        StandardPipelines.within(0).runVerified(random.program(), Target.of("cpu")).program();
    List<Literal> got = plugin.run(fused, random.arguments());
    ElementType narrowest = narrowest(random.program());
    double ulp = Rounding.of(narrowest).ulp();
    double units = narrowest.bits() < 32 ? NARROW_UNITS : UNITS;
    List<Literal> beside = Interpreter.run(random.program(), beside(random.arguments(), ulp));
    for (int i = 0; i < want.size(); i++) {
      double unit = Math.max(ulp * largest(want.get(i)), change(want.get(i), beside.get(i)));
      double error = units * unit;
      Optional<String> difference = Agreement.difference(want.get(i), got.get(i), error);
      if (difference.isPresent()) {
        return Optional.of("result " + i + ", " + difference.get());
      }
    }
    return Optional.empty();
  }

  /// The type of the program's floats that holds fewest digits.
  private static ElementType narrowest(Program program) {
    return program.functions().stream()
        .flatMap(function -> function.nodes().stream())
        .flatMap(FusedOnPlugin::floats)
        .max(Comparator.comparingDouble(element -> Rounding.of(element).ulp()))
        .orElse(ElementType.F64);
  }

  /// Arguments of which each float is a unit larger.
  private static List<Literal> beside(List<Literal> arguments, double ulp) {
    return arguments.stream()
        .map(each -> each.type().element().isFloat() ? scaled(each, 1 + ulp) : each)
        .toList();
  }

  private static Literal scaled(Literal literal, double factor) {
    Value x = new Value(literal.type());
    BinaryOp product = new BinaryOp(BinaryOp.Kind.MULTIPLY, x, x);
    Literal factors = Literal.splat(literal.type(), factor);
    return Interpreter.run(product, List.of(literal, factors)).getFirst();
  }

  private static double change(Literal a, Literal b) {
    double change = 0;
    for (int i = 0; i < a.type().elementCount(); i++) {
      double difference = Math.abs(a.doubleAt(i) - b.doubleAt(i));
      change = Double.isFinite(difference) ? Math.max(change, difference) : change;
    }
    return change;
  }

  private static Stream<ElementType> floats(Node node) {
    return node.results().stream()
        .filter(value -> value.type() instanceof TensorType)
        .map(value -> value.tensor().element())
        .filter(ElementType::isFloat);
  }

  private static double largest(Literal literal) {
    double largest = 0;
    for (int i = 0; i < literal.type().elementCount(); i++) {
      double magnitude = Math.abs(literal.doubleAt(i));
      largest = Double.isFinite(magnitude) ? Math.max(largest, magnitude) : largest;
    }
    return largest;
  }
}
