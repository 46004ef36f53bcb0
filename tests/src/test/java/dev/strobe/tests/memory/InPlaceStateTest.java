package dev.strobe.tests.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.strobe.ir.ElementType;
import dev.strobe.ir.Graph;
import dev.strobe.ir.GraphBuilder;
import dev.strobe.ir.InvalidOpException;
import dev.strobe.ir.TensorType;
import dev.strobe.ir.Value;
import dev.strobe.models.FlashConfig;
import dev.strobe.runtime.Model;
import dev.strobe.runtime.compile.CompiledProgram;
import dev.strobe.runtime.compile.Compiler;
import dev.strobe.runtime.device.Device;
import dev.strobe.tests.TestModels;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// State that we declare to stay where it is does so in what XLA made of the program: nothing but
/// its updates writes it. Compiled anew each time, since what is found in the cache was proved.
class InPlaceStateTest {
  private static Device device;
  private static Compiler compiler;

  @BeforeAll
  static void open() {
    device = Device.open(TestModels.options().plugin());
    compiler = Compiler.of(device, Optional.empty());
  }

  @AfterAll
  static void close() {
    device.close();
  }

  @Test
  void aCacheOfSinglesIsUpdatedInPlace() {
    for (Graph graph : List.of(update(ElementType.F32), fading(ElementType.F32))) {
      try (CompiledProgram compiled = compiler.compile(graph)) {
        assertEquals(4 * 512 * 64, compiled.executable().memory().aliasBytes());
      }
    }
  }

  @Test
  void aCacheOfHalvesIsWhereOnlyRowsAreWritten() {
    compiler.compile(update(ElementType.BF16)).close();
  }

  /// XLA's CPU compiler computes it in f32: it is aliased and still converted whole, twice.
  @Test
  void aCacheOfHalvesThatIsComputedWithIsRefused() {
    requireRefused(fading(ElementType.BF16), "convert");
  }

  /// What was there before has to be somewhere else while the new rows are written.
  @Test
  void aCacheWhoseOldValuesAreAResultIsRefused() {
    requireRefused(keepingOld(), "copy");
  }

  private static void requireRefused(Graph graph, String opcode) {
    var e = assertThrows(InvalidOpException.class, () -> compiler.compile(graph).close());
    String expected =
        "donation requires state cache.keys to stay untouched but for its updates, got a "
            + opcode
            + " of all of it by %";
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith(expected), message);
    assertTrue(message.substring(expected.length()).matches("[\\w.-]+"), message);
  }

  static Stream<String> tinyModels() throws IOException {
    return ForecastTest.tinyModels();
  }

  @ParameterizedTest
  @MethodSource("tinyModels")
  void holdsForTheStepsOfEveryFamily(String name) {
    FlashConfig config = Model.config(TestModels.tiny(name));
    Steps.of(config, 256).stream()
        .filter(step -> List.of(1, 32, 512).contains(step.shape().tokens()))
        .forEach(step -> compiler.compile(step.program()).close());
  }

  /// One row into a cache of 512.
  private static Graph update(ElementType element) {
    GraphBuilder b = new GraphBuilder("step");
    b.result("keys", updated(b, cache(b, element)));
    return b.build();
  }

  private static Graph fading(ElementType element) {
    GraphBuilder b = new GraphBuilder("step");
    Value cache = cache(b, element);
    b.result("keys", updated(b, b.multiply(cache, b.splat(cache.tensor(), 0.5))));
    return b.build();
  }

  private static Graph keepingOld() {
    GraphBuilder b = new GraphBuilder("step");
    Value cache = cache(b, ElementType.F32);
    b.result("keys", updated(b, cache));
    b.result("old", cache);
    return b.build();
  }

  private static Value cache(GraphBuilder b, ElementType element) {
    return b.state("cache.keys", TensorType.of(element, 512, 64), 0);
  }

  private static Value updated(GraphBuilder b, Value cache) {
    Value row = b.input("row", TensorType.of(cache.tensor().element(), 1, 64));
    Value at = b.input("at", TensorType.of(ElementType.S32));
    return b.dynamicUpdateSlice(cache, row, List.of(at, b.splat(at.tensor(), 0)));
  }
}
