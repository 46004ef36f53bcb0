package dev.strobe.tests.differential;

import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.ElementType;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Node;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.interpret.Interpreter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Holds a program fused, its peak lowered, compiled and run by a plugin against the interpreter on
/// the program as it is. A result may be off by some units in the last place of the program's
/// narrowest float, at its largest magnitude.
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
    double allowed = allowed(random.program());
    for (int i = 0; i < want.size(); i++) {
      double error = allowed * largest(want.get(i));
      Optional<String> difference = Agreement.difference(want.get(i), got.get(i), error);
      if (difference.isPresent()) {
        return Optional.of("result " + i + ", " + difference.get());
      }
    }
    return Optional.empty();
  }

  private static double allowed(Program program) {
    return program.functions().stream()
        .flatMap(function -> function.nodes().stream())
        .flatMap(FusedOnPlugin::floats)
        .mapToDouble(
            element -> (element.bits() < 32 ? NARROW_UNITS : UNITS) * Rounding.of(element).ulp())
        .max()
        .orElse(0);
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
