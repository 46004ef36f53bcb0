package dev.strobe.tests.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.strobe.ir.Node;
import dev.strobe.ir.Op;
import dev.strobe.ir.op.AsyncStartOp;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.CollectiveOp;
import dev.strobe.ir.op.CompositeOp;
import dev.strobe.ir.op.ForeignCompositeOp;
import dev.strobe.ir.op.RngOp;
import dev.strobe.ir.op.StructuralOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.op.UniformDequantizeOp;
import dev.strobe.ir.op.UniformQuantizeOp;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The interpreter against the real CPU plugin and against itself after the standard passes.
///
/// 40 programs, 2,500 with `-Dstrobe.nightly=true`; `-Dstrobe.seed=N` runs one. A failure prints
/// the seed, the smallest program that fails too, its arguments and the first difference.
///
/// A plugin that ends the process leaves the seed in `tests/target/differential.seed`; with
/// `-Dstrobe.seed=N -Dstrobe.child=true` its program is compiled in processes of their own and made
/// smaller all the same. What XLA is known to do its own way is in `docs/xla-differences.md`.
final class DifferentialTest {
  private static final int STEPS = 24;

  @Test
  void pluginAgreesWithTheInterpreter() {
    if (Boolean.getBoolean("strobe.child")) {
      check(new CompilesInChild());
      return;
    }
    try (Device device = Device.open(TestModels.file("cpu-plugin"))) {
      check(new OnPlugin(device));
    }
  }

  @Test
  void passesDoNotChangeAnyBit() {
    check(new ThroughPasses());
  }

  @Test
  void reachesEveryOp() {
    Set<String> missing = new TreeSet<>();
    numericOps(Op.class).forEach(op -> missing.add(op.getSimpleName()));
    Stream.of(UnaryOp.Kind.values()).forEach(kind -> missing.add(kind.text()));
    Stream.of(BinaryOp.Kind.values()).forEach(kind -> missing.add(kind.text()));
    LongStream.rangeClosed(1, 400)
        .mapToObj(seed -> RandomPrograms.of(seed, STEPS).program())
        .flatMap(program -> program.functions().stream())
        .forEach(function -> remove(function.nodes(), missing));
    assertEquals(Set.of(), missing);
  }

  /// Ops that random programs do not hold: composites, which passes make; `rng`, whose numbers no
  /// two runs have alike; those that compute nothing of their own or that take several replicas
  /// (`strobe run` is tested with them on both devices); quantised elements, of which
  /// `QuantizedOnPluginTest` tries every one.
  private static final Set<Class<?>> ELSEWHERE =
      Set.of(
          AsyncStartOp.class,
          CollectiveOp.class,
          CompositeOp.class,
          ForeignCompositeOp.class,
          RngOp.class,
          StructuralOp.class,
          UniformDequantizeOp.class,
          UniformQuantizeOp.class);

  private static Stream<Class<?>> numericOps(Class<?> op) {
    if (ELSEWHERE.contains(op)) {
      return Stream.empty();
    }
    return op.isSealed()
        ? Stream.of(op.getPermittedSubclasses()).flatMap(DifferentialTest::numericOps)
        : Stream.of(op);
  }

  private static void remove(List<Node> nodes, Set<String> missing) {
    for (Node node : nodes) {
      missing.remove(node.op().getClass().getSimpleName());
      missing.remove(node.op().name());
      node.op().regions().forEach(region -> remove(region.nodes(), missing));
    }
  }

  private static void check(Check check) {
    new SeededPrograms(seed -> RandomPrograms.of(seed, STEPS), 40).check(check);
  }
}
