package dev.strobe.tests.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.strobe.artifacts.ArtifactCache;
import dev.strobe.artifacts.KnownArtifacts;
import dev.strobe.fusion.StandardPipelines;
import dev.strobe.ir.Literal;
import dev.strobe.ir.Program;
import dev.strobe.ir.Target;
import dev.strobe.ir.interpret.Interpreter;
import dev.strobe.ir.op.BinaryOp;
import dev.strobe.ir.op.UnaryOp;
import dev.strobe.ir.text.StableHloWriter;
import dev.strobe.lowering.LoweredProgram;
import dev.strobe.lowering.Lowering;
import dev.strobe.runtime.device.Device;
import dev.strobe.runtime.device.DeviceTensor;
import dev.strobe.runtime.device.Executable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The interpreter against the real CPU plugin and against itself after the standard passes.
///
/// 300 programs, 10,000 with `-Dstrobe.nightly=true`; `-Dstrobe.seed=N` runs one. A failure prints
/// the seed, the program with as few steps as still fail, and the first difference.
final class DifferentialTest {
  private static final int STEPS = 24;

  @Test
  void pluginAgreesWithTheInterpreter() {
    try (Device device = openDevice()) {
      check(random -> onDevice(device, random));
    }
  }

  @Test
  void passesDoNotChangeAnyBit() {
    check(DifferentialTest::throughPasses);
  }

  @Test
  void reachesEveryOp() {
    Set<String> reached = new TreeSet<>();
    LongStream.rangeClosed(1, 300)
        .mapToObj(seed -> RandomPrograms.of(seed, STEPS).program())
        .flatMap(program -> program.functions().stream())
        .flatMap(function -> function.nodes().stream())
        .forEach(node -> reached.add(node.op().name()));
    Set<String> expected = new TreeSet<>(OTHER_OPS);
    for (UnaryOp.Kind kind : UnaryOp.Kind.values()) {
      expected.add(kind.text());
    }
    for (BinaryOp.Kind kind : BinaryOp.Kind.values()) {
      expected.add(kind.text());
    }
    assertEquals(expected, reached);
  }

  private static final List<String> OTHER_OPS =
      List.of(
          "bitcast_convert",
          "broadcast_in_dim",
          "call",
          "clamp",
          "compare",
          "concatenate",
          "constant",
          "convert",
          "dot_general",
          "dynamic_slice",
          "dynamic_update_slice",
          "gather",
          "iota",
          "optimization_barrier",
          "pad",
          "reduce",
          "reshape",
          "reverse",
          "scatter",
          "select",
          "slice",
          "transpose");

  private interface Check {
    /// What is wrong with a program, if anything.
    Optional<String> apply(RandomProgram random);
  }

  private static void check(Check check) {
    List<Long> failing = new ArrayList<>();
    Optional<String> first = Optional.empty();
    for (long seed : seeds()) {
      if (wrong(check, seed, STEPS).isPresent()) {
        first = first.isPresent() ? first : Optional.of(report(check, seed));
        failing.add(seed);
      }
    }
    if (!failing.isEmpty()) {
      fail(failing.size() + " seeds fail: " + failing + "\n" + first.orElseThrow());
    }
    assertTrue(first.isEmpty());
  }

  private static long[] seeds() {
    String one = System.getProperty("strobe.seed", "");
    int count = Boolean.getBoolean("strobe.nightly") ? 10_000 : 300;
    return one.isEmpty()
        ? LongStream.rangeClosed(1, count).toArray()
        : new long[] {Long.parseLong(one)};
  }

  private static Optional<String> wrong(Check check, long seed, int steps) {
    try {
      return check.apply(RandomPrograms.of(seed, steps));
    } catch (RuntimeException e) {
      return Optional.of(e.toString());
    }
  }

  private static String report(Check check, long seed) {
    int steps = 1;
    while (steps < STEPS && wrong(check, seed, steps).isEmpty()) {
      steps++;
    }
    String difference = wrong(check, seed, steps).orElse("passes when run again");
    String text;
    try {
      text = StableHloWriter.write(RandomPrograms.of(seed, steps).program());
    } catch (RuntimeException e) {
      text = "cannot be generated";
    }
    return "-Dstrobe.seed=%d, %d steps: %s%n%s".formatted(seed, steps, difference, text);
  }

  private static Optional<String> onDevice(Device device, RandomProgram random) {
    List<Literal> want = Interpreter.run(random.program(), random.arguments());
    LoweredProgram lowered = Lowering.lower(random.program(), device.target());
    List<DeviceTensor> held = new ArrayList<>();
    try (Executable executable = device.compile(lowered.text(), lowered.options().toBytes())) {
      random.arguments().forEach(argument -> held.add(device.upload(argument)));
      List<DeviceTensor> got = executable.run(List.copyOf(held));
      held.addAll(got);
      return difference(random, want, got.stream().map(DeviceTensor::toLiteral).toList());
    } finally {
      held.forEach(DeviceTensor::close);
    }
  }

  private static Optional<String> throughPasses(RandomProgram random) {
    List<Literal> want = Interpreter.run(random.program(), random.arguments());
    Program after =
        StandardPipelines.standard().runVerified(random.program(), Target.of("cpu")).program();
    List<Literal> got = Interpreter.run(after, random.arguments());
    return want.equals(got)
        ? Optional.empty()
        : Optional.of("passes changed the result to\n" + StableHloWriter.write(after));
  }

  private static Optional<String> difference(
      RandomProgram random, List<Literal> want, List<Literal> got) {
    for (int i = 0; i < want.size(); i++) {
      Optional<String> difference =
          Agreement.difference(want.get(i), got.get(i), random.errors().get(i));
      if (difference.isPresent()) {
        return Optional.of("result " + i + ", " + difference.get());
      }
    }
    return Optional.empty();
  }

  private static Device openDevice() {
    return Device.open(
        ArtifactCache.of(System.getenv()).require(KnownArtifacts.named("cpu-plugin")));
  }
}
